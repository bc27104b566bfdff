"""What the forms of a session stand on, and its sheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import MeasureContent
from seereya.education.forms.sessions import counts_initial, initial_of
from seereya.education.models import CourseVersion, Measure, Multiplier, Session
from seereya.education.queries.multipliers import active_choices
from seereya.education.rules.sessions import AGES
from seereya.education.sealing import NotThere
from seereya.education.services.opening_sessions import OpenedSession, open_multipliers, open_session
from seereya.education.services.sessions import verdict_of, versions_offered
from seereya.reference.saying import Row, term

_BOXES = 30


def readable(by: Actor, session_id: UUID) -> OpenedSession:
    """A session whose sealed part opens to the actor. Raises `NotThere`."""
    opened = open_session(by=by, session_id=session_id)
    if opened.content is None:
        raise NotThere
    return opened


def _context(row: Session) -> dict[str, Any]:
    return {"session": row, "back": reverse("education:session", args=[row.id]), "may_write": True}


def planning(by: Actor, session_id: UUID) -> tuple[dict[str, Any], dict[str, Any], list[CourseVersion]]:
    """Context, first values and courses for the correction of a plan. Raises `NotThere`."""
    opened = readable(by, session_id)
    assert opened.content is not None
    versions = list(versions_offered(by.organisation_id))
    kept = opened.row.course_version
    if kept is not None and kept not in versions:
        versions.append(kept)
    return _context(opened.row), initial_of(opened.row, opened.content), versions


def counting(by: Actor, session_id: UUID) -> tuple[dict[str, Any], dict[str, Any], list[tuple[Multiplier, str]]]:
    """Context, first values and multipliers for the counts. Raises `NotThere`."""
    opened = readable(by, session_id)
    row = opened.row
    assert opened.content is not None
    named = [one.multiplier_id for one in row.givings.all()]
    rows = list(active_choices(by, keep=set(named)))
    names = open_multipliers(by=by, rows=rows) if rows else {}
    cells = {one.cell: one.people for one in row.headcounts.all()}
    initial = counts_initial(row, opened.content, cells=cells, givers=named)
    return _context(row), initial, [(one, names[one.id].name if one.id in names else "") for one in rows]


def asking(by: Actor, session_id: UUID) -> dict[str, Any]:
    """Context of a page that asks one thing about a session, with the warnings of its audience. Raises `NotThere`."""
    opened = readable(by, session_id)
    assert opened.content is not None
    verdict = verdict_of(opened.row, opened.content)
    return _context(opened.row) | {"warnings": [wording.REASONS[code] for code in (*verdict.blocks, *verdict.warnings)]}


def version_now(by: Actor, session_id: UUID) -> tuple[int, list[Row]]:
    """The version that stands now, for a form that was overtaken."""
    row = Session.objects.filter(id=session_id, organisation_id=by.organisation_id).only("version").first()
    return (row.version if row else 0), []


def measuring(by: Actor, session_id: UUID, method: str, level: str) -> tuple[dict[str, Any], Measure | None, MeasureContent]:
    """Context, the measure that stands and what it says, for its form. Raises `NotThere`."""
    opened = readable(by, session_id)
    for one, answers in opened.measures:
        if (one.method, one.level) == (method, level) and answers is not None:
            return _measured(opened.row, level), one, answers
    return _measured(opened.row, level), None, MeasureContent()


def _measured(row: Session, level: str) -> dict[str, Any]:
    return _context(row) | {"level_words": term("kirkpatrick_levels", level)}


def sheet(by: Actor, session_id: UUID) -> dict[str, Any]:
    """The tally sheet: what is in clear of a session, and boxes. Raises `NotThere`."""
    row = Session.objects.filter(id=session_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return {
        "session": row,
        "theme": term("education_themes", row.theme),
        "format": term("education_formats", row.format),
        "language_name": term("languages", row.language),
        "lines": [wording.AGES[age] for age in AGES],
        "boxes": range(_BOXES),
        "back": reverse("education:session", args=[row.id]),
    }
