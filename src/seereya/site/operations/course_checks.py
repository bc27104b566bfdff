"""Courses looked at without a key: every picture and recording by its hash, every published version by the digest in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.education import media
from seereya.education.models import CourseVersion
from seereya.education.queries.courses import screens_of
from seereya.education.services.publishing import digest_of

_FAULTS: Final[dict[str, Callable[[], str]]] = {
    "missing": lambda: _("its file is missing"),
    "altered": lambda: _("its file is not the one that was kept"),
    "writable": lambda: _("its file can be written to; it should be read-only"),
}


def files() -> Iterator[tuple[str, str]]:
    """Every picture and recording whose file is missing, altered or open to writing; all of them are named."""
    for where, fault in media.check():
        yield where, _FAULTS[fault]()


def published() -> Iterator[tuple[str, str]]:
    """Every published version that does not say what it said when it was published: by its own digest, and by the log's."""
    rows = CourseVersion.objects.filter(status=CourseVersion.PUBLISHED).select_related("course")
    for version in rows.order_by("pk").iterator(chunk_size=50):
        where = f"education.CourseVersion {version.pk} ({version.course.code}, {version.number})"
        if digest_of(version.frozen, screens_of(version)) != version.digest:
            yield where, _("its words or files are not those that were published")
        elif version.digest not in _told(version):
            yield where, _("the log does not know it as it stands here")


def _told(version: CourseVersion) -> set[str]:
    entries = AuditEntry.objects.filter(tag=Tag.COURSE_PUBLISHED, subject=version.course_id).values_list("facts", flat=True)
    return {facts.get("digest", "") for facts in entries if facts.get("version") == version.number}


def all_of_it() -> Iterator[tuple[str, str]]:
    """Files, then versions."""
    yield from files()
    yield from published()
