"""When documents happened: their earliest and latest days as two sorted arrays, so that any range is two cuts."""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right

from pyroaring import BitMap

from seereya.foundation.searching.store import integers, read_blob, write_meta

# Days in order, and the row of each.
Arrays = tuple["array[int]", "array[int]"]


class Bound:
    """One end of all spans: days in order, and beside them their rows."""

    def __init__(self, database: sqlite3.Connection, column: str) -> None:
        self._database = database
        self._column = column
        self._arrays: Arrays | None = None
        self._stored = True

    def insert(self, row: int, day: int) -> None:
        """Take a row in, before the database holds it."""
        if self._stored or self._arrays is not None:
            days, rows = self._loaded()
            place = bisect_right(days, day)
            days.insert(place, day)
            rows.insert(place, row)

    def remove(self, row: int, day: int) -> None:
        """Take a row out while the database still holds it."""
        if self._stored or self._arrays is not None:
            days, rows = self._loaded()
            place = rows.index(row, bisect_left(days, day), bisect_right(days, day))
            del days[place]
            del rows[place]

    def until(self, day: int) -> BitMap:
        """Rows whose day is this one or earlier."""
        days, rows = self._loaded()
        return BitMap(rows[: bisect_right(days, day)])

    def since(self, day: int) -> BitMap:
        """Rows whose day is this one or later."""
        days, rows = self._loaded()
        return BitMap(rows[bisect_left(days, day) :])

    def share_until(self, day: int) -> float:
        """Which part of all dated rows `until` would answer."""
        days, _ = self._loaded()
        return bisect_right(days, day) / max(len(days), 1)

    def forget(self) -> None:
        """Stop following changes; the days are sorted anew when they are next needed."""
        self._arrays = None
        self._stored = False

    def settle(self) -> None:
        days, rows = self._loaded()
        write_meta(self._database, f"days.{self._column}", days.tobytes())
        write_meta(self._database, f"rows.{self._column}", rows.tobytes())

    def _loaded(self) -> Arrays:
        if self._arrays is None:
            self._arrays = (self._read() if self._stored else None) or self._rebuilt()
        return self._arrays

    def _read(self) -> Arrays | None:
        days = read_blob(self._database, f"days.{self._column}")
        rows = read_blob(self._database, f"rows.{self._column}")
        return (integers("i", days), integers("I", rows)) if days is not None and rows is not None else None

    def _rebuilt(self) -> Arrays:
        column = self._column
        statement = f"SELECT {column}, rowid FROM doc WHERE {column} IS NOT NULL ORDER BY {column}, rowid"  # noqa: S608
        pairs = self._database.execute(statement).fetchall()
        return array("i", (day for day, _ in pairs)), array("I", (row for _, row in pairs))


class Spans:
    """Spans of days, both ends inclusive."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._low = Bound(database, "low")
        self._high = Bound(database, "high")

    def insert(self, row: int, span: tuple[int, int]) -> None:
        self._low.insert(row, span[0])
        self._high.insert(row, span[1])

    def remove(self, row: int, span: tuple[int, int]) -> None:
        self._low.remove(row, span[0])
        self._high.remove(row, span[1])

    def touching(self, first: int | None, last: int | None) -> BitMap:
        """Rows whose span has at least one day in the range; an open end is None."""
        if first is None and last is None:
            raise ValueError("A range has at least one end.")
        if last is None:
            return self._high.since(first if first is not None else 0)
        if first is None:
            return self._low.until(last)
        if first > last:
            return BitMap()
        # Of the two cuts the shorter is made, and what the other would have left out is taken away.
        if self._low.share_until(last) < 1 - self._high.share_until(first - 1):
            return self._low.until(last) - self._high.until(first - 1)
        return self._high.since(first) - self._low.since(last + 1)

    def forget(self) -> None:
        self._low.forget()
        self._high.forget()

    def settle(self) -> None:
        self._low.settle()
        self._high.settle()
