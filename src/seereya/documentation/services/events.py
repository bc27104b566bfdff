"""Attaching an external event to an incident: it becomes one account among others, in its source's own terms (decision 24)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.content import Account, Blame, Quantity
from seereya.documentation.models import EventVersion, Incident
from seereya.documentation.queries.events import versions
from seereya.documentation.rules import Refused
from seereya.documentation.services.accounts import save_account
from seereya.documentation.services.storing import hold
from seereya.foundation.identifiers import new_id

REPORT = "ST-NGO"
ONE_SIDED = 3


@transaction.atomic
def attach_event(*, by: Actor, incident_id: UUID, event_id: UUID) -> Incident:
    """Adds what a visible event says as an account of one's own incident.

    The source's words and numbers stand as it gives them; only of one-sided violence does UCDP name who did it.
    Raises `Refused`: `no_such_event`, `event_already_attached`, `read_only_example`, `partner_may_not_change`; `NotThere`.
    """
    found = versions(event_id)
    if not found:
        raise Refused("no_such_event")
    held = hold(by, incident_id)
    if any(account.external_event == str(event_id) for account in held.content.accounts):
        raise Refused("event_already_attached")
    row = save_account(by=by, incident_id=incident_id, account=account_of(found[0]))
    record(
        tag=Tag.EVENT_ATTACHED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=row.id,
        facts={"event": str(event_id), "version": row.version},
    )
    return row


def account_of(version: EventVersion) -> Account:
    """An event as an account: in English and in UCDP's own terms, for a translation would be our words, not the source's."""
    release = version.facts.get("release", "")
    return Account(
        id=new_id().hex,
        source_words=" ".join(filter(None, ("UCDP GED", release))) + f", event {version.external_id} (CC BY 4.0)",
        source_type=REPORT,
        says=_says(version),
        quantities=_quantities(version),
        blames=[Blame(words=version.side_a)] if version.kind_of_violence == ONE_SIDED else [],
        external_event=str(version.event),
    )


def _says(version: EventVersion) -> str:
    days = version.earliest.isoformat()
    if version.latest != version.earliest:
        days += f" to {version.latest.isoformat()}"
    where = ", ".join(filter(None, (version.where, version.admin2, version.admin1, version.country)))
    facts = version.facts
    told = facts.get("source_article") or facts.get("source_headline") or facts.get("source_original") or ""
    lines = [facts.get("dyad_name", f"{version.side_a} - {version.side_b}"), f"{days}, {where}", told]
    return "\n".join(filter(None, lines))


def _quantities(version: EventVersion) -> list[Quantity]:
    """All deaths with UCDP's own bounds; the civilians among its best estimate, where it counts some."""
    low, best, high = version.deaths_low, version.deaths_best, version.deaths_high
    found = [Quantity("killed", "total", f"best {best}, low {low}, high {high}", low, high)]
    if version.deaths_civilians:
        count = version.deaths_civilians
        found.append(Quantity("killed", "civilian", f"civilians {count} (of best {best})", count, count))
    return found
