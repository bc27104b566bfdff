"""The printed dossier of an incident: numbered, dated, sourced, without identities, contradicting material included."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation import rules, services, wording
from seereya.documentation.models import Incident
from seereya.documentation.pages import accounts, acts, words
from seereya.documentation.pages.incident import drawn, facts, status
from seereya.documentation.pages.words import Row
from seereya.foundation import clock


def page(by: Actor, incident_id: UUID) -> dict[str, Any]:
    """Context of the dossier. The printing is written down before anything is opened. Raises `NotThere`."""
    opened = services.open_to_print(by=by, incident_id=incident_id)
    row, content = opened.row, opened.content
    told = accounts.cards(row, content, own=False, may_change=False)
    return {
        "incident": row,
        "content": content,
        "status": status(row),
        "printed_at": clock.now(),
        "printed_by": by.member.handle,
        "facts": facts(content),
        "ranges": accounts.ranges(content),
        "disputed": rules.disputed(content.accounts),
        "seen": [one for one in told if one["seen"]],
        "told": [one for one in told if not one["seen"]],
        "acts": acts.cards(row, content, own=False, may_change=False),
        "propositions": accounts.propositions(row, content, may_change=False),
        "matrix": accounts.matrix(content),
        "timeline": drawn(row, content),
        "people": people(opened.content.persons),
        "sealed": sealed_words(row),
    }


def people(persons: list[Any]) -> list[Row]:
    """Persons by role, by open codes only."""
    found = []
    for role, title in wording.PERSON_GROUPS.items():
        codes = [
            {"code": one.code, "note": one.note, "status": words.term("protected_status", one.status)}
            for one in persons
            if one.role == role
        ]
        if codes:
            found.append({"title": title, "people": codes, "alleged": role == "alleged_perpetrator"})
    return found


def sealed_words(row: Incident) -> list[str]:
    """What exists and is not printed."""
    found = [_("Names and contacts of persons and sources")]
    found += [_("The precise place")] if row.place else []
    return found + ([_("Verbatim words of sources")] if row.testimony else [])
