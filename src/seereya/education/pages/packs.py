"""The page on which a pack is asked for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from seereya.education.models import CourseVersion
from seereya.education.pages.courses import steps
from seereya.education.queries.courses import screens_of
from seereya.education.services.publishing import said_by
from seereya.reference.saying import Row, term


def languages(version: CourseVersion) -> list[str]:
    """The languages a version can be packed in."""
    return list(said_by(version)["languages"])


def pack(version: CourseVersion, form: Any) -> dict[str, Any]:
    """What the pack will weigh, language by language, and what nobody recorded."""
    screens = screens_of(version)
    pictures = {one.unit.picture.sha256: one.unit.picture.size for one in screens if one.unit.picture}
    return {
        "form": form,
        "course": version.course,
        "edition": version,
        "published": version.status == CourseVersion.PUBLISHED,
        "pictures": sum(pictures.values()) // 1024,
        "voices": [_voice(one, screens) for one in languages(version)],
        "breadcrumb": steps(version.course, {"label": _("Pack")}),
    }


def _voice(language: str, screens: list[Any]) -> Row:
    recorded = [one.recordings[language].media.size for one in screens if language in one.recordings]
    return {
        "label": term("languages", language),
        "size": sum(recorded) // 1024,
        "recorded": len(recorded),
        "screens": len(screens),
    }
