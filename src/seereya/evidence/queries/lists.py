"""Lists of items over the vaults a member holds, from the index in memory: rows, exact totals, facet counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.queries import organisations as all_organisations
from seereya.evidence import indexing
from seereya.evidence.rules import LINK_KINDS, ItemKind, ItemStatus
from seereya.foundation.searching import Index, Merged, Query
from seereya.foundation.selection import BadSelection, Selection, Shape
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import DocumentsIndex
from seereya.vault.keyring import keyring_of

ITEMS = Shape(
    facets=indexing.SCHEMA.facets,
    sorts=indexing.SCHEMA.sorts,
    columns=("reference", "title", "kind", "received", "size", "status"),
    default_columns=("reference", "title", "kind", "received", "size", "status"),
    default_sort="-received",
)
SHOWN_FACETS = ("kind", "status", "linked", "year", "flag", "organisation")
FLAGS = ("graphic", "sensitive", "contradiction", "not_collected")
MOST_LINKED = 50


@dataclass(frozen=True)
class Row:
    """One item of a list: its id and what the index keeps for lists."""

    id: UUID
    card: dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A page of a list: exact total, rows, counts by facet, the organisations' codes by id."""

    total: int
    rows: list[Row]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)


def items_index(by: Actor) -> Merged:
    """The indexes of all vaults for evidence that the member holds, as one. What is not held is not in it."""
    held = keyring_of(by).of_kind(*indexing.VAULTS)
    opened = [sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.EVIDENCE) for keys in held]
    indexes = [one.index for one in opened if isinstance(one, DocumentsIndex)]
    return Merged(indexes or [Index.new(indexing.SCHEMA)])


def items(*, by: Actor, selection: Selection) -> Listed:
    """A page of items. Raises `BadSelection` where a filter's value cannot be asked."""
    organisations = {str(row.id): row.code for row in all_organisations()}
    _check_values(selection, organisations)
    index, query = items_index(by), selection.query()
    page = index.search(query)
    counts = index.facets(query, SHOWN_FACETS)
    return Listed(page.total, [Row(UUID(bytes=hit.key), hit.card) for hit in page.rows], dict(counts), organisations)


def items_linked_to(*, by: Actor, target: str) -> list[Row]:
    """The items that belong to a record of another room, latest first; from the index, so that nothing is opened for it."""
    query = Query(include={"target": (target,)}, sort="received", descending=True, limit=MOST_LINKED)
    return [Row(UUID(bytes=hit.key), hit.card) for hit in items_index(by).search(query).rows]


def of_hash(*, by: Actor, sha256: str, but: UUID) -> list[Row]:
    """Other items with exactly this file, among those the member can open."""
    found = items_index(by).search(Query(include={"hash": (sha256,)}, sort="received", limit=10)).rows
    return [Row(UUID(bytes=hit.key), hit.card) for hit in found if hit.key != but.bytes]


def _check_values(selection: Selection, organisations: dict[str, str]) -> None:
    """An unknown value is refused: it would silently find nothing, or exclude nothing."""
    known: dict[str, Callable[[str], bool]] = {
        "status": {one.value for one in ItemStatus}.__contains__,
        "kind": {one.value for one in ItemKind}.__contains__,
        "linked": {*LINK_KINDS, "none"}.__contains__,
        "flag": FLAGS.__contains__,
        "organisation": organisations.__contains__,
        "year": lambda value: value.isascii() and value.isdigit() and len(value) == 4,  # noqa: PLR2004 - digits
        "target": lambda value: len(value) <= 80,  # noqa: PLR2004 - an id
        "hash": lambda value: len(value) == 64,  # noqa: PLR2004 - SHA-256
    }
    for prefix, filters in (("", selection.include), ("not_", selection.exclude)):
        for name, values in filters.items():
            for value in values:
                if not known[name](value):
                    raise BadSelection("no_such_value", prefix + name, value)
