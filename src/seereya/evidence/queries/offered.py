"""Items that may go along with what leaves: found in the index, each with why it has to stay. Nothing is opened for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.evidence.models import CustodyTransfer, EvidenceItem
from seereya.evidence.queries.lists import items_index
from seereya.evidence.rules import ItemStatus, TransferState
from seereya.foundation.searching import Query
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

MOST_OFFERED = 200


@dataclass(frozen=True)
class Offered:
    """An item of one's records: what a list shows of it, the version shown, why it may not leave (of `wording.STAYS`) or nothing.

    `interviews`: every interview it belongs to, whosever.
    """

    id: UUID
    reference: str
    title: str = ""
    kind: str = ""
    size: int = 0
    received: datetime | None = None
    version: int = 0
    links: tuple[str, ...] = ()
    stays: str = ""
    interviews: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Offer:
    """The items, and how many there are in all: beyond the first `MOST_OFFERED` none is listed."""

    items: list[Offered]
    total: int


def offer(*, by: Actor, targets: Sequence[str], named: Mapping[UUID, str] | None = None) -> Offer:
    """What is linked to any of these records, latest first; before it the items `named` with their references, linked or not.

    A named item that the member cannot open is there too, by its reference alone. Three queries beside the indexes.
    """
    named, index = named or {}, items_index(by)
    linked = Query(include={"target": tuple(targets)}, sort="received", descending=True, limit=MOST_OFFERED)
    page = index.search(linked)
    keys = frozenset(one.bytes for one in named)
    first = index.search(Query(among=keys, limit=len(keys))).rows if keys else []
    cards = {UUID(bytes=hit.key): hit.card for hit in (*first, *page.rows)}
    order = [*named, *(one for one in cards if one not in named)]
    rows = EvidenceItem.objects.filter(id__in=order).defer("content", "file").in_bulk()
    held, taken = record_keys(keyring_of(by), order), _taken_over(by, rows.values())
    found = [
        _offered(one, cards.get(one), rows.get(one), named.get(one, ""), set(targets), _stays(by, rows.get(one), held, taken))
        for one in order
    ]
    return Offer(found, max(page.total, len(found)))


def _offered(
    key: UUID, card: dict[str, Any] | None, row: EvidenceItem | None, reference: str, targets: set[str], stays: str
) -> Offered:
    if card is None or row is None:
        return Offered(key, reference, stays="closed")
    links = tuple(dict.fromkeys(kind for kind, target, _locator in card["links"] if target in targets))
    heard = tuple(dict.fromkeys(UUID(target) for kind, target, _locator in card["links"] if kind == "interview"))
    return Offered(key, row.reference, card["title"], row.kind, card["size"], row.made_at, row.version, links, stays, heard)


def _taken_over(by: Actor, rows: Any) -> set[UUID]:
    """Items of partners of which this organisation took custody."""
    theirs = [row.id for row in rows if row.organisation_id != by.organisation_id]
    if not theirs:
        return set()
    accepted = CustodyTransfer.objects.filter(
        item__in=theirs, to_organisation=by.organisation_id, to_vault__isnull=False, state=TransferState.ACCEPTED
    )
    return set(accepted.values_list("item_id", flat=True))


def _stays(by: Actor, row: EvidenceItem | None, held: Mapping[UUID, RecordKeys], taken: set[UUID]) -> str:
    """Why an item may not leave: closed to the member, gone, between two hands, or in the hands of somebody else."""
    if row is None or row.id not in held or not held[row.id].holds(Group.FILE):
        return "closed"
    if row.status in {ItemStatus.ERASED, ItemStatus.OFFERED}:
        return str(row.status)
    if row.organisation_id != by.organisation_id:
        return "" if row.id in taken else "partner"
    return str(row.status) if row.status == ItemStatus.HANDED_OVER else ""
