"""Observed trials over the sealed index of the vaults a member holds; nothing is opened to list them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation.searching import Index, Merged, Query
from seereya.foundation.selection import BadSelection, Selection, Shape
from seereya.foundation.text import analyse
from seereya.observatory import indexing
from seereya.reference import terms
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import DocumentsIndex
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

OBSERVED = Shape(
    facets=("court", "outcome", "kind", "offence", "year"),
    sorts=("date", "reference"),
    columns=("reference",),
    default_columns=("reference",),
)
SHOWN = ("court", "outcome", "kind", "year")
VOCABULARIES = {"court": "bodies", "outcome": "hearing_outcomes", "kind": "hearing_kinds", "offence": "crimes"}
MOST = 5000


@dataclass(frozen=True)
class Line:
    """One observed hearing of a list: its id and what the index keeps of it."""

    id: UUID
    card: dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A page of a list with the exact total and counts by facet."""

    total: int
    rows: list[Line]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def holds_a_vault(by: Actor) -> bool:
    """Whether the member holds any vault that observations stand in."""
    return bool(keyring_of(by).of_kind(VaultKind.DOCUMENTATION))


def observations_index(by: Actor) -> Merged:
    """The observations of all documentation vaults the member holds, as one."""
    held = keyring_of(by).of_kind(VaultKind.DOCUMENTATION)
    opened = [sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.OBSERVATIONS) for keys in held]
    indexes = [one.index for one in opened if isinstance(one, DocumentsIndex)]
    return Merged(indexes or [Index.new(indexing.SCHEMA, analyse=analyse)])


def observations(*, by: Actor, selection: Selection) -> Listed:
    """A page of observed hearings. Raises `BadSelection` where a filter's value cannot be asked."""
    _check_values(selection)
    index, query = observations_index(by), selection.query()
    page = index.search(query)
    return Listed(page.total, [Line(UUID(bytes=hit.key), hit.card) for hit in page.rows], dict(index.facets(query, SHOWN)))


def _check_values(selection: Selection) -> None:
    """An unknown value is refused: it would silently find nothing, or exclude nothing."""
    if selection.view != "list":
        raise BadSelection("not_a_choice", "view", selection.view)
    for prefix, filters in (("", selection.include), ("not_", selection.exclude)):
        for name, values in filters.items():
            for value in values:
                known = (
                    value in terms.vocabulary(VOCABULARIES[name])
                    if name in VOCABULARIES
                    else value.isascii() and value.isdigit() and len(value) == 4  # noqa: PLR2004 - a year's digits
                )
                if not known:
                    raise BadSelection("no_such_value", prefix + name, value)


def every_card(by: Actor) -> list[Line]:
    """What the index keeps of every observed hearing the member can open, the newest first."""
    page = observations_index(by).search(Query(sort="date", descending=True, limit=MOST))
    return [Line(UUID(bytes=hit.key), hit.card) for hit in page.rows]


def announced(by: Actor, today: date) -> list[Line]:
    """Hearings announced in observed trials that are still to come, the next first.

    A later observation of the same number before the same court takes the place of what an earlier one announced.
    """
    newest: dict[tuple[str, str, str], Line] = {}
    for line in reversed(every_card(by)):
        card = line.card
        key = (card["court"], card["seat"].casefold(), card["number"].casefold() or str(line.id))
        newest[key] = line
    coming = [line for line in newest.values() if line.card["next_on"] >= today.isoformat()]
    return sorted(coming, key=lambda line: line.card["next_on"])
