"""Spreadsheets that somebody brings: an .xlsx workbook or a .csv table, read row by row, refused in words where they cannot be."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from seereya.accounts.rules import Refused
from seereya.foundation.tables import TableError, open_table
from seereya.foundation.tables.sheets import Figure

LARGEST, MOST_LINES, MOST_COLUMNS = 5_000_000, 5_000, 60
_ZIP = b"PK\x03\x04"
_UNPACKED = 60_000_000
# What the library answers to a file that lies, was cut, or is locked. Both XML readers' errors are syntax errors; a locked archive is a
# runtime error, an unknown compression one of its kinds; what a damaged sheet becomes inside it may be of any of the others.
_DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, ArithmeticError),
)
_NO_TABLE = frozenset({"empty", "not_text", "encoding", "nul"})


def rows_of(data: bytes) -> Iterator[list[str]]:
    """The rows of a table or of a workbook's first sheet, values only, empty ones too, so that their place is their line.

    Raises `Refused` (`unreadable_workbook`, `unreadable_workbook_line`, `workbook_too_large`).
    """
    if len(data) > LARGEST:
        raise Refused("workbook_too_large")
    return _workbook(data) if data.startswith(_ZIP) else _table(data)


def _workbook(data: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                raise Refused("workbook_too_large")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_said(one) for one in cells]
        book.close()
    except _DAMAGED:
        raise Refused("unreadable_workbook") from None


def _said(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return Figure(int(value)) if value.is_integer() else Figure(f"{value:.15g}")  # as many digits as spreadsheets show
    if isinstance(value, int):
        return Figure(value)
    return "" if value is None else str(value)


def _table(data: bytes) -> Iterator[list[str]]:
    try:
        table = open_table(io.BytesIO(data))
        yield list(table.header)
        line = 1
        for row in table.read():
            if isinstance(row, TableError):
                raise Refused("unreadable_workbook_line", line=row.line or line + 1)
            while line + 1 < row.line:
                line += 1
                yield []
            line = row.line
            yield list(row.cells)
    except TableError as fault:
        if fault.line and fault.code not in _NO_TABLE:
            raise Refused("unreadable_workbook_line", line=fault.line) from None
        raise Refused("unreadable_workbook") from None
