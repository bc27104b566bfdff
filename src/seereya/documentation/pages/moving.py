"""What can be chosen when an incident is moved or shared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import rules, services, wording
from seereya.documentation.queries.around import holdings, partners
from seereya.documentation.services import Opened


def asked_to_move(by: Actor, incident_id: UUID) -> Opened:
    """The incident somebody wants to move."""
    return services.open_incident(by=by, incident_id=incident_id)


def moves_offered(opened: Opened) -> list[tuple[str, Any]]:
    """Every way on from here; a refusal says in words what is missing."""
    return [(str(after), wording.MOVES[after]) for after in rules.ways(opened.row.status)]


def partners_offered(by: Actor, opened: Opened, *, shared: bool = False) -> list[tuple[str, str]]:
    """Partners with whom the incident is (or is not yet) shared."""
    already = {one.organisation for one in holdings(opened.row.id)}
    return [(str(one.id), one.name) for one in partners(by) if (one.id in already) == shared]
