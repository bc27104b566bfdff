"""Writing courses: what a course is, its next draft, putting it away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.models import Course, CourseVersion, Question, Recording, Unit
from seereya.education.rules import Refused
from seereya.education.services.storing import hold_course
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import terms

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,39}")


@dataclass
class CourseEntry:
    """What somebody writes about a course."""

    code: str
    titles: dict[str, str]
    theme: str
    languages: list[str]
    summaries: dict[str, str] = field(default_factory=dict)
    neutral_titles: dict[str, str] = field(default_factory=dict)
    audiences: list[str] = field(default_factory=list)
    preparing: list[str] = field(default_factory=list)
    licence: str = ""
    credit: str = ""
    security_note: str = ""
    shared: bool = False


@transaction.atomic
def save_course(
    *, by: Actor, entry: CourseEntry, course_id: UUID | None = None, version: int | None = None, token: UUID | None = None
) -> Course:
    """Begins a course with its first draft, or changes what an own course says of itself; what was published keeps its words.

    Raises `NotThere`, `Refused("course_code_needed")`, `Refused("course_code_taken")`, `Refused("course_title_needed")`,
    `Refused("course_theme_needed")`, `Refused("course_language_needed")`, `Refused("changed_meanwhile")`.
    """
    _check(by, entry, course_id)
    now = clock.now()
    if course_id is None:
        if token and (sent := Course.objects.filter(id=token, made_by=by.member).first()):
            return sent
        row = Course(id=token or new_id(), organisation_id=by.organisation_id, made_by=by.member, made_at=now, version=0)
    else:
        row = hold_course(by, course_id)
        if row.version != version:
            raise Refused("changed_meanwhile")
    for name in CourseEntry.__dataclass_fields__:
        setattr(row, name, getattr(entry, name))
    row.version, row.changed_at = row.version + 1, now
    row.save(force_insert=course_id is None)
    if course_id is None:
        _draft(by, row, 1)
    record(tag=Tag.COURSE_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


def _check(by: Actor, entry: CourseEntry, course_id: UUID | None) -> None:
    entry.code = entry.code.strip().upper()
    if not _CODE.fullmatch(entry.code):
        raise Refused("course_code_needed")
    same = Course.objects.filter(organisation_id=by.organisation_id, code=entry.code).values_list("id", flat=True).first()
    if same not in {None, course_id}:
        raise Refused("course_code_taken", taken=entry.code)
    known = terms.vocabulary("languages")
    if not entry.languages or not {*entry.languages, *entry.preparing} <= set(known):
        raise Refused("course_language_needed")
    if set(entry.languages) & set(entry.preparing):
        raise Refused("course_language_twice")
    if not all(entry.titles.get(language, "").strip() for language in entry.languages):
        raise Refused("course_title_needed")
    if entry.theme not in terms.vocabulary("education_themes"):
        raise Refused("course_theme_needed")
    if not set(entry.audiences) <= set(terms.vocabulary("education_audiences")):
        raise Refused("course_audience_unknown")


def _draft(by: Actor, course: Course, number: int) -> CourseVersion:
    return CourseVersion.objects.create(
        id=new_id(), organisation_id=by.organisation_id, course=course, number=number, made_by=by.member, made_at=clock.now()
    )


@transaction.atomic
def new_draft(*, by: Actor, course_id: UUID) -> CourseVersion:
    """A draft made from the newest version, with its screens, questions and recordings; the one there is, if there is one.

    Raises `NotThere`.
    """
    course = hold_course(by, course_id)
    newest = course.versions.order_by("-number").first()
    if newest is not None and newest.status == CourseVersion.DRAFT:
        return newest
    draft = _draft(by, course, newest.number + 1 if newest else 1)
    if newest is not None:
        _copy(by, newest, draft)
    facts: dict[str, object] = {"version": draft.number}
    record(tag=Tag.COURSE_DRAFT_MADE, actor=by.id, organisation=by.organisation_id, subject=course.id, facts=facts)
    return draft


def _copy(by: Actor, source: CourseVersion, target: CourseVersion) -> None:
    """Everything of a version into another; the files are the same files."""
    now, same = clock.now(), {}
    for unit in source.units.order_by("position"):
        same[unit.id] = Unit(
            id=new_id(), organisation_id=by.organisation_id, version=target, position=unit.position, texts=unit.texts,
            facts=unit.facts, picture_id=unit.picture_id,
        )  # fmt: skip
    Unit.objects.bulk_create(same.values())
    questions = Question.objects.filter(unit__version=source).order_by("unit__position", "position")
    Question.objects.bulk_create(
        Question(id=new_id(), organisation_id=by.organisation_id, unit=same[one.unit_id], position=one.position, kind=one.kind,
                 words=one.words)
        for one in questions
    )  # fmt: skip
    recordings = Recording.objects.filter(unit__version=source)
    Recording.objects.bulk_create(
        Recording(id=new_id(), organisation_id=by.organisation_id, unit=same[one.unit_id], language=one.language, media_id=one.media_id,
                  made_by_id=one.made_by_id, made_at=now)
        for one in recordings
    )  # fmt: skip


@transaction.atomic
def put_away(*, by: Actor, course_id: UUID, away: bool) -> Course:
    """Takes a course out of the lists, or back in. Packs that were handed out keep playing. Raises `NotThere`."""
    row = hold_course(by, course_id)
    row.closed_on = clock.today() if away else None
    row.save(update_fields=["closed_on"])
    record(tag=Tag.COURSE_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"away": away})
    return row
