"""The custody journal in words: events in order, where they stand in the log, and what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import handles_of, organisations
from seereya.evidence import wording
from seereya.evidence.content import Event, Written
from seereya.evidence.models import CustodyEvent
from seereya.evidence.queries.log import positions
from seereya.evidence.rules import Gap, ItemStatus, Step, gaps
from seereya.evidence.services import Opened, read_journal
from seereya.evidence.services.custody import agrees
from seereya.foundation import clock

Journal = list[tuple[CustodyEvent, Written]]


def steps(journal: Journal) -> list[Step]:
    """The journal as the rules of gaps look at it."""
    found, before = [], ""
    for row, written in journal:
        event = written.event
        found.append(
            Step(
                row.number,
                row.kind,
                datetime.fromisoformat(event.at),
                event.transfer,
                agrees=written.gone or agrees(row, written),
                follows=written.gone or event.before == before,
            )
        )
        before = bytes(row.commitment).hex()
    return found


def lines(by: Actor, opened: Opened) -> tuple[list[dict[str, Any]], list[str]]:
    """The journal's lines with their gaps in place, and the gaps alone, in words. Four queries."""
    journal = read_journal(opened)
    codes = {str(row.id): row.code for row in organisations()}
    handles = handles_of({row.by for row, _written in journal}, by.organisation_id)
    places = positions(row.entry for row, _written in journal)
    erased = opened.row.status == ItemStatus.ERASED
    missing = gaps(steps(journal), collected=erased or opened.content.is_collected, now=clock.now())
    found = [_gap_line(one) for one in missing if one.after == 0]
    for row, written in journal:
        line = _line(row, written.event, handles, codes, places)
        found.append(line | {"words": _("What stood here was erased.")} if written.gone else line)
        found += [_gap_line(one) for one in missing if one.after == row.number and one.after]
    return found, [wording.gap(one) for one in missing]


def _gap_line(one: Gap) -> dict[str, Any]:
    return {"gap": wording.gap(one)}


def _line(
    row: CustodyEvent, event: Event, handles: dict[UUID, str], codes: dict[str, str], places: dict[int, int]
) -> dict[str, Any]:
    who = handles.get(row.by) or _("a member")
    return {
        "number": row.number,
        "when": row.at,
        "what": wording.label(wording.EVENTS, row.kind),
        "who": f"{who}, {codes.get(event.organisation, event.organisation)}",
        "words": event.words,
        "counterpart": event.counterpart,
        "details": _details(event),
        "commitment": bytes(row.commitment).hex(),
        "position": places.get(row.entry),
    }


def _details(event: Event) -> list[dict[str, str]]:
    if event.kind == "correct":
        return [
            {"label": wording.label(wording.FIELDS, name), "value": _("before: %(words)s") % {"words": old or "—"}}
            for name, old in event.details.items()
        ]
    if event.kind == "collect":
        return [
            {"label": wording.label(wording.FIELDS, _COLLECTED.get(name, name)), "value": words}
            for name, words in event.details.items()
        ]
    return []


_COLLECTED = {
    "by": "collected_by",
    "when": "collected",
    "where": "collected_where",
    "how": "collected_how",
    "device": "device",
}
