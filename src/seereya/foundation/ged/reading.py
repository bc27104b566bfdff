"""Rows to events, with every row accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from seereya.foundation.ged.columns import LAYOUT_49, Placed, place_columns
from seereya.foundation.ged.events import PRECISIONS, GEDEvent, ProblemCode, RowProblem
from seereya.foundation.ged.values import Value, Wrong, span
from seereya.foundation.tables import Row, Table, TableError, open_table
from seereya.foundation.tables.streams import Encoding, Source

_HASH_VERSION = "ged-1"


def open_ged(source: Source, *, encoding: Encoding = "utf-8") -> Table:
    """Open a GED file, with or without its header line (see `LAYOUT_49`). Raises `TableError`."""
    return open_table(source, encoding=encoding, fallback=LAYOUT_49)


def read_ged(table: Table) -> Iterator[GEDEvent | RowProblem]:
    """Every row of a GED table as an event, or as the problems that keep it from being one.

    Raises `TableError` only where the file cannot be used: at once for missing columns; while reading for bytes that are not
    text and for a file that was cut.
    """
    return _events(table, _RowReader(table))


def _events(table: Table, reader: _RowReader) -> Iterator[GEDEvent | RowProblem]:
    for row in table.read():
        if isinstance(row, TableError):
            yield RowProblem(row.line or 0, row.column, row.column_name, "table", row.detail, "", row.values)
            continue
        result = reader.read(row)
        if isinstance(result, GEDEvent):
            yield result
        else:
            yield from result


class _RowReader:
    """Turns rows of one file into events; remembers ids to find duplicates."""

    def __init__(self, table: Table) -> None:
        self._header = table.header
        self._placed: tuple[Placed, ...] = place_columns(table.header)
        self._positions = {placed.field: placed.position for placed in self._placed}
        self._seen: dict[int, int] = {}

    def read(self, row: Row) -> GEDEvent | list[RowProblem]:
        cells = row.cells
        found: dict[str, Any] = {}
        problems: list[RowProblem] = []
        for field, parse, position in self._placed:
            try:
                found[field] = parse("" if position is None else cells[position])
            except Wrong as wrong:
                problems.append(self._problem(row, field, wrong.code, wrong.detail))
        problems += self._together(row, found)
        if problems:
            return problems
        earliest, latest = span(found["date_start"], found["date_end"], found["date_prec"])
        return GEDEvent(
            line=row.line,
            **found,
            earliest=earliest,
            latest=latest,
            precision=PRECISIONS[found["date_prec"]],
            row_hash=row_hash(found),
        )

    def _together(self, row: Row, found: dict[str, Any]) -> list[RowProblem]:
        """What only several values together, or several rows, can show to be wrong."""
        problems: list[RowProblem] = []
        for lower, upper in (("low", "best"), ("best", "high"), ("low", "high"), ("date_start", "date_end")):
            if lower in found and upper in found and found[lower] > found[upper] and not problems:
                problems.append(self._problem(row, lower, "order", f"{lower} is above {upper}", first=lower, last=upper))
        start, end, year = found.get("date_start"), found.get("date_end"), found.get("year")
        if isinstance(start, date) and isinstance(end, date) and year and not start.year <= year <= end.year:
            problems.append(self._problem(row, "year", "year", "the year is outside the event's dates"))
        if "id" in found:
            first = self._seen.setdefault(found["id"], row.line)
            if first != row.line:
                detail = f"the same id stands on line {first}"
                problems.append(self._problem(row, "id", "duplicate", detail, line=str(first)))
        return problems

    def _problem(self, row: Row, field: str, code: ProblemCode, detail: str, **values: str) -> RowProblem:
        position = self._positions[field]
        column = None if position is None else position + 1
        identity = self._positions["id"]
        row_id = "" if identity is None else row.cells[identity].strip()[:32]
        name = field if position is None else self._header[position]
        return RowProblem(row.line, column, name, code, detail, row_id, values)


def row_hash(found: dict[str, Value]) -> str:
    """SHA-256 over the row's values in a fixed order and form, whatever the file's column order, delimiter or date format."""
    canonical = "\0".join(["" if value is None else str(value) for value in found.values()])
    return hashlib.sha256(f"{_HASH_VERSION}\0{canonical}".encode()).hexdigest()
