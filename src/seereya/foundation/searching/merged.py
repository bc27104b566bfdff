"""Several indexes answering as one: a document that more than one of them holds is counted and listed once."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final

from pyroaring import BitMap

from seereya.foundation.searching.entries import SortValue
from seereya.foundation.searching.errors import BadQuery
from seereya.foundation.searching.index import Index
from seereya.foundation.searching.orders import rank
from seereya.foundation.searching.overlaps import Known
from seereya.foundation.searching.queries import Cell, Counts, Page, Query, check_fields, ranked
from seereya.foundation.searching.runs import Run, merge, split

_CANDIDATES: Final = 4


class Merged:
    """Vaults opened together, in a fixed order. Of a document held by several, the first copy that matches is shown.

    Cheap to make for one question: what the indexes have in common is remembered by the indexes themselves.
    """

    def __init__(self, indexes: Sequence[Index]) -> None:
        if len({index.schema for index in indexes}) > 1:
            raise ValueError("Only indexes of one schema are merged.")
        self._indexes = list(dict.fromkeys(indexes))

    def __len__(self) -> int:
        return self.count(Query())

    def search(self, query: Query) -> Page:
        """The exact number of distinct documents and the rows of one page; raises BadQuery."""
        with self._locked():
            founds = self._owned(query)
            total = sum(map(len, founds))
            if query.offset >= total or not query.limit:
                return Page(total, [])
            runs = self._runs(founds, query, query.offset + query.limit)
            starts = split(runs, query.offset, descending=query.descending)
            chosen = merge(runs, starts, query.limit, descending=query.descending)
            rows = [self._indexes[origin].hit(row, query.sort, origin) for origin, row in chosen]
            return Page(total, rows)

    def count(self, query: Query) -> int:
        with self._locked():
            return sum(map(len, self._owned(query)))

    def facets(self, query: Query, fields: Sequence[str], *, own_filter_ignored: bool = True) -> Counts:
        """As `Index.facets`, each document counted once."""
        with self._locked():
            if self._indexes:
                check_fields(set(fields), self._indexes[0].schema)
            whole = self._owned(query)
            counts: Counts = {}
            for name in fields:
                lifted = own_filter_ignored and name in query.include
                founds = self._owned(query.without(name)) if lifted else whole
                counts[name] = ranked(self._counts(name, founds), query.include.get(name, ()))
            return counts

    def keys(self, query: Query) -> list[bytes]:
        """Keys of all documents found, each once, in order; the page is ignored."""
        with self._locked():
            listed: list[tuple[SortValue, bytes]] = []
            for origin, found in enumerate(self._owned(query)):
                index = self._indexes[origin]
                known = index.documents.keys(found)
                rows = index.first(found, query, len(found))
                values = dict(index.sorted_values(found, query.sort))
                listed += ((values[row], known[row]) for row in rows)
            # Sorting is stable, reversed too: equal values stay in the order of their index, then as it listed them.
            present = [found for found in listed if found[0] is not None]
            present.sort(key=lambda found: rank(found[0]), reverse=query.descending)
            return [key for _, key in (*present, *(found for found in listed if found[0] is None))]

    def complete(self, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Terms that begin so, with the exact number of distinct documents, chosen among each index's most frequent."""
        if limit <= 0:
            return []
        with self._locked():
            most: dict[str, int] = {}
            for index in self._indexes:
                for term, count in index.complete(prefix, limit * _CANDIDATES):
                    most[term] = most.get(term, 0) + count
            counts: dict[str, int] = {}
            for term, bound in sorted(most.items(), key=lambda pair: -pair[1]):
                if len(counts) >= limit and sorted(counts.values())[-limit] > bound:
                    break
                counts[term] = sum(map(len, self._owned(Query(terms=(frozenset({term}),)))))
            return ranked(counts, ())[:limit]

    def grid(self, query: Query, cell: float) -> list[Cell]:
        """As `Index.grid`, each document counted once."""
        with self._locked():
            counts: dict[tuple[float, float], int] = {}
            for index, found in zip(self._indexes, self._owned(query), strict=True):
                for square in index.cells(found, cell):
                    place = (square.latitude, square.longitude)
                    counts[place] = counts.get(place, 0) + square.count
            return [Cell(*place, count) for place, count in sorted(counts.items())]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """All indexes at once, always in the same order, so that two merges never wait for each other."""
        with ExitStack() as stack:
            for index in sorted(self._indexes, key=id):
                stack.enter_context(index.lock)
            yield

    def _owned(self, query: Query) -> list[BitMap]:
        """What each index finds, less what an earlier one has found already."""
        if isinstance(query.among, BitMap):
            raise BadQuery("Rows belong to one index; several are restricted by keys.")
        founds = [index.matching(query) for index in self._indexes]
        owned: list[BitMap] = []
        known: Known = {}
        for place, index in enumerate(self._indexes):
            rest = founds[place]
            for earlier in range(place):
                if not rest:
                    break
                rest = index.overlap(self._indexes[earlier], known).beyond(founds[earlier], rest)
            owned.append(rest)
        return owned

    def _runs(self, founds: list[BitMap], query: Query, stop: int) -> list[Run]:
        return [
            Run(index.first(found, query, stop), index, query.sort) for index, found in zip(self._indexes, founds, strict=True)
        ]

    def _counts(self, name: str, founds: list[BitMap]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for index, found in zip(self._indexes, founds, strict=True):
            for value, count in index.field_counts(name, found).items():
                counts[value] = counts.get(value, 0) + count
        return counts
