"""The pages of one screen: words side by side, picture, voice, questions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.education import permissions, wording
from seereya.education.models import CourseVersion, MediaFile, Question, Recording, Unit
from seereya.education.pages.courses import steps, words_of
from seereya.education.queries.courses import question_of, unit_of
from seereya.education.rules.screens import Asked, Kind, Text
from seereya.education.services.storing import NotThere
from seereya.reference.saying import Row, term


def unit_to_read(by: Actor, unit_id: UUID) -> Unit:
    """A screen that may be read. Raises `NotThere`."""
    unit = unit_of(by, unit_id)
    if unit is None:
        raise NotThere
    return unit


def unit_to_write(by: Actor, unit_id: UUID) -> Unit:
    """A screen of the own organisation. Raises `NotThere`; that its version is still a draft is checked where it is changed."""
    unit = unit_to_read(by, unit_id)
    if unit.organisation_id != by.organisation_id:
        raise NotThere
    return unit


def question_to_write(by: Actor, question_id: UUID) -> Question:
    """A question of the own organisation. Raises `NotThere`."""
    row = question_of(by, question_id)
    if row is None or row.organisation_id != by.organisation_id:
        raise NotThere
    return row


def new_screen() -> str:
    """The step of a screen that is begun."""
    return _("New screen")


def screen_step(unit: Unit) -> Row:
    """The step of a screen in where a page stands."""
    return {"url": reverse("education:screen", args=[unit.id]), "label": _("Screen %(number)s") % {"number": unit.position}}


def screen(by: Actor, unit: Unit) -> dict[str, Any]:
    """What stands around the form of a screen: its picture, its voices, its questions."""
    course, version = unit.version.course, unit.version
    voices = {row.language: row for row in Recording.objects.filter(unit=unit).select_related("media")}
    writing = permissions.may_write(by) and unit.organisation_id == by.organisation_id and version.status == CourseVersion.DRAFT
    return {
        "unit": unit,
        "course": course,
        "edition": version,
        "writing": writing,
        "picture": unit.picture,
        "alt": words_of({one: text.get("alt", "") for one, text in unit.texts.items() if text.get("alt")}),
        "voices": [
            {
                "code": code,
                "label": term("languages", code),
                "recording": voices.get(code),
                "waits": not Text.of(unit.texts.get(code)).script,
            }
            for code in (*course.languages, *course.preparing)
        ],
        "questions": [_question(row) for row in unit.questions.order_by("position", "id")],
        "kinds": [(kind.value, wording.KINDS[kind]) for kind in Kind],
        "texts": _texts(unit) if not writing else [],
        "breadcrumb": steps(course, {"label": _("Screen %(number)s") % {"number": unit.position}}),
    }


def _texts(unit: Unit) -> list[Row]:
    """The words of a screen for who only reads them."""
    found = []
    for code in unit.texts:
        text = Text.of(unit.texts[code])
        named = ((_("Title"), text.title), (_("Text on the screen"), text.text), (_("Script to speak"), text.script),
                 (_("The picture in words"), text.alt), (_("Sentence to translate from"), text.source))  # fmt: skip
        facts = [{"label": label, "value": words} for label, words in named if words]
        found.append({"code": code, "label": term("languages", code), "facts": facts, "state": wording.STATES[text.state]})
    return found


def _question(row: Question) -> Row:
    asked = Asked.of(row.words)
    answers = ", ".join(words_of(one.words) for one in asked.answers if one.words)
    return {"row": row, "asked": words_of(asked.asked), "kind": wording.KINDS[Kind(row.kind)], "answers": answers}


def voice(unit: Unit, language: str) -> dict[str, Any]:
    """The page on which a voice is recorded. Raises `NotThere` for a language that is not the course's."""
    course = unit.version.course
    if language not in (*course.languages, *course.preparing):
        raise NotThere
    label = term("languages", language)
    return {
        "unit": unit,
        "course": course,
        "language": language,
        "label": label,
        "text": Text.of(unit.texts.get(language)),
        "state": wording.STATES[Text.of(unit.texts.get(language)).state],
        "recording": Recording.objects.filter(unit=unit, language=language).select_related("media").first(),
        "breadcrumb": steps(course, screen_step(unit), {"label": _("Voice: %(language)s") % {"language": label}}),
    }


def picture(unit: Unit) -> dict[str, Any]:
    """The page on which a picture is given."""
    return {
        "unit": unit,
        "picture": unit.picture,
        "breadcrumb": steps(unit.version.course, screen_step(unit), {"label": _("Picture")}),
    }


def pictures(version: CourseVersion) -> list[tuple[str, str]]:
    """The pictures that answers of a version can show: those of its screens and of its answers."""
    found: dict[str, str] = {}
    for unit in version.units.exclude(picture=None).select_related("picture").order_by("position"):
        assert unit.picture is not None
        found.setdefault(unit.picture.sha256, _("Screen %(number)s") % {"number": unit.position})
    shown = [one.get("picture", "") for words in _words(version) for one in words.get("answers", ())]
    known = MediaFile.objects.filter(organisation_id=version.organisation_id, sha256__in=shown).values_list("sha256", flat=True)
    for sha256 in known:
        found.setdefault(sha256, _("Picture %(mark)s") % {"mark": sha256[:6]})
    return list(found.items())


def _words(version: CourseVersion) -> list[dict[str, Any]]:
    return list(Question.objects.filter(unit__version=version).values_list("words", flat=True))


def question(unit: Unit, kind: Kind, row: Question | None = None) -> dict[str, Any]:
    """What stands around the form of a question."""
    label = _("Question %(number)s") % {"number": row.position} if row else _("New question")
    return {
        "unit": unit,
        "row": row,
        "kind": kind.value,
        "kind_words": wording.KINDS[kind],
        "course": unit.version.course,
        "breadcrumb": steps(unit.version.course, screen_step(unit), {"label": label}),
    }
