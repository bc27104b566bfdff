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
from seereya.vault.permissions_exits import NAMERS


def page(by: Actor, incident_id: UUID) -> dict[str, Any]:
    """Context of the dossier. The printing is written down before anything is opened. Raises `NotThere`."""
    return page_of(by, services.open_to_print(by=by, incident_id=incident_id))


def page_of(by: Actor, opened: services.Opened) -> dict[str, Any]:
    """Context of the dossier of an incident already opened to be printed."""
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
        "may_name": row.organisation_id == by.organisation_id and by.holds(*NAMERS) and bool(content.persons),
    }


def people(persons: list[Any], names: dict[str, str] | None = None) -> list[Row]:
    """Persons by role, by open codes; with the names that were let out, where they were."""
    found = []
    for role, title in wording.PERSON_GROUPS.items():
        codes = [
            {
                "code": one.code,
                "name": (names or {}).get(one.person, ""),
                "note": one.note,
                "status": words.term("protected_status", one.status),
            }
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
