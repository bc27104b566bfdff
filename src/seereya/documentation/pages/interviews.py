"""Pages of interviews: how it was, how it departs from its preparation, her words behind a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import handles_of
from seereya.documentation import permissions, services, wording, wording_interviews
from seereya.documentation.content import When
from seereya.documentation.content_interviews import Benefit, InterviewContent, MissionContent, Present, Said
from seereya.documentation.pages import sealed, words
from seereya.documentation.pages.assembled import purpose_for
from seereya.documentation.pages.incident import folded
from seereya.documentation.pages.words import Row
from seereya.documentation.queries import interviews as queries
from seereya.documentation.rules_interviews import State, unmet
from seereya.documentation.services.interviews import HeldInterview
from seereya.documentation.wording_interviews import LABELS
from seereya.foundation import clock
from seereya.vault import wording_exits
from seereya.vault.queries import readable_trail
from seereya.vault.rules_exits import BasisKind
from seereya.vault.services.openings import purpose_of

_VOCABULARIES = {"language": "languages", "risk_before": "risk_levels", "risk_after": "risk_levels", "risk": "risk_levels"}
_WORDS: dict[str, dict[str, Any]] = {
    "interpreted": wording_interviews.INTERPRETED,
    "place_class": wording_interviews.PLACES,
    "heard_before": wording_interviews.HEARD,
    "interpreter": wording_interviews.MISSION_INTERPRETER,
} | dict.fromkeys(
    ("willing", "may_stop", "referral", "minor", "assent", "stopped", "safe_place", "trained"), wording_interviews.YES_NO
)
QUESTIONS = ("heard_before", "willing", "may_stop", "referral")
BEFORE = ("heard_before", "times_before", "heard_by", "reason_again", "willing", "may_stop", "referral", "referral_services")
HOW = ("on", "minutes", "language", "interviewers", "interpreted", "place_class", "consent", "minor", "guardian", "assent")
AFTER = ("stopped", "stopped_words", "risk_before", "risk_after", "risk_note", "recording")
ABOUT = ("about", "about_when", "about_place")
MISSION = ("when", "purpose", "services", "services_checked", "interpreter", "safe_place", "trained", "risk", "risk_note")


def _value(name: str, value: Any) -> str:
    if isinstance(value, When):
        return words.when(value) if value.precision != "unknown" or value.words else ""
    if isinstance(value, list):
        return ", ".join(words.term("referral_services", one) for one in value)
    if name in _VOCABULARIES:
        return words.term(_VOCABULARIES[name], value)
    return wording.label(_WORDS[name], value) if name in _WORDS and value else str(value if value is not None else "")


def facts(content: InterviewContent | MissionContent, names: tuple[str, ...]) -> list[Row]:
    """Some of the answers, each with its question; that one of the three questions was not asked is said."""
    found = [(name, _value(name, getattr(content, name))) for name in names]
    mission = isinstance(content, MissionContent)
    label = {"interpreter": LABELS["mission_interpreter"]} if mission else {}
    return [
        {"label": str(label.get(name, LABELS[name])), "value": value or _("not asked")}
        for name, value in found
        if value or name in QUESTIONS
    ]


def benefit(one: Benefit) -> str:
    """Something the person received, with its worth."""
    parts = [wording.label(wording_interviews.BENEFITS, one.kind), one.words, f"{one.amount} {one.currency}".strip()]
    return " · ".join(filter(None, parts))


def line(one: queries.Line) -> Row:
    """One interview of a list."""
    card = one.card
    earliest, latest, precision, circa, typed = card["when"]
    when = When(earliest, latest, precision, circa, typed)
    return {
        "url": reverse("documentation:interview", args=[one.id]),
        "reference": card["ref"],
        "person": card["code"],
        "kind": wording.label(wording_interviews.KINDS, card["kind"]),
        "state": wording.label(wording_interviews.STATES, card["state"]),
        "state_kind": wording_interviews.STATE_KINDS.get(card["state"], ""),
        "when": _value("on", when),
        "language": words.term("languages", card["language"]),
        "departs": card["deviations"],
    }


def listed(by: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """A page of the list of interviews."""
    typed = asked.get("page", "")[:7]
    number = max(1, int(typed)) if typed.isascii() and typed.isdigit() else 1
    narrowed = {name: [asked[name]] for name in ("state", "alert") if asked.get(name)}
    if asked.get("mine"):
        narrowed["writer"] = [str(by.id)]
    total, lines = queries.interviews(by=by, narrowed=narrowed, number=number)
    kept = "".join(f"&{name}={asked[name]}" for name in ("state", "alert", "mine") if asked.get(name, "").isalnum())
    first, last = (number - 1) * queries.SIZE, min(total, number * queries.SIZE)
    pager = {
        "total": total,
        "first": first + 1,
        "last": last,
        "previous_url": f"?page={number - 1}{kept}" if number > 1 else "",
        "next_url": f"?page={number + 1}{kept}" if last < total else "",
    }
    rows = [
        {
            "url": one["url"],
            "cells": [
                {"text": one["reference"], "reference": True},
                {"text": one["person"], "reference": True},
                one["when"] or "—",
                one["kind"],
                one["state"],
                _("departs from the preparation") if one["departs"] else "—",
            ],
        }
        for one in map(line, lines)
    ]
    labels = (_("Reference"), _("Person"), LABELS["on"], _("Kind"), _("Status"), _("Preparation"))
    return {
        "table": {"caption": _("Interviews"), "columns": [{"label": str(label)} for label in labels], "rows": rows},
        "pager": pager if total > queries.SIZE else None,
        "narrowed": bool(narrowed),
        "may_create": by.holds(*permissions.INTERVIEWERS),
    }


def interview(by: Actor, interview_id: UUID, shown: Row | None = None) -> dict[str, Any]:
    """An interview's page. Raises `NotThere`."""
    held = services.open_interview(by=by, interview_id=interview_id)
    row, content = held.row, held.content
    draft, writes = content.state == State.DRAFT, by.holds(*permissions.INTERVIEWERS)
    return _parts(by, held) | {
        "may_change": draft and writes,
        "may_make_account": content.state == State.COMPLETE and by.holds(*permissions.WRITERS),
        "may_approve": content.state == State.AWAITING and row.made_by_id != by.id and by.holds(*permissions.STATEMENT_APPROVERS),
        "may_see": content.alert == "open" and by.holds(*permissions.DEVIATION_READERS),
        "may_print": permissions.may_open_words(by),
        "cards": [_words_card(by, row.id) | (shown or {})],
        "trail": folded(readable_trail(by, row.id, most=40)),
        "breadcrumb": [{"url": reverse("documentation:interviews"), "label": _("Interviews")}, {"label": row.reference}],
    }


def _parts(by: Actor, held: HeldInterview) -> dict[str, Any]:
    """What page and paper have in common."""
    row, content = held.row, held.content
    handles = handles_of({UUID(one.by) for one in content.steps} | {row.made_by_id}, by.organisation_id)
    return {
        "interview": row,
        "content": content,
        "person_url": reverse("documentation:person", args=[content.person]),
        "kind": wording.label(wording_interviews.KINDS, content.kind),
        "status": {
            "text": wording.label(wording_interviews.STATES, content.state),
            "kind": wording_interviews.STATE_KINDS.get(content.state, ""),
        },
        "before": facts(content, BEFORE),
        "how": facts(content, HOW),
        "bases": [
            _("%(basis)s, version %(version)s")
            % {"basis": str(wording_exits.BASES[BasisKind(one["kind"])]), "version": one["version"]}
            for one in content.bases
        ],
        "about": facts(content, ABOUT),
        "after": facts(content, AFTER),
        "benefits": [benefit(one) for one in content.benefits],
        "deviations": [wording.label(wording_interviews.DEVIATIONS, one) for one in content.deviations],
        "alert": content.alert,
        "steps": [
            {
                "when": datetime.fromisoformat(one.at),
                "who": handles.get(UUID(one.by), ""),
                "what": wording.label(wording_interviews.STEPS, one.what),
                "note": one.note,
            }
            for one in content.steps
        ],
        "taken_by": handles.get(row.made_by_id, ""),
        "incidents": [
            {"url": reverse("documentation:incident", args=[one["id"]]), "reference": one["ref"]} for one in content.incidents
        ],
    }


def _words_card(by: Actor, interview_id: UUID) -> Row:
    card: Row = {
        "kind": "testimony",
        "id": str(interview_id),
        "title": _("What she said, and who else was there"),
        "inside": _("Her words, what others told her, the interpreter and whoever brought you together."),
        "openers": sealed.openers(),
    }
    if not permissions.may_open_words(by):
        return card | {"refusal": _("Your roles do not open it. A documentalist or counsel of your organisation can.")}
    url = reverse("documentation:interview-words", args=[interview_id])
    return card | {"open_url": url, "purpose_needed": not purpose_of(by, interview_id)}


def with_words(by: Actor, interview_id: UUID, typed: str) -> dict[str, Any]:
    """The page with her words open. Raises `NotThere`, `Refused("purpose_needed")`."""
    purpose = purpose_for(by, interview_id, typed)
    said, present = services.open_words(by=by, interview_id=interview_id, purpose=purpose)
    return interview(by, interview_id, {"facts": spoken(said) + there(present), "purpose": purpose})


def spoken(said: Said) -> list[Row]:
    """Her words: what she saw, and what she was told."""
    return [{"label": str(LABELS[name]), "value": getattr(said, name) or "—"} for name in ("seen", "told")]


def there(present: Present) -> list[Row]:
    """Who else was there."""
    names = ("interpreter", "intermediaries", "others")
    return [{"label": str(LABELS[name]), "value": getattr(present, name)} for name in names if getattr(present, name)]


def statement(by: Actor, interview_id: UUID, typed: str) -> dict[str, Any]:
    """A statement for paper. Raises `NotThere`, `Refused("purpose_needed")`."""
    purpose = purpose_for(by, interview_id, typed)
    held, said, present = services.open_statement(by=by, interview_id=interview_id, purpose=purpose)
    return _parts(by, held) | {
        "said": said,
        "there": there(present),
        "purpose": purpose,
        "printed_at": clock.now(),
        "printed_by": by.member.handle,
    }


def panel(by: Actor, facet: str, subject: UUID) -> dict[str, Any] | None:
    """Interviews of a person, or of which accounts of an incident were made; nothing for who does not hear people."""
    if not by.holds(*permissions.INTERVIEW_ROOM):
        return None
    total, lines = queries.interviews(by=by, narrowed={facet: [str(subject)]}, size=20)
    return {"total": total, "lines": [line(one) for one in lines]}


def person_panel(by: Actor, subject: UUID) -> dict[str, Any] | None:
    """Interviews of a person, and the way to hear her."""
    found = panel(by, "person", subject)
    may = found is not None and by.holds(*permissions.INTERVIEWERS)
    return found and found | {"hear_url": reverse("documentation:interview-new") + f"?of={subject}" if may else ""}


def incident_panel(by: Actor, subject: UUID) -> dict[str, Any] | None:
    """Interviews of which accounts of this incident were made."""
    return panel(by, "incident", subject)


def mission_lines(by: Actor) -> list[Row]:
    """Missions with what their preparation lacks; those closed to a depositor by their references."""
    found = queries.missions(by=by)
    opened = {row.id for row, _content in found}
    return [
        {
            "url": reverse("documentation:mission-edit", args=[row.id]),
            "reference": row.reference,
            "label": content.title,
            "note": _value("when", content.when),
            "badge": _("%(count)s points are not met") % {"count": len(points)} if points else _("ready"),
            "kind": "waits" if points else "done",
        }
        for row, content in found
        for points in [unmet(content)]
    ] + [
        {"url": reverse("documentation:missions"), "reference": row.reference, "label": _("closed to you"), "kind": ""}
        for row in queries.closed_missions(by=by, opened=opened)
    ]


def mission_choices(by: Actor) -> list[tuple[str, str]]:
    """Missions to choose from; by the reference alone where they are closed to a depositor."""
    found = queries.missions(by=by)
    closed = queries.closed_missions(by=by, opened={row.id for row, _content in found})
    return [(str(row.id), f"{row.reference} · {content.title}") for row, content in found] + [
        (str(row.id), row.reference) for row in closed
    ]
