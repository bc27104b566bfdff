"""Lists over the vaults a member holds: rows, exact totals and facet counts, from the index in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import indexing
from seereya.documentation.queries.checking import check_values, organisation_names
from seereya.documentation.selection import Selection, Shape
from seereya.foundation.searching import Index, Merged
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import DocumentsIndex
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

INCIDENTS = Shape(
    facets=indexing.SCHEMA.facets,
    sorts=indexing.SCHEMA.sorts,
    columns=("reference", "title", "date", "place", "types", "killed", "status", "organisation", "accounts"),
    default_columns=("reference", "title", "date", "place", "killed", "status"),
)
SHOWN_FACETS = ("status", "type", "place", "year", "blames", "organisation", "flag")


@dataclass(frozen=True)
class Row:
    """One incident of a list: its id and what the index keeps for lists."""

    id: UUID
    card: dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A page of a list: exact total, rows, counts by facet, and the organisations' codes by id for wording them."""

    total: int
    rows: list[Row]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)


def records_index(by: Actor) -> Merged:
    """The indexes of all documentation vaults the member holds, as one. What is not held is not in it."""
    held = keyring_of(by).of_kind(VaultKind.DOCUMENTATION)
    opened = [sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.RECORDS) for keys in held]
    indexes = [one.index for one in opened if isinstance(one, DocumentsIndex)]
    return Merged(indexes or [Index.new(indexing.SCHEMA)])


def incidents(*, by: Actor, selection: Selection, facets: tuple[str, ...] = SHOWN_FACETS) -> Listed:
    """A page of incidents. Raises `BadSelection` where a filter's value cannot be asked."""
    organisations = organisation_names()
    check_values(selection, organisations=organisations)
    index, query = records_index(by), selection.query()
    page = index.search(query)
    counts = index.facets(query, facets) if facets else {}
    return Listed(page.total, [Row(UUID(bytes=hit.key), hit.card) for hit in page.rows], dict(counts), organisations)


def incidents_by_place(*, by: Actor, selection: Selection) -> dict[str, int]:
    """How many selected incidents lie in each place and all below it: what the map draws. Raises `BadSelection`."""
    check_values(selection, organisations=organisation_names())
    return dict(records_index(by).facets(selection.query(), ("place",), own_filter_ignored=False)["place"])


def count(*, by: Actor, selections: Iterable[Selection]) -> list[int]:
    """How many incidents each selection finds."""
    asked = [selection.query() for selection in selections]
    index = records_index(by) if asked else Merged([])
    return [index.count(query) for query in asked]
