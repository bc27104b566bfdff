"""The index of visible events: public data in clear, kept in parts in the database and in the memory of each process.

A generation is the whole index at one moment. Its parts are written beforehand, out of sight; part 0 comes last, in the
transaction that makes the change visible, so that lists and pages change together.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from django.db.models import Max

from seereya.documentation import places
from seereya.documentation.models import EventVersion, PublicIndexPart
from seereya.foundation.searching import BrokenIndex, Entry, Index, IndexSchema, StaleIndex
from seereya.foundation.text import analyse

SCHEMA: Final = IndexSchema(
    name="events",
    version=1,
    facets=("kind", "country", "admin1", "year", "place"),
    sorts=("date", "deaths"),
    points=True,
)
PART: Final = 1024 * 1024
_SEARCHED: Final = ("dyad_name", "source_headline", "source_original", "where_description")


def entry_of(version: EventVersion) -> Entry:
    """An event as the index holds it: what it is found by, and what a list shows of it."""
    place = places.tree().get(version.place) if version.place else None
    facts = version.facts
    words = [version.external_id, version.where, version.admin1, version.admin2, version.country, version.side_a, version.side_b]
    words += [str(facts.get(name, "")) for name in _SEARCHED]
    return Entry(
        key=version.event.bytes,
        text="\n".join(filter(None, words)),
        facets={
            "kind": [str(version.kind_of_violence)],
            "country": [version.country],
            "admin1": [version.admin1] if version.admin1 else [],
            "year": [str(year) for year in range(version.earliest.year, version.latest.year + 1)],
            "place": place.path if place else [],
        },
        sorts={"date": version.earliest.toordinal(), "deaths": version.deaths_best},
        span=(version.earliest.toordinal(), version.latest.toordinal()),
        point=(version.latitude, version.longitude) if version.latitude is not None and version.longitude is not None else None,
        card={
            "id": version.external_id,
            "when": [version.earliest.isoformat(), version.latest.isoformat(), facts.get("precision", "day")],
            "where": version.where,
            "admin": [version.admin2, version.admin1, version.country],
            "kind": version.kind_of_violence,
            "sides": [version.side_a, version.side_b],
            "deaths": [version.deaths_low, version.deaths_best, version.deaths_high, version.deaths_civilians],
        },
    )


def visible() -> Iterator[EventVersion]:
    """Every visible event once, as its newest complete import tells it."""
    rows = EventVersion.objects.filter(batch__state="complete").order_by("event", "-batch__number")
    last: UUID | None = None
    for version in rows.iterator(chunk_size=500):
        if version.event != last:
            last = version.event
            yield version


def fresh_index() -> Index:
    """The index made anew from what is stored."""
    index = Index.new(SCHEMA, analyse=analyse)
    with index.batch():
        for version in visible():
            index.put(entry_of(version))
    return index


def stored_index() -> Index:
    """The index of the newest generation; made anew where there is none, or it was written by another release."""
    return _read(_generation()) or fresh_index()


def _generation() -> int:
    """Number of the newest whole generation; 0 where there is none."""
    newest = PublicIndexPart.objects.filter(part=0).aggregate(newest=Max("generation"))["newest"]
    return int(newest or 0)


def _read(generation: int) -> Index | None:
    rows = PublicIndexPart.objects.filter(generation=generation, schema=SCHEMA.version).order_by("part")
    data = b"".join(bytes(blob) for blob in rows.values_list("blob", flat=True).iterator(chunk_size=8))
    try:
        return Index.load(SCHEMA, data, analyse=analyse) if data else None
    except (BrokenIndex, StaleIndex):
        return None


class Staged:
    """The next generation, all but its first part written; `show` in the transaction of the change, then `forget_older`."""

    def __init__(self, index: Index) -> None:
        data = memoryview(index.dump())
        highest = PublicIndexPart.objects.aggregate(highest=Max("generation"))["highest"]
        self.generation = int(highest or 0) + 1
        pieces = [data[start : start + PART] for start in range(0, len(data), PART)]
        for number, piece in enumerate(pieces[1:], start=1):
            self._part(number, len(pieces), piece).save(force_insert=True)
        self._first = self._part(0, len(pieces), pieces[0])

    def _part(self, number: int, parts: int, piece: memoryview) -> PublicIndexPart:
        return PublicIndexPart(generation=self.generation, schema=SCHEMA.version, part=number, parts=parts, blob=bytes(piece))

    def show(self) -> None:
        """Makes this generation the one that is read."""
        self._first.save(force_insert=True)


def forget_others() -> None:
    """Removes generations that nobody reads any more, and parts of one that was never shown. One statement a part: all are short."""
    for pk in list(PublicIndexPart.objects.exclude(generation=_generation()).values_list("pk", flat=True)):
        PublicIndexPart.objects.filter(pk=pk).delete()


class _Kept:
    """The index in this process's memory, and the generation it is of."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.generation = -1
        self.index: Index | None = None


_kept = _Kept()


def current() -> Index:
    """The index of visible events. One small query tells whether it changed; then it is read again."""
    generation = _generation()
    with _kept.lock:
        if _kept.index is None or _kept.generation != generation:
            _kept.index, _kept.generation = _read(generation) or fresh_index(), generation
        return _kept.index


def put_all(index: Index, versions: Iterable[EventVersion]) -> None:
    """Puts events into an index at once."""
    with index.batch():
        for version in versions:
            index.put(entry_of(version))
