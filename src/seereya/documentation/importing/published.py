"""The index of visible events: public data in clear, in the database in parts and in the memory of each process.

A large index is kept as several shards by the first bits of the events' ids, so that no more than one of them is in hand while
it changes. A generation is the whole index at one moment: a directory (part 0) that names the parts of its shards. Parts are
written beforehand, out of sight; the directory comes last, in the transaction that makes the change visible, so that lists and
pages change together.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Max

from seereya.documentation.models import EventVersion, PublicIndexPart
from seereya.foundation.searching import BrokenIndex, Entry, Index, IndexSchema, Merged, StaleIndex
from seereya.foundation.text import analyse
from seereya.reference import places

SCHEMA: Final = IndexSchema(
    name="events",
    version=1,
    facets=("kind", "country", "admin1", "year", "place"),
    sorts=("date", "deaths"),
    points=True,
)
PART: Final = 1024 * 1024
SHARD: Final = 50_000
"""Events a shard holds before shards are doubled."""
_MOST_BITS: Final = 8
_CHUNK: Final = 500
_SEARCHED: Final = ("dyad_name", "source_headline", "source_original", "where_description")

Change = tuple[UUID, EventVersion | None]
"""An event and what is to be seen of it; None: nothing any more."""


def entry_of(version: EventVersion) -> Entry:
    """An event as the index holds it: what it is found and counted by. What a list shows is read from the database."""
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
    )


@dataclass(frozen=True)
class Span:
    """Ids from the first to the last, both inclusive: those of one shard."""

    first: UUID
    last: UUID


ALL: Final = Span(UUID(int=0), UUID(int=(1 << 128) - 1))


def spans(bits: int) -> list[Span]:
    """All ids, in 2 to the power of `bits` equal spans."""
    size = 1 << (128 - bits)
    return [Span(UUID(int=number * size), UUID(int=(number + 1) * size - 1)) for number in range(1 << bits)]


def visible(span: Span = ALL) -> Iterator[EventVersion]:
    """Every visible event of a span once, as its newest complete import tells it."""
    rows = EventVersion.objects.filter(batch__state="complete", event__range=(span.first, span.last))
    last: UUID | None = None
    for version in rows.order_by("event", "-batch__number").iterator(chunk_size=_CHUNK):
        if version.event != last:
            last = version.event
            yield version


@dataclass(frozen=True)
class Shard:
    """One shard of a generation: its parts' keys in order, how many events it holds, the digest of its bytes."""

    parts: tuple[int, ...]
    events: int
    digest: str

    def read(self) -> Index | None:
        """The shard in memory; nothing where it cannot be read (another release wrote it, or it was damaged)."""
        rows = PublicIndexPart.objects.filter(pk__in=self.parts).order_by("part").values_list("blob", flat=True)
        try:
            return Index.load(SCHEMA, b"".join(bytes(blob) for blob in rows), analyse=analyse)
        except (BrokenIndex, StaleIndex):
            return None


def shards() -> tuple[Shard, ...]:
    """The shards of the newest generation; none where nothing was imported, or another release wrote them."""
    found = PublicIndexPart.objects.filter(part=0).order_by("-generation").values_list("schema", "blob").first()
    if found is None or found[0] != SCHEMA.version:
        return ()
    return tuple(Shard(tuple(one["parts"]), one["events"], one["digest"]) for one in json.loads(bytes(found[1])))


def fresh(span: Span = ALL) -> Index:
    """A shard made anew from the events themselves."""
    index = Index.new(SCHEMA, analyse=analyse)
    with index.batch():
        for version in visible(span):
            index.put(entry_of(version))
    return index


class Staged:
    """The next generation, all written but its directory; `show` in the transaction of the change.

    `changes` gives the changes of a span in any order; `events`: how many there are afterwards, at most; `step` is called
    again and again and may raise.
    """

    def __init__(self, changes: Callable[[Span], Iterator[Change]], *, events: int, step: Callable[[], None]) -> None:
        highest = PublicIndexPart.objects.aggregate(highest=Max("generation"))["highest"]
        self._generation = int(highest or 0) + 1
        self._number = 0
        before = shards()
        bits = _bits(events, len(before))
        kept: tuple[Shard | None, ...] = before if len(before) == 1 << bits else (None,) * (1 << bits)
        self._shards = [self._next(span, old, changes, step) for span, old in zip(spans(bits), kept, strict=True)]

    def _next(
        self, span: Span, old: Shard | None, changes: Callable[[Span], Iterator[Change]], step: Callable[[], None]
    ) -> Shard:
        step()
        index = (old.read() if old else None) or fresh(span)
        changed = False
        with index.batch():
            for number, (event, version) in enumerate(changes(span)):
                changed = True
                if version is None:
                    index.delete(event.bytes)
                else:
                    index.put(entry_of(version))
                if not number % _CHUNK:
                    step()
        if old is not None and not changed:
            return old
        return self._write(index)

    def _write(self, index: Index) -> Shard:
        events, data = len(index), memoryview(index.dump())
        index.close()
        keys = [self._part(bytes(data[start : start + PART])) for start in range(0, len(data), PART)]
        return Shard(tuple(keys), events, hashlib.sha256(data).hexdigest())

    def _part(self, blob: bytes) -> int:
        self._number += 1
        return int(self._row(self._number, blob).pk)

    def _row(self, number: int, blob: bytes) -> PublicIndexPart:
        return PublicIndexPart.objects.create(
            generation=self._generation, schema=SCHEMA.version, part=number, parts=self._number, blob=blob
        )

    def show(self) -> None:
        """Makes this generation the one that is read."""
        listed = [{"parts": list(one.parts), "events": one.events, "digest": one.digest} for one in self._shards]
        self._row(0, json.dumps(listed).encode())


def _bits(events: int, shards_now: int) -> int:
    """How many bits of an id name its shard: enough for the events, never fewer than now, so that shards are seldom remade."""
    needed = max(0, (max(events, 1) - 1) // SHARD).bit_length()
    return min(_MOST_BITS, max(needed, (shards_now - 1).bit_length() if shards_now else 0))


def forget_others() -> None:
    """Removes parts that the newest generation does not name. One short statement a part."""
    named = {part for shard in shards() for part in shard.parts}
    newest = PublicIndexPart.objects.filter(part=0).aggregate(newest=Max("generation"))["newest"]
    for key, generation, part in PublicIndexPart.objects.values_list("pk", "generation", "part"):
        if key not in named and not (part == 0 and generation == newest):
            PublicIndexPart.objects.filter(pk=key).delete()


def repair() -> bool:
    """Writes the index anew where none is kept that this release reads; only for who holds the lock. True when it was done."""
    seen = EventVersion.objects.filter(batch__state="complete")
    if shards() or not seen.exists():
        return False
    staged = Staged(lambda _span: iter(()), events=seen.count(), step=lambda: None)
    staged.show()
    forget_others()
    return True


class _Kept:
    """The shards in this process's memory, by what they hold."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.indexes: dict[str, Index] = {}


_kept = _Kept()


def current() -> Merged:
    """The index of visible events. One small query tells which shards changed; those are read again."""
    wanted = shards()
    with _kept.lock:
        if not wanted:
            return Merged([fresh()])
        _kept.indexes = {
            shard.digest: _kept.indexes.get(shard.digest) or shard.read() or fresh(span)
            for shard, span in zip(wanted, spans((len(wanted) - 1).bit_length()), strict=True)
        }
        return Merged(list(_kept.indexes.values()))
