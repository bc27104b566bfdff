"""What waits for one member in this room, from the index alone: nothing is opened to know it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.documentation.queries.lists import Row, records_index
from seereya.documentation.rules import Status
from seereya.foundation.searching import Query

_WORK: dict[Status, frozenset[Role]] = {
    Status.NEW: frozenset({Role.DOCUMENTALIST}),
    Status.TRIAGED: frozenset({Role.DOCUMENTALIST}),
    Status.VERIFYING: frozenset({Role.DOCUMENTALIST, Role.VERIFIER}),
    Status.CORROBORATED: frozenset({Role.VERIFIER}),
    Status.INSUFFICIENT: frozenset({Role.DOCUMENTALIST}),
    Status.LEGAL: frozenset({Role.COUNSEL}),
}


@dataclass(frozen=True)
class Waiting:
    """Incidents of one status that wait for somebody with the member's roles: how many, and the oldest."""

    status: Status
    total: int
    oldest: list[Row]


def waiting_for(*, by: Actor, most: int = 5) -> list[Waiting]:
    """The piles of work of a member, own organisation only."""
    index = records_index(by)
    piles = []
    for status, roles in _WORK.items():
        if not by.holds(*roles):
            continue
        page = index.search(
            Query(include={"status": [status], "organisation": [str(by.organisation_id)]}, sort="changed", limit=most)
        )
        if page.total:
            piles.append(Waiting(status, page.total, [Row(UUID(bytes=hit.key), hit.card) for hit in page.rows]))
    return piles


def latest(*, by: Actor, most: int = 8) -> list[Row]:
    """The incidents changed last among those the member can open."""
    page = records_index(by).search(Query(sort="changed", descending=True, limit=most))
    return [Row(UUID(bytes=hit.key), hit.card) for hit in page.rows]
