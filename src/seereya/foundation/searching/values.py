"""Which documents hold which value of a facet: bitmaps read from the database one field at a time."""

import sqlite3
from collections.abc import Iterable, Mapping

from pyroaring import BitMap


class Values:
    """Facet fields. Rows of deleted documents stay until `purge`; whoever asks takes them away."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._fields: dict[str, dict[str, BitMap]] = {}
        self._changed: set[tuple[str, str]] = set()

    def field(self, name: str) -> dict[str, BitMap]:
        """All values of a field, to be read only."""
        values = self._fields.get(name)
        if values is None:
            rows = self._database.execute("SELECT value, docs FROM facet WHERE field = ?", (name,))
            values = self._fields[name] = {value: BitMap.deserialize(docs) for value, docs in rows}
        return values

    def add(self, row: int, facets: Mapping[str, Iterable[str]]) -> None:
        for name, chosen in facets.items():
            values = self.field(name)
            for value in chosen:
                docs = values.get(value)
                if docs is None:
                    docs = values[value] = BitMap()
                docs.add(row)
                self._changed.add((name, value))

    def any_of(self, name: str, chosen: Iterable[str]) -> BitMap:
        values = self.field(name)
        found = [docs for value in chosen if (docs := values.get(value)) is not None]
        return BitMap.union(*found) if found else BitMap()

    def counts(self, name: str, found: BitMap) -> dict[str, int]:
        """How many of the documents found hold each value."""
        size = found.intersection_cardinality
        return {value: size(docs) for value, docs in self.field(name).items()}

    def settle(self) -> None:
        """Write what has changed to the database."""
        rows = ((name, value, self._fields[name][value].serialize()) for name, value in sorted(self._changed))
        self._database.executemany("INSERT OR REPLACE INTO facet VALUES (?, ?, ?)", rows)
        self._changed.clear()

    def purge(self, dead: BitMap) -> None:
        """Take the rows of deleted documents out of every value, and forget values that nobody holds any more."""
        names = [name for (name,) in self._database.execute("SELECT DISTINCT field FROM facet")]
        for name in {*names, *self._fields}:
            values = self.field(name)
            for value, docs in list(values.items()):
                if docs.intersect(dead):
                    docs.difference_update(dead)
                    self._changed.add((name, value))
                if not docs:
                    del values[value]
                    self._changed.discard((name, value))
                    self._database.execute("DELETE FROM facet WHERE field = ? AND value = ?", (name, value))
