"""Observed trials over the sealed index of the vaults a member holds; nothing is opened to list them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation.searching import Hit, Index, Merged, Query
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
_AT_ONCE = 1000
_AHEAD = 24  # months


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


def cards(by: Actor, outcomes: frozenset[str]) -> list[dict[str, Any]]:
    """What the index keeps of every hearing that ended in one of these ways, read a thousand at a time."""
    index = observations_index(by)
    found: list[dict[str, Any]] = []
    while True:
        page = index.search(Query(include={"outcome": sorted(outcomes)}, sort="date", offset=len(found), limit=_AT_ONCE))
        found += [hit.card for hit in page.rows]
        if not page.rows or len(found) >= page.total:
            return found


def announced(by: Actor, today: date, most: int) -> list[Line]:
    """The next hearings announced in observed trials, the nearest first, within two years.

    A later observation of the same number before the same court takes the place of what an earlier one announced.
    """
    index = observations_index(by)
    found: list[Line] = []
    query = Query(include={"coming": _months(today)}, sort="next", limit=_AT_ONCE)
    for hit in index.search(query).rows:
        if hit.card["next_on"] >= today.isoformat() and _is_newest(index, hit):
            found.append(Line(UUID(bytes=hit.key), hit.card))
        if len(found) == most:
            break
    return found


def _months(today: date) -> list[str]:
    first = today.year * 12 + today.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, first + _AHEAD)]


def _is_newest(index: Merged, hit: Hit) -> bool:
    number = hit.card["number"].casefold()
    if not number:
        return True
    same = Query(include={"number": [number], "court": [hit.card["court"]]}, sort="date", descending=True, limit=1)
    newest: str = index.search(same).rows[0].card["on"]
    return newest <= str(hit.card["on"])
