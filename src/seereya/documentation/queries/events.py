"""Reading external events and their imports. Events are public data: one index for all, and no key is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation.importing import published, sources, undoing
from seereya.documentation.importing.versions import SOURCE
from seereya.documentation.models import EventImport, EventVersion
from seereya.documentation.queries.lists import Row, records_index
from seereya.documentation.selection import BadSelection, Selection, Shape
from seereya.foundation.searching import Query
from seereya.foundation.text import analyse
from seereya.jobs.queries import Progress, progress
from seereya.reference import places

EVENTS = Shape(
    facets=published.SCHEMA.facets,
    sorts=published.SCHEMA.sorts,
    columns=("date", "where", "sides", "kind", "deaths", "civilians", "country", "id"),
    default_columns=("date", "where", "sides", "kind", "deaths"),
    near=True,
)
KINDS = ("1", "2", "3")
LATEST = 8
_LOOKED_AT = 50


@dataclass(frozen=True)
class ListedEvents:
    """A page of external events: exact total, rows, counts by facet."""

    total: int
    rows: list[EventVersion]
    facets: dict[str, list[tuple[str, int]]]


def events(*, selection: Selection) -> ListedEvents:
    """A page of external events with exact total and counts. Raises `BadSelection` for values that no event can have."""
    _check(selection)
    index, query = published.current(), selection.query()
    page = index.search(query)
    counts = index.facets(query, EVENTS.facets)
    ids = [UUID(bytes=hit.key) for hit in page.rows]
    newest: dict[UUID, EventVersion] = {}
    for version in EventVersion.objects.filter(event__in=ids, batch__state="complete").order_by("batch__number"):
        newest[version.event] = version
    return ListedEvents(page.total, [newest[one] for one in ids if one in newest], dict(counts))


def _check(selection: Selection) -> None:
    for filters in (selection.include, selection.exclude):
        for value in filters.get("kind", ()):
            if value not in KINDS:
                raise BadSelection("not_a_choice", "kind", value)
        for value in filters.get("year", ()):
            if not value.isascii() or not value.isdecimal():
                raise BadSelection("not_a_choice", "year", value)
        for value in filters.get("place", ()):
            if places.tree().get(value) is None:
                raise BadSelection("not_a_choice", "place", value)


def versions(event_id: UUID) -> list[EventVersion]:
    """What each visible import told of an event, the newest first; empty where no visible import has it."""
    rows = EventVersion.objects.filter(event=event_id, batch__state="complete").select_related("batch")
    return list(rows.order_by("-batch__number"))


def attachable(*, by: Actor, reference: str = "") -> list[Row]:
    """Own incidents an event can be attached to: those changed last, or the one with a reference."""
    wanted, words = reference.strip().casefold(), analyse(reference)
    query = Query(
        terms=[frozenset({word}) for word in words],
        include={"organisation": [str(by.organisation_id)]},
        sort="changed",
        descending=True,
        limit=_LOOKED_AT if wanted else LATEST,
    )
    rows = [Row(UUID(bytes=hit.key), hit.card) for hit in records_index(by).search(query).rows]
    exact = [row for row in rows if str(row.card["ref"]).casefold() == wanted]
    return exact or [row for row in rows if wanted in str(row.card["ref"]).casefold()][:LATEST]


@dataclass(frozen=True)
class ImportPage:
    """An import with how its job stands, and what can be done about it now."""

    batch: EventImport
    job: Progress | None
    can_be_imported: bool
    can_be_undone: bool

    @property
    def running(self) -> bool:
        """Whether there is still something to wait for."""
        return self.batch.state in {"checking", "staging"}


def imports(*, limit: int = 100) -> list[EventImport]:
    """Imports and checks, the newest first."""
    return list(EventImport.objects.filter(source=SOURCE).order_by("-started_at")[:limit])


def import_page(import_id: UUID, *, by: Actor) -> ImportPage | None:
    """One import; nothing where there is none."""
    batch = EventImport.objects.filter(pk=import_id, source=SOURCE).first()
    if batch is None:
        return None
    job = progress(batch.job, seen_by=None, organisation=by.organisation_id) if batch.job else None
    upload = batch.problem.get("upload")
    checked = batch.dry_run and batch.state == "complete" and batch.started_by == by.id
    newest = undoing.newest() if batch.state == "complete" and not batch.dry_run else None
    return ImportPage(
        batch,
        job,
        can_be_imported=bool(checked and upload and sources.is_kept(UUID(upload))),
        can_be_undone=newest is not None and newest.pk == batch.pk,
    )


def differences(rows: Iterable[EventVersion]) -> list[tuple[EventVersion, list[tuple[str, Any, Any]]]]:
    """Each version with what it changed of the one before (field, before, after), the newest first; the oldest changes nothing."""
    listed = list(rows)
    return [
        (row, _changes(before, row) if before is not None else [])
        for row, before in zip(listed, [*listed[1:], None], strict=False)
    ]


_COMPARED = (
    "earliest",
    "latest",
    "country",
    "admin1",
    "admin2",
    "where",
    "latitude",
    "longitude",
    "kind_of_violence",
    "side_a",
    "side_b",
    "deaths_low",
    "deaths_best",
    "deaths_high",
    "deaths_civilians",
)


def _changes(before: EventVersion, after: EventVersion) -> list[tuple[str, Any, Any]]:
    found = [(name, getattr(before, name), getattr(after, name)) for name in _COMPARED]
    names = sorted({*before.facts, *after.facts} - {"release"})
    found += [(name, before.facts.get(name, ""), after.facts.get(name, "")) for name in names]
    return [one for one in found if one[1] != one[2]]
