"""Handing out a pack: it is written down that one was made, and a neutral one is searched for what would name somebody."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.models import CourseVersion
from seereya.education.packing.building import Pack, pack_of
from seereya.education.packing.options import PackOptions
from seereya.education.queries.courses import versions_seen
from seereya.education.rules import Refused
from seereya.education.services.storing import NotThere

_PROJECT = "Seereya"


def version_to_read(by: Actor, version_id: UUID) -> CourseVersion:
    """A version that may be read. Raises `NotThere`."""
    row = versions_seen(by).filter(id=version_id).first()
    if row is None:
        raise NotThere
    return row


def preview_of(*, by: Actor, version_id: UUID) -> Pack:
    """A version as its pack would show it, in all its languages. Raises `NotThere`, `Refused("version_altered")`."""
    version = version_to_read(by, version_id)
    said = version.frozen or {"languages": version.course.languages}
    return pack_of(version, PackOptions(tuple(said["languages"])))


def make_pack(*, by: Actor, version_id: UUID, options: PackOptions) -> Pack:
    """A pack of a published version to be handed out.

    Raises `NotThere`, `Refused("pack_of_draft")`, `Refused("pack_language_needed")`, `Refused("neutral_title_needed")`,
    `Refused("names_in_course")`, `Refused("version_altered")`.
    """
    version = version_to_read(by, version_id)
    if version.status != CourseVersion.PUBLISHED:
        raise Refused("pack_of_draft")
    if not options.languages or not set(options.languages) <= set(version.frozen["languages"]):
        raise Refused("pack_language_needed")
    pack = pack_of(version, options)
    if options.neutral:
        _check_neutral(pack)
    facts: dict[str, object] = {"version": version.number, "languages": list(options.languages), "neutral": options.neutral}
    record(tag=Tag.COURSE_PACKED, actor=by.id, organisation=by.organisation_id, subject=version.course_id, facts=facts)
    return pack


def _check_neutral(pack: Pack) -> None:
    """What a neutral pack says is searched for the names of the project and of who made it (decision 7)."""
    if not all(pack.said["neutral_titles"].get(language) for language in pack.options.languages):
        raise Refused("neutral_title_needed")
    organisation = pack.version.course.organisation
    words = {_PROJECT, settings.PRODUCT_NAME, organisation.name, organisation.code}
    naming = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in words if one), re.IGNORECASE)
    found = [name for name, make in pack.files.items() if name.endswith(".html") and naming.search(make().decode())]
    if found:
        raise Refused("names_in_course", pages=", ".join(found[:10]))
