"""Rows of a table, one by one, each with the line it stands on."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import IO, Self

from seereya.foundation.tables.errors import TableError
from seereya.foundation.tables.streams import MAX_RECORD, Encoding, Lines, Source, columns_begun, open_bytes

DELIMITERS = (",", ";", "\t")
_SAMPLE_LINES = 20


class Row:
    """One row: the line it begins on and its values, by position (`cells`) or by column name (`row["name"]`)."""

    __slots__ = ("_index", "cells", "line")

    def __init__(self, line: int, cells: list[str], index: Mapping[str, int]) -> None:
        self.line = line
        self.cells = cells
        self._index = index

    def __getitem__(self, name: str) -> str:
        return self.cells[self._index[name]]

    def get(self, name: str, default: str = "") -> str:
        """The value in a column, or `default` where the table has no such column."""
        position = self._index.get(name)
        return default if position is None else self.cells[position]

    def as_dict(self) -> dict[str, str]:
        """Column name to value."""
        return {name: self.cells[position] for name, position in self._index.items()}


class Table:
    """An open table; made by `open_table`. It is read once, from top to bottom, and closed at its end.

    `header`: column names as written, trimmed. `delimiter`: as found. `index`: name to position (columns without name are
    left out). Iterating raises `TableError` at the first fault; `read()` hands out faults of single rows and goes on.
    """

    def __init__(
        self,
        lines: Lines,
        owned: IO[bytes] | None,
        header: Sequence[str] | None = None,
        fallback: Sequence[str] | None = None,
    ) -> None:
        self._lines = lines
        self._owned = owned
        self._reader = csv.reader(
            lines,
            delimiter=lines.delimiter,
            quoting=csv.QUOTE_MINIMAL if lines.quotes else csv.QUOTE_NONE,
            strict=True,
        )
        self.delimiter = lines.delimiter
        self.index: dict[str, int] = {}
        self.header: tuple[str, ...] = ()
        self._unread: Row | None = None
        self.header = lines.header = tuple(name.strip() for name in header or self._first(fallback or ()))
        self.index = {name: position for position, name in enumerate(self.header) if name}
        self._refuse_duplicates()
        if self._unread:
            self._unread = Row(self._unread.line, self._unread.cells, self.index)

    def _first(self, fallback: Sequence[str]) -> Sequence[str]:
        record = next(self._records(), None)
        if record is None:
            raise TableError("empty", "the file is empty")
        if isinstance(record, TableError):
            raise record
        if len(record.cells) == len(fallback) and not {cell.strip() for cell in record.cells} & set(fallback):
            self._unread = record
            return fallback
        return record.cells

    def _refuse_duplicates(self) -> None:
        for name, count in Counter(filter(None, self.header)).items():
            if count > 1:
                column = [n for n, other in enumerate(self.header, 1) if other == name][1]
                raise TableError(
                    "duplicate_column",
                    f"{count} columns are named “{name}”",
                    line=1,
                    column=column,
                    column_name=name,
                    values={"name": name, "count": str(count)},
                )

    def require(self, names: Sequence[str]) -> None:
        """Refuse a table that lacks one of these columns. Raises `TableError` (`missing_columns`)."""
        missing = [name for name in names if name not in self.index]
        if missing:
            listed = ", ".join(missing)
            detail = f"the first line lacks these columns: {listed}"
            raise TableError("missing_columns", detail, line=1, values={"columns": listed})

    def read(self) -> Iterator[Row | TableError]:
        """Every row in order; a row that cannot be used comes as its `TableError`; faults of the whole file are raised.

        Rows in which every value is empty are passed over, as spreadsheets write them below their last line.
        """
        width = len(self.header)
        try:
            if self._unread:
                yield self._unread
                self._unread = None
            for record in self._records():
                if isinstance(record, TableError) or len(record.cells) == width:
                    yield record
                else:
                    yield self._ragged(record, width)
        finally:
            self.close()

    def __iter__(self) -> Iterator[Row]:
        for row in self.read():
            if isinstance(row, TableError):
                raise row
            yield row

    def _records(self) -> Iterator[Row | TableError]:
        index, lines = self.index, self._lines
        while True:
            lines.start_record()
            line = lines.line + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as fault:
                yield self._fault(fault, line)
                continue
            if any(cells):
                yield Row(line, cells, index)

    def _fault(self, fault: csv.Error, line: int) -> TableError:
        """The csv module's complaint in our words. Raises where nothing after it can be read."""
        text = "".join(self._lines.record)
        words = str(fault)
        if "unexpected end of data" in words:
            raise self._cut(line, columns_begun(text, self.delimiter)) from None
        if "field larger than" in words:
            raise TableError("too_long", "a value in this row is too long to be one", line=line) from None
        if "new-line" in words:
            return TableError("stray_return", "there is a carriage return in the middle of a value", line=line)
        column = _broken_quote(text, self.delimiter)
        return TableError(
            "quote",
            "a quoted value goes on after its closing quotation mark",
            line=line,
            column=column,
            column_name=self._name(column),
        )

    def _cut(self, line: int, column: int) -> TableError:
        detail = "the file stops in the middle of this row: it was cut, or a quotation mark was left open"
        return TableError("cut", detail, line=line, column=column, column_name=self._name(column))

    def _ragged(self, row: Row, width: int) -> TableError:
        found = len(row.cells)
        values = {"found": str(found), "expected": str(width)}
        if found > width:
            detail = f"{found} values for {width} columns"
            return TableError("too_many", detail, line=row.line, column=width + 1, values=values)
        if not self._lines.ends_with_newline:
            raise self._cut(row.line, found)
        return TableError(
            "too_few",
            f"{found} values for {width} columns",
            line=row.line,
            column=found + 1,
            column_name=self._name(found + 1),
            values=values,
        )

    def _name(self, column: int | None) -> str | None:
        return self.header[column - 1] or None if column and column <= len(self.header) else None

    def close(self) -> None:
        """Close the file, if `open_table` opened it."""
        if self._owned is not None:
            self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_table(
    source: Source,
    *,
    expected: Sequence[str] | None = None,
    encoding: Encoding = "utf-8",
    delimiter: str | None = None,
    header: Sequence[str] | None = None,
    fallback: Sequence[str] | None = None,
    quotes: bool = True,
) -> Table:
    """Open a table of text for streaming: comma, semicolon or tab, plain or gzip, with or without byte order mark.

    `source` is a path or anything that reads bytes. `expected` columns must all be there. Only UTF-8 is read unless the
    caller asks for windows-1252. `header` names the columns of a file that has no header line, `fallback` those of a file that
    may lack it: they hold when the first line has as many values and none of the names. `quotes=False` is for formats in which
    a quotation mark is a character like any other (GeoNames). RFC 4180 otherwise. Raises `TableError`.
    """
    if csv.field_size_limit() < MAX_RECORD:
        csv.field_size_limit(MAX_RECORD)  # rows are bounded by `Lines`; the module's own limit must not be met first
    stream, owned = open_bytes(source)
    try:
        lines = Lines(stream, encoding)
        lines.quotes = quotes
        sample = lines.look_ahead(_SAMPLE_LINES)
        told = _told_delimiter(sample)
        if told and not delimiter:
            lines.skip()
        lines.delimiter = delimiter or told or _likely_delimiter(sample, expected or ())
        table = Table(lines, owned, header, fallback)
        table.require(expected or ())
    except BaseException:
        if owned is not None:
            owned.close()
        raise
    return table


def _told_delimiter(sample: Sequence[bytes]) -> str | None:
    """The delimiter named by a first line such as `sep=;`, as spreadsheets write it."""
    first = sample[0].strip().lower() if sample else b""
    if first.startswith(b"sep=") and len(first) == len(b"sep=;"):
        return first[-1:].decode("latin-1")
    return "\t" if sample and sample[0].rstrip(b"\r\n").lower() == b"sep=\t" else None


def _likely_delimiter(sample: Sequence[bytes], expected: Sequence[str]) -> str:
    """The delimiter under which the sample looks most like a table: known names first, then even rows, then width."""
    text = [raw.decode("utf-8", "replace") for raw in sample]

    def score(delimiter: str) -> tuple[int, float, int]:
        try:
            rows = [row for row in csv.reader(text, delimiter=delimiter) if row]
        except csv.Error:
            return (0, 0.0, 0)
        if not rows or len(rows[0]) == 1:
            return (0, 0.0, 0)
        names = {name.strip() for name in rows[0]}
        even = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        return (sum(name in names for name in expected), even, len(rows[0]))

    return max(DELIMITERS, key=score)


def _broken_quote(text: str, delimiter: str) -> int | None:
    """The column in which text follows a closing quotation mark."""
    column, position = 1, 0
    while position < len(text):
        if text[position] != '"':
            end = text.find(delimiter, position)
        else:
            close = position + 1
            while (close := text.find('"', close)) != -1 and text[close + 1 : close + 2] == '"':
                close += 2
            if close == -1:
                return column
            if text[close + 1 : close + 2] != delimiter:
                return column
            end = close + 1
        if end == -1:
            return None
        column, position = column + 1, end + 1
    return None
