"""Opening the registers of data protection, on the record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.protection.content import BreachContent, HoldContent, RequestContent
from seereya.protection.models import Breach, LegalHold, PersonRequest
from seereya.protection.sealing import NotThere, tags_of
from seereya.vault import services as vaults
from seereya.vault.rules import Group


@dataclass
class Registers:
    """Requests, breaches and live holds of an organisation, those the reader can open; one audit row for the page."""

    requests: list[tuple[PersonRequest, RequestContent]]
    breaches: list[tuple[Breach, BreachContent]]
    holds: list[tuple[LegalHold, HoldContent]]


def open_registers(*, by: Actor, most: int = 100) -> Registers:
    """The three registers, newest first."""
    mine = {"organisation_id": by.organisation_id}
    requests = list(PersonRequest.objects.filter(**mine).order_by("-received_on", "-made_at")[:most])
    breaches = list(Breach.objects.filter(**mine).order_by("-known_at")[:most])
    holds = list(LegalHold.objects.filter(**mine, lifted_at=None).order_by("-made_at")[:most])
    wanted = [*(row.id for row in requests), *(row.id for row in breaches), *(row.id for row in holds)]
    keys = vaults.open_records(by=by, records=wanted) if wanted else {}
    return Registers(
        [
            (row, RequestContent.from_json(keys[row.id].open("person_request", Group.CONTENT, row.version, row.content)))
            for row in requests
            if row.id in keys
        ],
        [
            (row, BreachContent.from_json(keys[row.id].open("breach", Group.CONTENT, row.version, row.content)))
            for row in breaches
            if row.id in keys
        ],
        [
            (row, HoldContent.from_json(keys[row.id].open("legal_hold", Group.CONTENT, 1, row.content)))
            for row in holds
            if row.id in keys
        ],
    )


def open_request(*, by: Actor, request_id: UUID) -> tuple[PersonRequest, RequestContent]:
    """One request. Raises `NotThere`."""
    keys = vaults.open_records(by=by, records=[request_id]).get(request_id)
    row = PersonRequest.objects.filter(id=request_id, organisation_id=by.organisation_id).select_related("proposed_by").first()
    if keys is None or row is None:
        raise NotThere
    return row, RequestContent.from_json(keys.open("person_request", Group.CONTENT, row.version, row.content))


def open_breach(*, by: Actor, breach_id: UUID) -> tuple[Breach, BreachContent]:
    """One breach. Raises `NotThere`."""
    keys = vaults.open_records(by=by, records=[breach_id]).get(breach_id)
    row = Breach.objects.filter(id=breach_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    return row, BreachContent.from_json(keys.open("breach", Group.CONTENT, row.version, row.content))


def open_holds(*, by: Actor, subject: UUID) -> list[tuple[LegalHold, HoldContent]]:
    """The live holds on one person."""
    rows = list(LegalHold.objects.filter(subject_tag__in=tags_of(by, subject), lifted_at=None).order_by("made_at"))
    keys = vaults.open_records(by=by, records=[row.id for row in rows]) if rows else {}
    return [
        (row, HoldContent.from_json(keys[row.id].open("legal_hold", Group.CONTENT, 1, row.content)))
        for row in rows
        if row.id in keys
    ]
