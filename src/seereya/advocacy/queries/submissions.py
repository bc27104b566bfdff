"""Submissions over the sealed index of the documentation vaults the member holds; and how many were sent, for the logframe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy.models import Submission
from seereya.advocacy.queries import submission_index as indexing
from seereya.foundation import walls
from seereya.foundation.searching import Index, Merged, Query
from seereya.foundation.text import analyse
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import DocumentsIndex
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

SIZE = 50
MOST = 500
FACETS = ("status", "step")


@dataclass(frozen=True)
class SubmissionRow:
    """One form as a list shows it: its id and what the index keeps for lists."""

    id: UUID
    card: dict[str, Any]

    @property
    def due(self) -> date | None:
        """Until when the source answers the State's reply."""
        return date.fromisoformat(self.card["due"]) if self.card["due"] else None


@dataclass(frozen=True)
class Listed:
    """A page of forms with the exact total and counts by facet."""

    total: int
    page: int
    rows: list[SubmissionRow]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def has_next(self) -> bool:
        return self.page * SIZE < self.total


def submissions(*, by: Actor, words: str = "", include: dict[str, list[str]] | None = None, page: int = 1) -> Listed:
    """A page of forms by words and facets, those first whose next day comes first. Nothing is opened for it."""
    index = _index(by)
    asked = {name: values for name, values in (include or {}).items() if values}
    query = Query(
        terms=[frozenset({word}) for word in analyse(words)] if words.strip() else (),
        include=asked, sort="due", limit=SIZE, offset=(page - 1) * SIZE,
    )  # fmt: skip
    found = index.search(query)
    return Listed(found.total, page, [_row(hit) for hit in found.rows], dict(index.facets(query, FACETS)))


def about(*, by: Actor, facet: str, record: UUID) -> list[SubmissionRow]:
    """The forms about a person or an incident; nothing for who holds no documentation vault."""
    found = _index(by).search(Query(include={facet: [str(record)]}, sort="reference", limit=MOST))
    return [_row(hit) for hit in found.rows]


def open_ones(by: Actor) -> list[SubmissionRow]:
    """Every form that is not over, in the order of its next day."""
    found = _index(by).search(Query(include={"status": ["draft", "sent"]}, sort="due", limit=MOST))
    return [_row(hit) for hit in found.rows]


def sent(organisations: Iterable[UUID], start: date, end: date) -> int:
    """How many forms these organisations sent for the first time between two days, both included. A number only."""
    with walls.system("a count over the coalition, never rows"):
        return Submission.objects.filter(organisation_id__in=list(organisations), sent_on__range=(start, end)).count()


def _index(by: Actor) -> Merged:
    held = keyring_of(by).of_kind(VaultKind.DOCUMENTATION)
    opened = [sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.SUBMISSIONS) for keys in held]
    indexes = [one.index for one in opened if isinstance(one, DocumentsIndex)]
    return Merged(indexes or [Index.new(indexing.SCHEMA)])


def _row(hit: Any) -> SubmissionRow:
    return SubmissionRow(UUID(bytes=hit.key), hit.card)
