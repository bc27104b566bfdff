"""Cells of tables that leave for a spreadsheet: what somebody typed stays words there, and is never run as a formula."""

from __future__ import annotations

from typing import TypeVar

from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_Cell = TypeVar("_Cell")


def harmless(cell: _Cell) -> _Cell | str:
    """A cell of a CSV file: an apostrophe before words that would be run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_typed(cell: str) -> str:
    """A cell that comes back as it was before `harmless`: without the apostrophe before what would be run."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def as_words(sheet: Worksheet, value: object) -> WriteOnlyCell:
    """A cell of a workbook: words are stored as words, whatever they begin with; numbers and days as they are."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
