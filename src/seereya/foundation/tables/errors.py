"""What can be wrong with a file of rows, in words that say where."""

from __future__ import annotations

from typing import Literal

FaultCode = Literal[
    "empty",  # no line at all
    "not_text",  # a spreadsheet, an archive, an image
    "encoding",  # bytes that the encoding does not know
    "nul",  # a NUL byte
    "cut",  # the file stops in the middle of a row
    "gzip_cut",  # the compressed file stops early
    "gzip_damaged",  # the compressed file is not what it says
    "too_long",  # a row longer than any real one: a quote left open, or no line ends
    "quote",  # a quoted value goes on after its closing quote
    "stray_return",  # a carriage return in the middle of a value
    "too_few",  # fewer values than columns
    "too_many",  # more values than columns
    "missing_columns",  # the header lacks columns that are needed
    "duplicate_column",  # two columns with one name
]


class TableError(Exception):
    """One fault of a table.

    `line` counts from 1 and is where the faulty row begins or, for bytes, where the byte stands; `column` counts the table's
    columns from 1; both are `None` where the fault has no such place. `code` is for programs and translation, `detail` is an
    English clause, `values` what a translation needs to say the same (column names, counts, bytes; never cell contents).
    """

    def __init__(
        self,
        code: FaultCode,
        detail: str,
        *,
        line: int | None = None,
        column: int | None = None,
        column_name: str | None = None,
        values: dict[str, str] | None = None,
    ) -> None:
        self.code = code
        self.detail = detail
        self.line = line
        self.column = column
        self.column_name = column_name
        self.values = values or {}
        super().__init__(str(self))

    def __str__(self) -> str:
        return f"{place(self.line, self.column, self.column_name)}{self.detail}"


def place(line: int | None, column: int | None, column_name: str | None) -> str:
    """Where a fault is, as the start of a sentence: `line 37, column 3 (date_start): `."""
    parts = [f"line {line}"] if line is not None else []
    if column is not None:
        parts.append(f"column {column} ({column_name})" if column_name else f"column {column}")
    return ", ".join(parts) + ": " if parts else ""
