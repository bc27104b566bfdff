"""Case files over the sealed index of the casework vaults the member holds; and counts from the coarse columns alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count

from seereya.accounts.actor import Actor
from seereya.casework import indexing
from seereya.casework.models import CaseFile, FunnelFile
from seereya.casework.queries import today
from seereya.casework.queries.today import CaseRow, flagged
from seereya.documentation.models import Incident
from seereya.foundation.searching import Index, Merged, Query
from seereya.foundation.text import analyse
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import DocumentsIndex
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

__all__ = [
    "CaseRow",
    "Listed",
    "cases",
    "cases_about",
    "cases_index",
    "coarse_counts",
    "flagged",
    "incident_ids",
    "incident_references",
    "open_files",
]

FLAGS = ("dormant", "silent", "deadline", "late", "paused")


@dataclass(frozen=True)
class Listed:
    """A page of a list with the exact total and counts by facet."""

    total: int
    rows: list[CaseRow]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def _indexes(by: Actor) -> list[Index]:
    held = keyring_of(by).of_kind(VaultKind.CASEWORK)
    opened = [sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.CASES) for keys in held]
    return [one.index for one in opened if isinstance(one, DocumentsIndex)]


def cases_index(by: Actor) -> Merged:
    """The indexes of all casework vaults the member holds, as one. What is not held is not in it."""
    return Merged(_indexes(by) or [Index.new(indexing.SCHEMA)])


def open_files(by: Actor) -> list[CaseRow]:
    """Every open file, in the order of their references; nothing for who holds no casework vault."""
    known = [row for rows in map(today.rows_of, reversed(_indexes(by))) for row in rows.items()]
    return sorted((row for row in dict(known).values() if row.card["status"] == "open"), key=lambda row: row.card["ref"])


def cases(
    *, by: Actor, words: str = "", include: dict[str, list[str]] | None = None, flag: str = "", sort: str = "last_act",
    descending: bool = False, offset: int = 0, size: int = 50,
) -> Listed:  # fmt: skip
    """A page of case files: by text, facets and what is true today."""
    indexes = _indexes(by)
    index = Merged(indexes or [Index.new(indexing.SCHEMA)])
    asked = {name: values for name, values in (include or {}).items() if values and name in indexing.SCHEMA.facets}
    query = Query(
        terms=[frozenset({word}) for word in analyse(words)] if words.strip() else (),
        include=asked,
        sort=sort if sort in indexing.SCHEMA.sorts else "last_act",
        descending=descending,
    )
    rows = today.chosen(index.keys(query), indexes)
    counts = dict(index.facets(query, ("stage", "forum", "status")))
    counts["flag"] = [(one, count) for one in FLAGS if (count := sum(one in row.flags for row in rows))]
    rows = [row for row in rows if not flag or flag in row.flags]
    return Listed(len(rows), rows[offset : offset + size], counts)


def cases_about(*, by: Actor, facet: str, record: UUID) -> list[CaseRow]:
    """The files that name an incident or a person; nothing for who holds no casework vault."""
    return cases_about_any(by=by, facet=facet, records=[record])


def cases_about_any(*, by: Actor, facet: str, records: list[UUID]) -> list[CaseRow]:
    """The files that name one of these, in the order of their references; nothing for who holds no casework vault."""
    if not keyring_of(by).of_kind(VaultKind.CASEWORK):
        return []
    page = cases_index(by).search(Query(include={facet: [str(one) for one in records]}, sort="reference", limit=100))
    return [today.row_of(hit) for hit in page.rows]


def coarse_counts(*, by: Actor) -> dict[str, list[tuple[str, int]]]:
    """How many files stand at which stage and forum, from the coarse columns: what a coordinator sees. Nothing opens.

    Files of a marked vault have no coarse columns and count as "not said". Files paused for safety, or at the client's wish, are
    left out (decision 30: no figure may press anybody).
    """
    paused = FunnelFile.objects.filter(organisation_id=by.organisation_id, paused=True).values("case")
    mine = CaseFile.objects.filter(organisation_id=by.organisation_id).exclude(pk__in=paused).order_by()
    rows = mine.values_list("status", "forum", "stage").annotate(files=Count("pk"))
    found: dict[str, Counter[str]] = {"status": Counter(), "forum": Counter(), "stage": Counter()}
    for status, forum, stage, files in rows:
        found["status"][status] += files
        if status == "open":
            found["forum"][forum] += files
            found["stage"][stage] += files
    return {name: sorted(counts.items()) for name, counts in found.items()}


def incident_ids(*, by: Actor, references: list[str]) -> dict[str, UUID]:
    """Ids of incidents of the member's organisation, or shared with it, by their references."""
    del by  # which of them the member can open is decided by keys when they are linked
    rows = Incident.objects.filter(reference__in=references).values_list("reference", "id")
    return dict(rows)


def incident_references(ids: list[str]) -> dict[str, str]:
    """References of linked incidents by id."""
    rows = Incident.objects.filter(id__in=[UUID(one) for one in ids]).values_list("id", "reference")
    return {str(key): reference for key, reference in rows}
