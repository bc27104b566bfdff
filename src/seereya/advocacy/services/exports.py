"""The table of recommendations as a workbook: ours beside the government's."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation.tables.leaving import as_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _cell(sheet: Any, value: Any, *, head: bool = False) -> Any:
    """A cell whose value is never a formula, whatever it begins with."""
    cell = as_words(sheet, value)
    if isinstance(value, str):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font = Font(bold=True)
    return cell


def workbook(*, by: Actor, title: str, header: list[str], rows: list[list[Any]]) -> bytes:
    """One sheet with a frozen heading; what left is on the record by its count."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for position in range(len(header)):
        sheet.column_dimensions[chr(ord("A") + position)].width = 24
    sheet.append([_cell(sheet, one, head=True) for one in header])
    for row in rows:
        sheet.append([_cell(sheet, one) for one in row])
    target = io.BytesIO()
    book.save(target)
    record(tag=Tag.RECOMMENDATIONS_EXPORTED, actor=by.id, organisation=by.organisation_id, facts={"count": len(rows)})
    return target.getvalue()
