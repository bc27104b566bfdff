"""One sort column: the rows of all documents that have a value, in its order."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import islice
from typing import Final

from pyroaring import BitMap

from seereya.foundation.searching.entries import SortValue
from seereya.foundation.searching.store import integers, read_blob, write_meta

# What it costs to look at one row, relative to each other: reading a value from the database, and one step along the order.
_FETCH: Final = 24
_STEP: Final = 1

Rank = tuple[int, int, str]


def rank(value: SortValue) -> Rank:
    """Whole numbers before texts, texts by code point, as SQLite compares them; nothing after both."""
    if value is None:
        return (2, 0, "")
    return (1, 0, value) if isinstance(value, str) else (0, value, "")


def precedes(first: SortValue, second: SortValue, *, descending: bool) -> bool:
    """Whether one value is listed strictly before another; nothing is listed last in both directions."""
    if first is None or second is None:
        return first is not None and second is None
    return rank(first) > rank(second) if descending else rank(first) < rank(second)


class Order:
    """Kept sorted while documents come and go one by one; `forget` it before many changes, and it is rebuilt."""

    def __init__(self, database: sqlite3.Connection, column: str) -> None:
        self._database = database
        self._column = column
        self._rows: array[int] | None = None
        self._stored = True

    def value(self, row: int) -> SortValue:
        found = self._database.execute(f"SELECT {self._column} FROM doc WHERE rowid = ?", (row,)).fetchone()  # noqa: S608
        value: SortValue = found[0]
        return value

    def values(self, rows: Iterable[int]) -> list[tuple[int, SortValue]]:
        """Rows with their values, in no order."""
        listed = f"[{','.join(map(str, rows))}]"
        statement = f"SELECT rowid, {self._column} FROM doc WHERE rowid IN (SELECT value FROM json_each(?))"  # noqa: S608
        return self._database.execute(statement, (listed,)).fetchall()

    def insert(self, row: int, value: SortValue) -> None:
        """Take a row in, before the database holds it."""
        if value is not None and (self._stored or self._rows is not None):
            rows = self._loaded()
            rows.insert(self._place(rows, row, value), row)

    def remove(self, row: int, value: SortValue) -> None:
        """Take a row out while the database still holds its value."""
        if value is not None and (self._stored or self._rows is not None):
            rows = self._loaded()
            del rows[self._place(rows, row, value)]

    def forget(self) -> None:
        """Stop following changes; the order is made anew when it is next needed."""
        self._rows = None
        self._stored = False

    def settle(self) -> None:
        write_meta(self._database, f"order.{self._column}", self._loaded().tobytes())

    def first(self, found: BitMap, stop: int, *, descending: bool) -> list[int]:
        """The first `stop` of the rows found, in order; rows without a value last, oldest first."""
        hits = len(found)
        rows = self._loaded()
        walk = min(len(rows), 4 * stop * max(len(rows), 1) // max(hits, 1))
        if hits * _FETCH < walk * _STEP:
            return self._fetched(found, descending=descending)[:stop]
        steps: Iterable[int] = reversed(rows) if descending else rows
        listed = list(islice((row for row in steps if row in found), stop))
        if len(listed) < stop:
            missing = found - BitMap(rows)
            listed += islice(missing, stop - len(listed))
        return listed

    def _fetched(self, found: BitMap, *, descending: bool) -> list[int]:
        pairs = self.values(found)
        present = [(rank(value), row) for row, value in pairs if value is not None]
        present.sort(reverse=descending)
        return [row for _, row in present] + sorted(row for row, value in pairs if value is None)

    def _place(self, rows: "array[int]", row: int, value: SortValue) -> int:
        return bisect_left(rows, (rank(value), row), key=lambda other: (rank(self.value(other)), other))

    def _loaded(self) -> "array[int]":
        if self._rows is None:
            stored = read_blob(self._database, f"order.{self._column}") if self._stored else None
            self._rows = integers("I", stored) if stored is not None else self._rebuilt()
        return self._rows

    def _rebuilt(self) -> "array[int]":
        statement = f"SELECT rowid FROM doc WHERE {self._column} IS NOT NULL ORDER BY {self._column}, rowid"  # noqa: S608
        return array("I", (row for (row,) in self._database.execute(statement)))
