"""The documents themselves: their rows, keys and cards, and which rows are alive, gone or free to be used again."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pyroaring import BitMap

from seereya.foundation.searching.entries import IndexSchema, Prepared, SortValue, read_card
from seereya.foundation.searching.store import read_blob, write_meta

_AT_ONCE: Final = 500


def listed(rows: Iterable[int]) -> tuple[str]:
    """Rows as the one argument of `json_each(?)`."""
    return (f"[{','.join(map(str, rows))}]",)


class Documents:
    """Rows of deleted documents are `dead` until nothing refers to them any more; only then are they used again."""

    def __init__(self, database: sqlite3.Connection, schema: IndexSchema) -> None:
        self._database = database
        self._schema = schema
        live = read_blob(database, "live")
        self.live = BitMap.deserialize(live) if live is not None else BitMap()
        self.dead = BitMap()
        self._next = self.live.max() + 1 if self.live else 1
        self._free = BitMap(range(1, self._next)) - self.live
        self._insert = f"INSERT INTO doc VALUES ({', '.join('?' * (6 + len(schema.sorts)))})"  # noqa: S608
        columns = "".join(f", s{number}" for number in range(len(schema.sorts)))
        self._old = f"SELECT rowid, low, high{columns} FROM doc WHERE key = ?"  # noqa: S608

    def allocate(self) -> int:
        if self._free:
            row = self._free.min()
            self._free.remove(row)
            return row
        self._next += 1
        return self._next - 1

    def add(self, row: int, entry: Prepared) -> None:
        low, high = entry.span if entry.span is not None else (None, None)
        values = (row, entry.key, entry.digest, low, high, *entry.sorts, entry.card)
        self._database.execute(self._insert, values)
        self.live.add(row)

    def find(self, key: bytes) -> tuple[int, tuple[int, int] | None, Sequence[SortValue]] | None:
        """Row, span and sort values of a document."""
        found = self._database.execute(self._old, (key,)).fetchone()
        if found is None:
            return None
        row, low, high, *sorts = found
        return row, (low, high) if low is not None else None, sorts

    def remove(self, row: int) -> None:
        """Wipe the document; what refers to its row is left to a purge."""
        self._database.execute("DELETE FROM doc WHERE rowid = ?", (row,))
        self.live.remove(row)
        self.dead.add(row)

    def release(self) -> None:
        """Nothing refers to dead rows any more."""
        self._free |= self.dead
        self.dead = BitMap()

    def settle(self) -> None:
        write_meta(self._database, "live", self.live.serialize())

    def row(self, key: bytes) -> int | None:
        found = self._database.execute("SELECT rowid FROM doc WHERE key = ?", (key,)).fetchone()
        return int(found[0]) if found else None

    def key_and_card(self, row: int) -> tuple[bytes, dict[str, Any]]:
        key, card = self._database.execute("SELECT key, card FROM doc WHERE rowid = ?", (row,)).fetchone()
        return key, read_card(card, self._schema)

    def keys(self, rows: Iterable[int]) -> dict[int, bytes]:
        statement = "SELECT rowid, key FROM doc WHERE rowid IN (SELECT value FROM json_each(?))"
        return dict(self._database.execute(statement, listed(rows)))

    def by_key(self) -> dict[bytes, tuple[int, int]]:
        """Row and digest of every document."""
        rows = self._database.execute("SELECT key, rowid, digest FROM doc")
        return {key: (row, digest) for key, row, digest in rows}

    def of_keys(self, keys: Sequence[bytes]) -> dict[bytes, tuple[int, int]]:
        """Row and digest of those of some documents that are here."""
        found: dict[bytes, tuple[int, int]] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            statement = f"SELECT key, rowid, digest FROM doc WHERE key IN ({', '.join('?' * len(some))})"  # noqa: S608
            found |= {key: (row, digest) for key, row, digest in self._database.execute(statement, some)}
        return found

    def digest(self, row: int) -> int:
        """What tells whether two indexes hold the same of a document."""
        return int(self._database.execute("SELECT digest FROM doc WHERE rowid = ?", (row,)).fetchone()[0])
