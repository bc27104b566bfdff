"""One index: documents in, questions answered, everything in memory."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Self
from weakref import WeakKeyDictionary

from pyroaring import BitMap

from seereya.foundation.searching import store
from seereya.foundation.searching.documents import Documents
from seereya.foundation.searching.entries import Analyse, Entry, IndexSchema, Prepared, SortValue, prepare
from seereya.foundation.searching.orders import Order
from seereya.foundation.searching.overlaps import Changes, Known, Overlap
from seereya.foundation.searching.points import Points
from seereya.foundation.searching.postings import HOT_ALONE, HOT_IN_BATCH, Postings
from seereya.foundation.searching.queries import Cell, Counts, Hit, Page, Query, check, check_fields, check_points, ranked
from seereya.foundation.searching.spans import Spans
from seereya.foundation.searching.values import Values

_FEW_CHANGES: Final = 256


class Index:
    """Documents of one vault (or of the public data), searched and counted exactly.

    Every method may be called from any thread. A deleted document's card and key are wiped at once; its row leaves
    the terms and facets at the next `purge`, which `dump` always does first, so that no dump betrays it.
    """

    def __init__(self, schema: IndexSchema, database: sqlite3.Connection, analyse: Analyse | None) -> None:
        self.schema = schema
        self.lock = threading.RLock()
        self.changes = Changes()
        self._database = database
        self._analyse = analyse
        self._postings = Postings(database)
        self._values = Values(database)
        self._orders = {name: Order(database, f"s{number}") for number, name in enumerate(schema.sorts)}
        self._spans = Spans(database)
        self._points = Points(database, self._values)
        self.documents = Documents(database, schema)
        self._batch_left: int | None = None
        self._overlaps: WeakKeyDictionary[Index, Overlap] = WeakKeyDictionary()
        seq = store.read_meta(database, "seq")
        self._seq = seq if isinstance(seq, int) else 0

    @classmethod
    def new(cls, schema: IndexSchema, *, analyse: Analyse | None = None) -> Self:
        """An empty index."""
        return cls(schema, store.create(schema), analyse)

    @classmethod
    def load(cls, schema: IndexSchema, data: bytes | bytearray, *, analyse: Analyse | None = None, sound: bool = False) -> Self:
        """Open what `dump` gave; raises BrokenIndex for other or damaged bytes, StaleIndex for another schema.

        `sound`: the bytes came out of a seal, which would have noticed any damage; their checksum is not made again.
        """
        return cls(schema, store.unpack(schema, data, sound=sound), analyse)

    def dump(self) -> bytes:
        """The whole index as bytes, to be sealed by the caller; nothing deleted is left in it."""
        with self.lock:
            assert self._batch_left is None, "An index is not dumped within a batch."
            self.purge()
            self._database.execute("BEGIN")
            self._settle()
            store.write_meta(self._database, "seq", self._seq)
            self.documents.settle()
            self._database.execute("COMMIT")
            return store.pack(self._database)

    def close(self) -> None:
        with self.lock:
            self._database.close()

    @property
    def seq(self) -> int:
        """Position in the delta log up to which entries are in the index; kept by `dump`."""
        return self._seq

    @seq.setter
    def seq(self, value: int) -> None:
        self._seq = value

    def __len__(self) -> int:
        return len(self.documents.live)

    def __contains__(self, key: bytes) -> bool:
        with self.lock:
            return self.documents.row(key) is not None

    # Writing

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """Many changes at once, for speed: what was put before an exception stays."""
        with self.lock:
            if self._batch_left is not None:
                yield self
                return
            self._batch_left = max(_FEW_CHANGES, len(self) // 64)
            self._database.execute("BEGIN")
            try:
                yield self
            finally:
                self._batch_left = None
                self._postings.settle(0)
                self._settle()
                self._database.execute("COMMIT")

    def put(self, entry: Entry) -> None:
        """Add a document, or replace the one with the same key; raises BadEntry and then changes nothing."""
        prepared = prepare(entry, self.schema, self._analyse)
        with self.lock:
            self._note_change(prepared.key)
            self._remove(prepared.key)
            self._add(self.documents.allocate(), prepared)

    def delete(self, key: bytes) -> None:
        """Forget a document; no harm where there is none."""
        with self.lock:
            self._note_change(key)
            self._remove(key)

    def purge(self) -> None:
        """Take every trace of deleted documents out of terms and facets; their rows can then be used again."""
        with self.lock:
            if not self.documents.dead:
                return
            with self.batch():
                self._postings.purge(self.documents.dead)
                self._values.purge(self.documents.dead)
                self.documents.release()
            self.changes.begin_epoch()

    # Reading

    def search(self, query: Query) -> Page:
        """The exact total and the rows of one page; raises BadQuery."""
        with self.lock:
            found = self.matching(query)
            stop = query.offset + query.limit
            rows = self.first(found, query, stop)[query.offset :] if query.offset < len(found) else []
            return Page(len(found), [self.hit(row, query.sort) for row in rows])

    def count(self, query: Query) -> int:
        with self.lock:
            return len(self.matching(query))

    def facets(self, query: Query, fields: Sequence[str], *, own_filter_ignored: bool = True) -> Counts:
        """How many documents found hold each value, by field, the most frequent first.

        A field's own include filter is lifted while it is counted (unless told otherwise), so that a second value
        can be chosen beside the first; chosen values are listed even at 0.
        """
        with self.lock:
            check_fields(set(fields), self.schema)
            whole = self.matching(query)
            counts: Counts = {}
            for name in fields:
                lifted = own_filter_ignored and name in query.include
                found = self.matching(query.without(name)) if lifted else whole
                counts[name] = ranked(self.field_counts(name, found), query.include.get(name, ()))
            return counts

    def keys(self, query: Query) -> list[bytes]:
        """Keys of all documents found, in order; the page is ignored."""
        with self.lock:
            found = self.matching(query)
            known = self.documents.keys(found)
            return [known[row] for row in self.first(found, query, len(found))]

    def complete(self, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Terms that begin so with their number of documents, the most frequent first."""
        with self.lock:
            return self._postings.complete(prefix, limit, self.documents.dead) if prefix and limit > 0 else []

    def within(self, latitude: float, longitude: float, radius_km: float) -> BitMap:
        """Rows of documents at most so far away, for `Query.among` on this same index; see also `Query.near`."""
        with self.lock:
            check(Query(near=(latitude, longitude, radius_km)), self.schema)
            return self._points.within((latitude, longitude), radius_km) & self.documents.live

    def grid(self, query: Query, cell: float) -> list[Cell]:
        """Documents found per square of so many degrees (a multiple of 0.1 is used)."""
        with self.lock:
            return self.cells(self.matching(query), cell)

    # For merging: the caller holds the lock

    def matching(self, query: Query) -> BitMap:
        """Rows of all documents found."""
        check(query, self.schema)
        parts = list(self._conditions(query))
        found = BitMap.intersection(*sorted(parts, key=len)) if parts else self.documents.live.copy()
        if parts and self.documents.dead:
            found -= self.documents.dead
        for words in query.none:
            found -= self._postings.any_of(words)
        for name, values in query.exclude.items():
            found -= self._values.any_of(name, values)
        return found

    def first(self, found: BitMap, query: Query, stop: int) -> Sequence[int]:
        """The first rows of those found, in the order asked for."""
        if query.sort:
            return self._orders[query.sort].first(found, stop, descending=query.descending)
        if not query.descending:
            return found[:stop].to_array()
        return found[max(0, len(found) - stop) :].to_array()[::-1]

    def value(self, row: int, sort: str) -> SortValue:
        return self._orders[sort].value(row) if sort else None

    def hit(self, row: int, sort: str, origin: int = 0) -> Hit:
        key, card = self.documents.key_and_card(row)
        return Hit(key, card, self.value(row, sort), origin)

    def field_counts(self, name: str, found: BitMap) -> dict[str, int]:
        return self._values.counts(name, found)

    def cells(self, found: BitMap, size: float) -> list[Cell]:
        check_points(self.schema)
        return self._points.grid(found, size)

    def sorted_values(self, found: BitMap, sort: str) -> list[tuple[int, SortValue]]:
        return self._orders[sort].values(found) if sort else [(row, None) for row in found]

    def overlap(self, first: "Index", known: Known) -> Overlap:
        """Which documents of this index an earlier one holds too, brought up to date."""
        found = self._overlaps.get(first)
        if found is None:
            found = self._overlaps[first] = Overlap()
        found.refresh(first, self, known)
        return found

    # Inside

    def _conditions(self, query: Query) -> Iterator[BitMap]:
        for words in query.terms:
            yield self._postings.any_of(words)
        for prefix in query.prefixes:
            yield self._postings.beginning(prefix)
        for name, values in query.include.items():
            yield self._values.any_of(name, values)
        if query.dates is not None and query.dates != (None, None):
            yield self._spans.touching(*query.dates)
        if query.near is not None:
            latitude, longitude, radius = query.near
            yield self._points.within((latitude, longitude), radius)
        if isinstance(query.among, BitMap):
            yield query.among & self.documents.live
        elif query.among is not None:
            yield BitMap([row for key in query.among if (row := self.documents.row(key)) is not None])

    def _note_change(self, key: bytes) -> None:
        self.changes.note(key)
        if self._batch_left is None:
            return
        self._batch_left -= 1
        if not self._batch_left:
            # From here on it is faster to sort everything once at the end.
            self._spans.forget()
            for order in self._orders.values():
                order.forget()

    def _add(self, row: int, entry: Prepared) -> None:
        if entry.span is not None:
            self._spans.insert(row, entry.span)
        for order, value in zip(self._orders.values(), entry.sorts, strict=True):
            order.insert(row, value)
        self.documents.add(row, entry)
        self._postings.add(row, entry.terms)
        self._values.add(row, entry.facets)
        if entry.point is not None:
            self._points.insert(row, entry.point)
        self._postings.settle(HOT_ALONE if self._batch_left is None else HOT_IN_BATCH)

    def _remove(self, key: bytes) -> None:
        found = self.documents.find(key)
        if found is None:
            return
        row, span, sorts = found
        if span is not None:
            self._spans.remove(row, span)
        for order, value in zip(self._orders.values(), sorts, strict=True):
            order.remove(row, value)
        if self.schema.points:
            self._points.remove(row)
        self.documents.remove(row)

    def _settle(self) -> None:
        self._postings.settle(0)
        self._values.settle()
        if self.schema.dates:
            self._spans.settle()
        if self.schema.points:
            self._points.settle()
        for order in self._orders.values():
            order.settle()
