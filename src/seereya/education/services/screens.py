"""Writing the screens of a draft: words side by side, order, picture, voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education import media
from seereya.education.models import CourseVersion, Question, Recording, Unit
from seereya.education.rules import Refused
from seereya.education.rules.screens import Text
from seereya.education.services.storing import check_stamp, hold_question, hold_unit, hold_version
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference.models import Term

MOST_SCREENS = 40
FACTS = ("deadline_rules", "legal_references", "treaty_status")


def facts_of(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Rules of law as the vocabularies say them now, with their source and how certain they are; unknown codes are left out."""
    wanted = list(dict.fromkeys(codes))
    rows = {row.code: row for row in Term.objects.filter(vocabulary__in=FACTS, code__in=wanted)}
    return [_fact(rows[code]) for code in wanted if code in rows]


def _fact(row: Term) -> dict[str, Any]:
    said = {"code": row.code, "fr": row.fr, "en": row.en, "source": row.source}
    return said | {
        "confidence": row.extra.get("confidence", ""),
        **{f"note_{one}": row.extra.get(f"note_{one}", "") for one in ("fr", "en")},
    }


@transaction.atomic
def add_screen(
    *, by: Actor, version_id: UUID, texts: Mapping[str, Text], facts: Iterable[str] = (), token: UUID | None = None
) -> Unit:
    """A new last screen. Raises `NotThere`, `Refused("version_published")`, `Refused("too_many_screens")`, `Refused("screen_empty")`."""
    version = hold_version(by, version_id)
    if token and (sent := Unit.objects.filter(id=token, version=version).first()):
        return sent
    if version.units.count() >= MOST_SCREENS:
        raise Refused("too_many_screens", most=MOST_SCREENS)
    _check(texts)
    last = version.units.aggregate(last=Max("position"))["last"] or 0
    unit = Unit(id=token or new_id(), organisation_id=by.organisation_id, version=version, position=last + 1)
    unit.texts, unit.facts = _kept(texts), facts_of(facts)
    unit.save(force_insert=True)
    _noted(by, version, "added")
    return unit


@transaction.atomic
def save_screen(*, by: Actor, unit_id: UUID, texts: Mapping[str, Text], facts: Iterable[str], seen: int | None = None) -> Unit:
    """Changes the words of a screen; languages that are not given keep theirs.

    Raises `NotThere`, `Refused("version_published")`, `Refused("screen_empty")`, `Refused("changed_meanwhile")`.
    """
    unit = hold_unit(by, unit_id)
    check_stamp(unit, seen)
    _check(texts)
    unit.texts = {**unit.texts, **_kept(texts)}
    unit.facts = facts_of(facts)
    unit.save()
    _noted(by, unit.version, "changed")
    return unit


def _check(texts: Mapping[str, Text]) -> None:
    if all(one.empty for one in texts.values()):
        raise Refused("screen_empty")


def _kept(texts: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    return {language: one.record() for language, one in texts.items()}


def _noted(by: Actor, version: CourseVersion, what: str) -> None:
    facts: dict[str, object] = {"version": version.number, "what": what}
    record(tag=Tag.COURSE_SCREEN_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.course_id, facts=facts)


@transaction.atomic
def move_screen(*, by: Actor, unit_id: UUID, up: bool) -> Unit:
    """One place up or down; the first stays first. Raises `NotThere`, `Refused("version_published")`."""
    unit = hold_unit(by, unit_id)
    _swap(list(unit.version.units.order_by("position", "id")), unit.id, up=up)
    _noted(by, unit.version, "moved")
    return unit


@transaction.atomic
def move_question(*, by: Actor, question_id: UUID, up: bool) -> Question:
    """One place up or down on its screen. Raises `NotThere`, `Refused("version_published")`."""
    question = hold_question(by, question_id)
    _swap(list(question.unit.questions.order_by("position", "id")), question.id, up=up)
    return question


def _swap(rows: list[Any], key: UUID, *, up: bool) -> None:
    here = next(place for place, row in enumerate(rows) if row.id == key)
    there = here + (-1 if up else 1)
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])


@transaction.atomic
def remove_screen(*, by: Actor, unit_id: UUID) -> CourseVersion:
    """Takes a screen out of a draft, with its questions and recordings. Raises `NotThere`, `Refused("version_published")`."""
    unit = hold_unit(by, unit_id)
    version = unit.version
    unit.delete()
    for place, row in enumerate(version.units.order_by("position", "id"), start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
    _noted(by, version, "removed")
    return version


@transaction.atomic
def set_picture(*, by: Actor, unit_id: UUID, data: bytes) -> Unit:
    """Gives a screen its picture. Raises `NotThere`, `Refused("version_published")` and what `media.keep` raises."""
    unit = hold_unit(by, unit_id)
    unit.picture = media.keep(by=by, data=data, kind=media.PICTURE)
    unit.save(update_fields=["picture"])
    _noted(by, unit.version, "picture")
    return unit


@transaction.atomic
def remove_picture(*, by: Actor, unit_id: UUID) -> Unit:
    """Takes the picture off a screen; its file stays for the versions that show it. Raises as `set_picture`."""
    unit = hold_unit(by, unit_id)
    unit.picture = None
    unit.save(update_fields=["picture"])
    _noted(by, unit.version, "picture removed")
    return unit


@transaction.atomic
def keep_recording(*, by: Actor, unit_id: UUID, language: str, data: bytes) -> Recording:
    """Keeps the voice of a screen in one language, in place of the one before.

    Raises `NotThere`, `Refused("version_published")`, `Refused("course_language_needed")` and what `media.keep` raises.
    """
    unit = hold_unit(by, unit_id)
    if language not in (*unit.version.course.languages, *unit.version.course.preparing):
        raise Refused("course_language_needed")
    kept = media.keep(by=by, data=data, kind=media.VOICE)
    made: dict[str, Any] = {"media": kept, "made_by": by.member, "made_at": clock.now(), "organisation_id": by.organisation_id}
    row, _ = Recording.objects.update_or_create(unit=unit, language=language, defaults=made)
    _noted(by, unit.version, "recorded")
    return row


@transaction.atomic
def remove_recording(*, by: Actor, unit_id: UUID, language: str) -> Unit:
    """Takes a recording off a draft. Raises `NotThere`, `Refused("version_published")`."""
    unit = hold_unit(by, unit_id)
    unit.recordings.filter(language=language).delete()
    _noted(by, unit.version, "recording removed")
    return unit
