"""What every change of a course begins with: the row locked, its own organisation's, still a draft."""

from __future__ import annotations

import json
import zlib
from typing import Any
from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.education.models import Course, CourseVersion, Question, Unit
from seereya.education.rules import Refused


class NotThere(Http404):
    """There is no such course, or it is not yours: the answer is the same."""


def hold_course(by: Actor, course_id: UUID) -> Course:
    """An own course, locked for a change. Raises `NotThere`."""
    row = Course.objects.select_for_update().filter(id=course_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return row


def hold_version(by: Actor, version_id: UUID) -> CourseVersion:
    """A draft of an own course, locked. Raises `NotThere`, `Refused("version_published")`."""
    rows = CourseVersion.objects.select_for_update(of=("self",)).select_related("course")
    row = rows.filter(id=version_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    if row.status != CourseVersion.DRAFT:
        raise Refused("version_published")
    return row


def hold_unit(by: Actor, unit_id: UUID) -> Unit:
    """A screen of a draft; its version is locked. Raises `NotThere`, `Refused("version_published")`."""
    found = Unit.objects.filter(id=unit_id, organisation_id=by.organisation_id).values_list("version", flat=True).first()
    if found is None:
        raise NotThere
    version = hold_version(by, found)
    unit = Unit.objects.get(id=unit_id)
    unit.version = version
    return unit


def hold_question(by: Actor, question_id: UUID) -> Question:
    """A question of a draft; its version is locked. Raises `NotThere`, `Refused("version_published")`."""
    row = Question.objects.filter(id=question_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    row.unit = hold_unit(by, row.unit_id)
    return row


def stamp(*said: Any) -> int:
    """A number that changes with what a screen or a question says: two people who write at once are told by it."""
    return zlib.crc32(json.dumps(said, sort_keys=True, ensure_ascii=False).encode())


def stamp_of(row: Unit | Question) -> int:
    """The stamp of a screen or a question as it stands."""
    return stamp(row.texts, row.facts) if isinstance(row, Unit) else stamp(row.words)


def check_stamp(row: Unit | Question, seen: int | None) -> None:
    """Raises `Refused("changed_meanwhile")` where somebody else saved it since it was shown."""
    if seen is not None and seen != stamp_of(row):
        raise Refused("changed_meanwhile")
