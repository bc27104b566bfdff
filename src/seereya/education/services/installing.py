"""Courses that come with a pack, as YAML files: read strictly, taken over as a draft of one's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education import media
from seereya.education.models import Course, MediaFile, Question
from seereya.education.rules import Refused
from seereya.education.rules.screens import Answer, Asked, By, Kind, State, Text
from seereya.education.services.courses import CourseEntry, save_course
from seereya.education.services.questions import check
from seereya.education.services.screens import add_screen, facts_of
from seereya.foundation.identifiers import new_id

_NAME = re.compile(r"[a-z0-9-]{1,40}")
# A drawing is shown as a picture, never opened as a page; still nothing in it may run, or be fetched from elsewhere.
_UNSAFE = re.compile(rb"<script|<foreignObject|<!ENTITY|<!DOCTYPE|\son\w+\s*=|href\s*=|url\(|@import|<style", re.IGNORECASE)
_MOST_DRAWN = 40 * 1024


class BadCourse(ValueError):
    """A course file that does not hold together: the file and what is wrong."""


@dataclass(frozen=True)
class Shipped:
    """A course that comes with a pack."""

    name: str
    path: Path
    described: dict[str, Any]

    @property
    def code(self) -> str:
        """The code it is taken over under."""
        return str(self.described["code"])


def shipped() -> list[Shipped]:
    """The courses of all packs of this installation, by name."""
    found = [_read(path) for path in sorted(Path(settings.PACKS).glob("*/courses/*.yaml"))]
    return sorted(found, key=lambda one: one.name)


def _read(path: Path) -> Shipped:
    described = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(described, dict) or not _NAME.fullmatch(path.stem) or not {"code", "titles", "screens"} <= set(described):
        raise BadCourse(f"{path.name}: code, titles and screens are needed")
    return Shipped(path.stem, path, described)


@transaction.atomic
def install(*, by: Actor, name: str) -> Course:
    """Takes over a course of a pack, as a draft of the own organisation.

    Raises `Refused("no_such_shipped_course")`, `Refused("course_code_taken")`, `BadCourse`.
    """
    found = next((one for one in shipped() if one.name == name), None)
    if found is None:
        raise Refused("no_such_shipped_course")
    said = found.described
    names = (
        "code",
        "titles",
        "summaries",
        "neutral_titles",
        "theme",
        "audiences",
        "languages",
        "preparing",
        "licence",
        "security_note",
    )
    course = save_course(by=by, entry=CourseEntry(**{key: said[key] for key in names if key in said}))
    version = course.versions.get()
    drawn: dict[str, MediaFile] = {}
    for number, screen in enumerate(said["screens"], start=1):
        try:
            _install_screen(by, version.id, screen, found.path.parent, drawn)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise BadCourse(f"{found.path.name}: screen {number}: {wrong}") from wrong
    facts: dict[str, object] = {"screens": len(said["screens"])}
    record(tag=Tag.COURSE_INSTALLED, actor=by.id, organisation=by.organisation_id, subject=course.id, facts=facts)
    return course


def _install_screen(by: Actor, version: Any, said: dict[str, Any], folder: Path, drawn: dict[str, MediaFile]) -> None:
    texts = {language: _text(words) for language, words in said["texts"].items()}
    facts = said.get("facts", [])
    if len(facts_of(facts)) != len(facts):
        raise BadCourse(f"a fact of {facts} is in no vocabulary")
    unit = add_screen(by=by, version_id=version, texts=texts, facts=facts)
    if picture := said.get("picture"):
        unit.picture = _drawing(by, folder, picture, drawn)
        unit.save(update_fields=["picture"])
    for place, one in enumerate(said.get("questions", []), start=1):
        kind, asked = Kind(one["kind"]), _asked(by, one, folder, drawn)
        check(by, kind, asked)
        Question.objects.create(
            id=new_id(), organisation_id=by.organisation_id, unit=unit, position=place, kind=kind, words=asked.record()
        )


def _text(words: dict[str, str]) -> Text:
    return Text(**{**words, "state": State(words.get("state", State.FINAL))})  # type: ignore[arg-type]


def _asked(by: Actor, said: dict[str, Any], folder: Path, drawn: dict[str, MediaFile]) -> Asked:
    answers = tuple(
        Answer(
            _by(one.get("words")),
            bool(one.get("right")),
            _by(one.get("said")),
            _drawing(by, folder, one["picture"], drawn).sha256 if "picture" in one else "",
        )
        for one in said["answers"]
    )
    return Asked(said["name"], _by(said["asked"]), answers, _by(said.get("said")))


def _by(words: dict[str, str] | None) -> By:
    return {language: " ".join(text.split()) for language, text in (words or {}).items()}


def _drawing(by: Actor, folder: Path, name: str, drawn: dict[str, MediaFile]) -> MediaFile:
    if name not in drawn:
        if not _NAME.fullmatch(name):
            raise BadCourse(f"{name} is no name of a drawing")
        data = (folder / "pictures" / f"{name}.svg").read_bytes()
        if len(data) > _MOST_DRAWN or _UNSAFE.search(data) or not data.lstrip().startswith(b"<svg"):
            raise BadCourse(f"{name}.svg is no plain drawing")
        drawn[name] = media.store(by=by, data=data, mime=media.SVG)
    return drawn[name]
