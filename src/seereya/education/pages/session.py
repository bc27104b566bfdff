"""One session: the plan, the check of its audience, who came, what was learnt, who carries it on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seereya.accounts.actor import Actor
from seereya.education import permissions_sessions as permissions
from seereya.education import wording_sessions as wording
from seereya.education.content_sessions import MeasureContent, SessionContent, SessionPlace
from seereya.education.forms.sessions import course_words
from seereya.education.models import Measure, Session
from seereya.education.pages.sessions import region, when
from seereya.education.rules import gain as gains
from seereya.education.rules.gain import BEHAVIOUR, LEARNING, Gain
from seereya.education.rules.sessions import AGES, SMALL_GROUP, Mix, State, month_of, told_talks
from seereya.education.sealing import NotThere
from seereya.education.services.measures import pebbles_of, scores_of
from seereya.education.services.opening_sessions import OpenedSession, open_session, open_session_place
from seereya.education.services.sessions import verdict_of
from seereya.foundation import clock
from seereya.reference import saying
from seereya.reference.saying import Row, term
from seereya.vault.queries import readable_trail
from seereya.vault.services.openings import purpose_of, state_purpose

__all__ = ["SMALL_GROUP", "session_page"]


def session_page(by: Actor, session_id: UUID, *, typed: str | None = None) -> dict[str, Any]:
    """A session's page; with `typed`, its exact place open for that purpose. Raises `NotThere`, `Refused`."""
    opened = open_session(by=by, session_id=session_id)
    row, content = opened.row, opened.content
    if typed is not None and content is None:
        raise NotThere
    writing = content is not None and by.holds(*permissions.EDUCATORS)
    held, planned = row.status == State.HELD, row.status == State.PLANNED
    return {
        "session": row,
        "content": content,
        "title": (content.title if content else "") or term("education_themes", row.theme),
        "state": {"badge": wording.STATES[row.status], "kind": wording.STATE_KINDS[State(row.status)]},
        "may_write": writing,
        "may_count": writing and row.status != State.CANCELLED,
        "may_cancel": writing and planned,
        "may_measure": writing and held,
        "held": held,
        "mix": _mix(row, content),
        "may_decide": writing and planned and row.mix == Mix.WARNED,
        "facts": _facts(row, content),
        "card": _card(by, row, typed) if content is not None else None,
        "counts": _counts(row) if held else None,
        "measures": [_measure(row, one, answers) for one, answers in opened.measures],
        "follow_up": _follow_up(opened) if held else None,
        "talks": wording.talks(told_talks(opened.talks, row.present)) if writing and held else "",
        "givers": list(row.givings.select_related("multiplier").order_by("multiplier__code")),
        "trained": list(row.trained.order_by("code")),
        "trail": readable_trail(by, row.id, most=30) if content is not None else [],
        "breadcrumb": [
            {"url": reverse("education:sessions"), "label": pgettext("of education", "Sessions")},
            {"label": row.reference},
        ],
    }


def _mix(row: Session, content: SessionContent | None) -> Row:
    found: Row = {"badge": wording.MIXES[Mix(row.mix)], "kind": wording.MIX_KINDS[Mix(row.mix)]}
    if content is None:
        return found
    verdict = verdict_of(row, content)
    decided = [
        {"reason": one.reason, "by": one.by, "at": date_format(datetime.fromisoformat(one.at), "j F Y H:i")}
        for one in reversed(content.decisions)
    ]
    return found | {
        "blocks": [wording.REASONS[code] for code in verdict.blocks],
        "warnings": [wording.REASONS[code] for code in verdict.warnings],
        "decisions": decided,
    }


def _facts(row: Session, content: SessionContent | None) -> list[Row]:
    pairs = [
        (_("When"), when(row, content)),
        (_("Format"), term("education_formats", row.format)),
        (_("Theme"), term("education_themes", row.theme)),
        (_("Language"), term("languages", row.language)),
        (_("For whom"), ", ".join(term("education_audiences", code) for code in row.audiences)),
        (_("Region"), region(row)),
        (_("Course"), course_words(row.course_version) if row.course_version else ""),
        (_("The group is limited to"), str(row.limited_to or "")),
        (_("Photographs"), str(wording.PHOTOGRAPHS.get(row.photographs, row.photographs))),
    ]
    if content is not None:
        pairs += [
            (_("Who gives it"), ", ".join(content.trainers)),
            (_("Materials"), content.materials),
            (_("Cost"), content.cost),
            (_("Incidents during the session"), content.incidents),
            (_("Note"), content.note),
            (_("Why it was cancelled"), content.cancelled),
        ]
    return [{"label": label, "value": value} for label, value in pairs if value]


def _counts(row: Session) -> Row:
    """Who came, by sex and age band, with totals."""
    cells = {one.cell: one.people for one in row.headcounts.all()}
    lines = [
        {"label": wording.AGES[age], "f": cells.get(f"f{age}", 0), "m": cells.get(f"m{age}", 0)}
        for age in AGES
        if cells.get(f"f{age}") or cells.get(f"m{age}")
    ]
    return {"lines": lines, "unsaid": cells.get("u", 0), "women": row.women, "men": row.men, "present": row.present}


def _measure(row: Session, one: Measure, answers: MeasureContent | None) -> Row:
    level = LEARNING if one.level == LEARNING else BEHAVIOUR
    found: Row = {
        "title": wording.METHODS[one.method],
        "level": term("kirkpatrick_levels", level),
        "said": said_gain(one, women=row.women, men=row.men),
        "unmatched": one.unmatched,
        "colliding": one.colliding,
        "edit_url": reverse(f"education:measure-{one.method}", args=[row.id, one.level.lower()]),
    }
    if answers is not None and one.method == Measure.PEBBLES:
        found["questions"] = [
            {"question": asked.question, "before": asked.right_before, "after": asked.right_after, "said": wording.gain(gain)}
            for asked, gain in ((one, gains.pebble_gain(one)) for one in pebbles_of(answers))
        ]
        found |= {"present_before": answers.present_before, "present_after": answers.present_after}
    elif answers is not None:
        found["colliding_codes"] = sorted({score.code for score in gains.match(scores_of(answers)).colliding})
    return found


def said_gain(one: Measure, *, women: int = 0, men: int = 0) -> str:
    """A kept figure in words; that nothing could be paired, where that is so."""
    if one.gain is None:
        return _("Nothing could be paired: no gain is worked out.")
    return wording.gain(Gain(one.gain, one.low, one.high, one.number), women=women, men=men)


def _follow_up(opened: OpenedSession) -> Row:
    """When behaviour is asked after, and whether that day has come."""
    row = opened.row
    if not row.follow_up:
        return {"text": "", "done": any(one.level == BEHAVIOUR for one, _answers in opened.measures)}
    due = row.follow_up <= month_of(clock.today())
    words = _("Three to six months after the session, ask again what people do differently: from %(month)s.")
    return {"text": words % {"month": wording.month(row.follow_up)}, "due": due, "done": False}


def _card(by: Actor, row: Session, typed: str | None) -> Row:
    """The exact place: closed, or open for a purpose."""
    card: Row = {
        "kind": "place",
        "id": str(row.id),
        "title": _("Exact place"),
        "inside": _("Where the session is: for whoever goes there."),
        "open_url": reverse("education:session-place", args=[row.id]),
        "purpose_needed": not purpose_of(by, row.id),
    }
    if typed is None:
        return card
    if typed.strip():
        state_purpose(by=by, case=row.id, purpose=typed)
    place = open_session_place(by=by, session_id=row.id, purpose=purpose_of(by, row.id))
    return card | {"facts": [{"label": _("Place"), "value": _where(place)}], "purpose": purpose_of(by, row.id)}


def _where(place: SessionPlace) -> str:
    return saying.place(place.code, place.words)
