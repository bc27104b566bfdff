"""Which documents hold which value of a facet: bitmaps read from the database, one value at a time or a whole field."""

import sqlite3
from collections.abc import Iterable, Mapping

from pyroaring import BitMap


class Values:
    """Facet fields. Rows of deleted documents stay until `purge`; whoever asks takes them away.

    A field is read whole when its values are counted, so that a field with a value for every person stays in the database until then.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._whole: dict[str, dict[str, BitMap]] = {}
        self._some: dict[str, dict[str, BitMap]] = {}  # of fields that were not read whole: what was changed
        self._changed: set[tuple[str, str]] = set()

    def field(self, name: str) -> dict[str, BitMap]:
        """All values of a field, to be read only."""
        values = self._whole.get(name)
        if values is None:
            rows = self._database.execute("SELECT value, docs FROM facet WHERE field = ?", (name,))
            values = {value: BitMap.deserialize(docs) for value, docs in rows}
            values |= self._some.pop(name, {})
            self._whole[name] = values
        return values

    def add(self, row: int, facets: Mapping[str, Iterable[str]]) -> None:
        for name, chosen in facets.items():
            values = self._whole[name] if name in self._whole else self._some.setdefault(name, {})
            for value in chosen:
                docs = values.get(value)
                if docs is None:
                    docs = values[value] = self._get(name, value) or BitMap()
                docs.add(row)
                self._changed.add((name, value))

    def any_of(self, name: str, chosen: Iterable[str]) -> BitMap:
        found = [docs for value in chosen if (docs := self._get(name, value)) is not None]
        return BitMap.union(*found) if found else BitMap()

    def counts(self, name: str, found: BitMap) -> dict[str, int]:
        """How many of the documents found hold each value."""
        size = found.intersection_cardinality
        return {value: size(docs) for value, docs in self.field(name).items()}

    def settle(self) -> None:
        """Write what has changed to the database."""
        rows = ((name, value, self._kept(name)[value].serialize()) for name, value in sorted(self._changed))
        self._database.executemany("INSERT OR REPLACE INTO facet VALUES (?, ?, ?)", rows)
        self._changed.clear()
        self._some.clear()

    def purge(self, dead: BitMap) -> None:
        """Take the rows of deleted documents out of every value, and forget values that nobody holds any more."""
        self.settle()
        changed: list[tuple[bytes, str, str]] = []
        empty: list[tuple[str, str]] = []
        for name, value, stored in self._database.execute("SELECT field, value, docs FROM facet"):
            docs = BitMap.deserialize(stored)
            if not docs.intersect(dead):
                continue
            docs -= dead
            if docs:
                changed.append((docs.serialize(), name, value))
            else:
                empty.append((name, value))
            self._forget(name, value, docs)
        self._database.executemany("UPDATE facet SET docs = ? WHERE field = ? AND value = ?", changed)
        self._database.executemany("DELETE FROM facet WHERE field = ? AND value = ?", empty)

    def _forget(self, name: str, value: str, docs: BitMap) -> None:
        """Follows a purge in a field that was read whole."""
        values = self._whole.get(name)
        if values is None:
            return
        if docs:
            values[value] = docs
        else:
            values.pop(value, None)

    def _kept(self, name: str) -> dict[str, BitMap]:
        return self._whole[name] if name in self._whole else self._some[name]

    def _get(self, name: str, value: str) -> BitMap | None:
        for known in (self._whole.get(name), self._some.get(name)):
            if known is not None and value in known:
                return known[value]
        if name in self._whole:
            return None
        row = self._database.execute("SELECT docs FROM facet WHERE field = ? AND value = ?", (name, value)).fetchone()
        return BitMap.deserialize(row[0]) if row else None
