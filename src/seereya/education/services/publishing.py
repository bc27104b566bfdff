"""Publishing a version: what is missing is listed, what is published is frozen."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.models import Course, CourseVersion
from seereya.education.queries.courses import LoadedScreen, screens_of
from seereya.education.rules import Refused
from seereya.education.rules.missing import Missing, missing
from seereya.education.services.screens import facts_of
from seereya.education.services.storing import hold_version
from seereya.foundation import clock

_FROZEN = (
    "code", "titles", "summaries", "neutral_titles", "theme", "audiences", "languages", "preparing", "licence", "credit",
    "security_note",
)  # fmt: skip


def missing_of(version: CourseVersion) -> list[Missing]:
    """What a version still needs in the languages of its course."""
    return missing([one.as_rule() for one in screens_of(version)], said_by(version)["languages"])


def said_by(version: CourseVersion) -> dict[str, Any]:
    """What the course said when the version was published; what it says now for a draft."""
    return version.frozen or frozen(version.course)


def frozen(course: Course) -> dict[str, Any]:
    """What a course says of itself, as a published version keeps it."""
    return {name: getattr(course, name) for name in _FROZEN}


@transaction.atomic
def publish(*, by: Actor, version_id: UUID, without: bool = False) -> CourseVersion:
    """Freezes a draft: from now on it can be packed, taught with, and no more changed.

    `without`: published knowingly without recordings, or with rules of law that no lawyer has confirmed; the pack says both.
    Raises `NotThere`, `Refused("version_published")`, `Refused("things_missing")`, `Refused("published_without")`.
    """
    version = hold_version(by, version_id)
    for unit in version.units.all():
        unit.facts = facts_of(one["code"] for one in unit.facts)
        unit.save(update_fields=["facts"])
    lacking = missing_of(version)
    if any(not one.bearable for one in lacking):
        raise Refused("things_missing", count=sum(not one.bearable for one in lacking))
    if lacking and not without:
        raise Refused("published_without")
    version.frozen = frozen(version.course)
    version.digest = digest_of(version.frozen, screens_of(version))
    version.status, version.published_by, version.published_at = CourseVersion.PUBLISHED, by.member, clock.now()
    version.save()
    facts = {"version": version.number, "digest": version.digest, "without": len(lacking)}
    record(tag=Tag.COURSE_PUBLISHED, actor=by.id, organisation=by.organisation_id, subject=version.course_id, facts=facts)
    return version


def digest_of(said: dict[str, Any], screens: list[LoadedScreen]) -> str:
    """SHA-256 over everything a version says and over the hashes of its files: the same words and files, the same digest."""
    content = {
        "course": said,
        "screens": [
            {
                "texts": one.unit.texts,
                "facts": one.unit.facts,
                "picture": one.unit.picture.sha256 if one.unit.picture else "",
                "questions": [[row.kind, row.words] for row, _ in one.questions],
                "recordings": {language: row.media.sha256 for language, row in sorted(one.recordings.items())},
            }
            for one in screens
        ],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def check_frozen(version: CourseVersion, screens: list[LoadedScreen]) -> None:
    """Raises `Refused("version_altered")` where a published version is not what was published."""
    if version.status == CourseVersion.PUBLISHED and digest_of(version.frozen, screens) != version.digest:
        raise Refused("version_altered")
