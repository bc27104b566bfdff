"""Writing questions: one by one, or from a file of exchange."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education import media
from seereya.education.models import CourseVersion, MediaFile, Question, Unit
from seereya.education.rules import Refused, gift
from seereya.education.rules.missing import FEWEST_ANSWERS, MOST_ANSWERS
from seereya.education.rules.screens import RECKONED, Answer, Asked, By, Kind
from seereya.education.services.storing import check_stamp, hold_question, hold_unit, hold_version
from seereya.foundation.identifiers import new_id

MOST_A_SCREEN = 5


@transaction.atomic
def add_question(*, by: Actor, unit_id: UUID, kind: Kind, asked: Asked, token: UUID | None = None) -> Question:
    """A new last question of a screen.

    Raises `NotThere`, `Refused("version_published")`, `Refused("too_many_questions")` and what `check` refuses.
    """
    unit = hold_unit(by, unit_id)
    if token and (sent := Question.objects.filter(id=token, unit=unit).first()):
        return sent
    check(by, kind, asked)
    row = _added(by, unit, kind, asked, token or new_id())
    _noted(by, unit.version, 1)
    return row


def _added(by: Actor, unit: Unit, kind: Kind, asked: Asked, key: UUID) -> Question:
    if unit.questions.count() >= MOST_A_SCREEN:
        raise Refused("too_many_questions", most=MOST_A_SCREEN)
    last = unit.questions.aggregate(last=Max("position"))["last"] or 0
    return Question.objects.create(
        id=key, organisation_id=by.organisation_id, unit=unit, position=last + 1, kind=kind, words=asked.record()
    )


@transaction.atomic
def keep_pictures(*, by: Actor, unit_id: UUID, sent: dict[int, bytes]) -> dict[int, str]:
    """Keeps the pictures sent with answers: their SHA-256 by the number of the answer.

    Raises `NotThere`, `Refused("version_published")` and what `media.keep` raises.
    """
    hold_unit(by, unit_id)
    return {number: media.keep(by=by, data=data, kind=media.PICTURE).sha256 for number, data in sent.items()}


@transaction.atomic
def save_question(*, by: Actor, question_id: UUID, asked: Asked, seen: int | None = None) -> Question:
    """Changes a question; its kind stays.

    Raises `NotThere`, `Refused("version_published")`, `Refused("changed_meanwhile")` and what `check` refuses.
    """
    row = hold_question(by, question_id)
    check_stamp(row, seen)
    check(by, Kind(row.kind), asked)
    row.words = asked.record()
    row.save(update_fields=["words"])
    _noted(by, row.unit.version, 1)
    return row


def check(by: Actor, kind: Kind, asked: Asked) -> None:
    """What no question can do without, in whatever language; translations may still be missing.

    Raises `Refused` with `question_needed`, `answers_needed`, `one_right_needed` or `answer_picture_needed`.
    """
    if not any(words.strip() for words in asked.asked.values()):
        raise Refused("question_needed")
    if not FEWEST_ANSWERS <= len(asked.answers) <= MOST_ANSWERS:
        raise Refused("answers_needed", fewest=FEWEST_ANSWERS, most=MOST_ANSWERS)
    if kind in RECKONED and sum(one.right for one in asked.answers) != 1:
        raise Refused("one_right_needed")
    named = {one.picture for one in asked.answers if one.picture}
    known = MediaFile.objects.filter(organisation_id=by.organisation_id, sha256__in=named).count() if named else 0
    if known != len(named) or (kind == Kind.PICTURE and not all(one.picture for one in asked.answers)):
        raise Refused("answer_picture_needed")


@transaction.atomic
def remove_question(*, by: Actor, question_id: UUID) -> Unit:
    """Takes a question off a screen. Raises `NotThere`, `Refused("version_published")`."""
    row = hold_question(by, question_id)
    unit = row.unit
    row.delete()
    _noted(by, unit.version, -1)
    return unit


def _noted(by: Actor, version: CourseVersion, count: int) -> None:
    facts: dict[str, object] = {"version": version.number, "questions": count}
    record(tag=Tag.COURSE_SCREEN_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.course_id, facts=facts)


@transaction.atomic
def import_gift(*, by: Actor, version_id: UUID, text: str, language: str) -> tuple[int, list[gift.Fault]]:
    """Takes the questions of a GIFT file in one language: how many, and the lines not understood. With a fault nothing is taken.

    A question whose name stands on the same screen already gets its words in this language; any other is new. Without a
    `$CATEGORY` line questions go to the first screen.
    Raises `NotThere`, `Refused("version_published")`, `Refused("course_language_needed")`.
    """
    version = hold_version(by, version_id)
    if language not in (*version.course.languages, *version.course.preparing):
        raise Refused("course_language_needed")
    found, faults = gift.parse(text, language)
    units = list(version.units.order_by("position", "id"))
    faults += [gift.Fault(one.line, "no_such_screen", str(one.screen)) for one in found if (one.screen or 1) > len(units)]
    if faults:
        return 0, sorted(faults, key=lambda one: one.line)
    for one in found:
        if fault := _take(by, units[(one.screen or 1) - 1], one, language):
            transaction.set_rollback(True)
            return 0, [fault]
    _noted(by, version, len(found))
    return len(found), []


def _take(by: Actor, unit: Unit, one: gift.Found, language: str) -> gift.Fault | None:
    """A question taken, or why not: it is said by its line."""
    row = unit.questions.filter(words__name=one.asked.name).first() if one.asked.name else None
    if row is None:
        if one.kind == Kind.PICTURE:
            return gift.Fault(one.line, "picture_unknown")
        try:
            _added(by, unit, one.kind, one.asked, new_id())
        except Refused:
            return gift.Fault(one.line, "too_many_on_screen", str(unit.position))
        return None
    kept = Asked.of(row.words)
    if row.kind != one.kind or len(kept.answers) != len(one.asked.answers):
        return gift.Fault(one.line, "other_answers", one.asked.name)
    row.words = _merged(kept, one.asked, language).record()
    row.save(update_fields=["words"])
    return None


def _merged(kept: Asked, read: Asked, language: str) -> Asked:
    """The words of one language put into a question that stands already; which answer is right is as the file says."""

    def put(old: By, new: By) -> By:
        return {**old, **new} if new.get(language) else {key: words for key, words in old.items() if key != language}

    answers = tuple(
        Answer(put(old.words, new.words), new.right, put(old.said, new.said), old.picture)
        for old, new in zip(kept.answers, read.answers, strict=True)
    )
    return replace(kept, asked=put(kept.asked, read.asked), answers=answers, said=put(kept.said, read.said))
