"""A draft of A's educator, in every part of it, and a course that A published and shares, for the world of the access matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seereya.accounts.rules import Role
from seereya.education import services
from seereya.education.models import Course, CourseVersion, MediaFile, Question, Recording, Unit
from tests.factories.education import OGG, PNG, course, draft_of, published, question, screen

if TYPE_CHECKING:
    from tests.security.world import World

# Of a draft: on pages of A's own readers, and on nobody else's.
DRAFT = "Zcoursedraftqk"
MODELS = {
    Course: ("pk", "version", "closed_on"),
    CourseVersion: ("pk", "status", "digest"),
    Unit: ("pk", "position", "texts", "picture"),
    Question: ("pk", "position", "words"),
    Recording: ("pk", "media"),
    MediaFile: ("pk",),
}


def _education(world: World) -> None:
    """A draft with a screen, a picture, a voice and a question; a published course that partners see."""
    by = world.people["AAAA", Role.EDUCATOR]
    row = course(by=by, code="ENTWURF", titles={"fr": DRAFT, "en": DRAFT})
    draft = draft_of(row)
    unit = screen(by=by, version=draft, title=DRAFT)
    services.set_picture(by=by, unit_id=unit.id, data=PNG)
    voice = services.keep_recording(by=by, unit_id=unit.id, language="fr", data=OGG)
    asked = question(by=by, unit=unit)
    world.private |= {
        "course_id": row.id,
        "version_id": draft.id,
        "unit_id": unit.id,
        "asked_id": asked.id,
        "media_id": voice.media_id,
        "language": "fr",
        "folder": "fr",
        "name": "01.html",
    }
    shared = published(by=by, code="PARTAGE", shared=True)
    world.shared |= {"course_id": shared.course_id, "version_id": shared.id, "unit_id": shared.units.get().id}
    world.references.append(DRAFT)
