"""How observed trials enter the sealed index of their documentation vault."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

from seereya.foundation.searching import IndexSchema
from seereya.observatory.content import ObservationContent
from seereya.observatory.models import TrialObservation
from seereya.reference import terms

OBSERVATIONS = "hearings"
SCHEMA = IndexSchema(
    name=OBSERVATIONS,
    version=1,
    facets=("court", "outcome", "kind", "offence", "year", "number", "coming"),
    sorts=("date", "reference", "changed", "next"),
    card=("ref", "court", "seat", "on", "kind", "number", "outcome", "why", "next_on", "accused"),
)


def observation_change(row: TrialObservation, content: ObservationContent) -> dict[str, Any]:
    """The change that puts an observation into its vault's index.

    One that was struck out stays in the list and is found by its words; it has no outcome there and answers no filter and no count.
    """
    day = date.fromisoformat(content.on).toordinal()
    return {
        "key": b64encode(row.id.bytes).decode(),
        "text": "\n".join(_text(row, content)),
        "facets": _facets(content),
        "sorts": {
            "date": day,
            "reference": row.reference,
            "changed": int(row.changed_at.timestamp()),
            "next": date.fromisoformat(content.next_on).toordinal() if content.next_on else None,
        },
        "span": [day, day],
        "card": {
            "ref": row.reference,
            "court": content.court,
            "seat": content.seat,
            "on": content.on,
            "kind": content.kind,
            "number": content.number,
            "outcome": "" if content.struck else content.outcome,
            "why": content.adjourned_why,
            "next_on": "" if content.struck else content.next_on,
            "accused": content.accused,
        },
    }


def _text(row: TrialObservation, content: ObservationContent) -> list[str]:
    text = [row.reference, content.number, content.seat, content.result, content.incidents]
    text += [one.note for one in content.checks]
    return [one for one in text if one.strip()]


def _facets(content: ObservationContent) -> dict[str, list[str]]:
    if content.struck:
        return {"court": [], "outcome": [], "kind": [], "offence": [], "year": [], "number": [], "coming": []}
    return {
        "court": [content.court],
        "outcome": [content.outcome],
        "kind": [content.kind] if content.kind else [],
        "offence": sorted({code for one in content.offences for code in terms.with_ancestors("crimes", one)}),
        "year": [content.on[:4]],
        "number": [content.number.casefold()] if content.number else [],
        "coming": [content.next_on[:7]] if content.next_on else [],
    }
