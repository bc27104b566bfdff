"""Courses as educators write them: through the services."""

from __future__ import annotations

from seereya.education import services
from seereya.education.models import Course, CourseVersion, Unit
from seereya.education.rules.screens import Answer, Asked, Kind, Text
from seereya.education.services import CourseEntry
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01\x38\x01\x80\xbb" + bytes(64)


def course(*, by: Person, code: str = "ESSAI-1", **more: object) -> Course:
    """A course in French and English with an empty draft; any field of its entry by name."""
    packs_loaded()
    values: dict[str, object] = {"titles": {"fr": "Essai", "en": "Trial"}, "theme": "TM-HR", "languages": ["fr", "en"]}
    return services.save_course(by=by, entry=CourseEntry(code=code, **(values | more)))  # type: ignore[arg-type]


def draft_of(row: Course) -> CourseVersion:
    """The draft of a course."""
    return row.versions.get(status=CourseVersion.DRAFT)


def screen(*, by: Person, version: CourseVersion, title: str = "Un", **more: object) -> Unit:
    """A screen that is complete in French and English."""
    texts = {one: Text(title=f"{title} {one}", text="- un\n- deux\n\nTrois.", script="Trois.") for one in ("fr", "en")}
    return services.add_screen(by=by, version_id=version.id, texts=texts, **more)  # type: ignore[arg-type]


def choice(name: str = "q", right: int = 0) -> Asked:
    """A question with two answers in French and English."""
    answers = [Answer({"fr": f"r{n}", "en": f"a{n}"}, n == right, {"fr": f"dit {n}", "en": f"said {n}"}) for n in range(2)]
    return Asked(name, {"fr": "Que faire ?", "en": "What to do?"}, tuple(answers))


def question(*, by: Person, unit: Unit, kind: Kind = Kind.CHOICE, asked: Asked | None = None):
    """A question of a screen."""
    return services.add_question(by=by, unit_id=unit.id, kind=kind, asked=asked or choice())


def published(*, by: Person, code: str = "ESSAI-1", **more: object) -> CourseVersion:
    """A published version with one screen and one question, not recorded."""
    version = draft_of(course(by=by, code=code, **more))
    question(by=by, unit=screen(by=by, version=version))
    return services.publish(by=by, version_id=version.id, without=True)


def shipped(name: str, *, by: Person) -> CourseVersion:
    """A course of the pack, taken over and published."""
    packs_loaded()
    version = draft_of(services.install(by=by, name=name))
    return services.publish(by=by, version_id=version.id, without=True)
