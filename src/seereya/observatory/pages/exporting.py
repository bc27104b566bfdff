"""The figures of courts as a file: one line a source, nothing added up, no formula in any cell."""

from __future__ import annotations

import csv
import io

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.observatory import services, wording
from seereya.observatory.models import CourtActivity
from seereya.observatory.pages.courts import family_words
from seereya.observatory.pages.narrowing import narrowed
from seereya.observatory.rules import COUNTS
from seereya.reference import saying, terms

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Cell = str | int | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file_of(by: Actor, kind: str, params: QueryDict) -> tuple[str, bytes]:
    """The name and the bytes of the file asked for. Raises `Http404` for another kind of file, `BadSelection`."""
    if kind not in TYPES:
        raise Http404
    asked, _page = narrowed(params, {"court": terms.vocabulary("bodies"), "family": terms.vocabulary("crimes")})
    rows = services.take_out(by=by, kind=kind, **asked)
    return f"courts-{clock.today().isoformat()}.{kind}", as_csv(rows) if kind == CSV else as_xlsx(rows)


def heads() -> list[str]:
    """The heads of the columns."""
    return [
        _("Court or body"), _("Its town"), _("Offences counted"), _("First day of the period"), _("Last day of the period"),
        *(str(wording.COUNTS[name]) for name in COUNTS),
        _("Kind of source"), _("Source"), _("Published on"), _("Address of the document"), _("As the source words it"),
        _("Our remark"), _("More closed than there were"),
    ]  # fmt: skip


def cells(row: CourtActivity) -> list[Cell]:
    """One source's figures as a line; a figure it does not give stays empty."""
    return [
        saying.term("bodies", row.court), row.seat, family_words(row.family), row.starts.isoformat(), row.ends.isoformat(),
        *(getattr(row, name) for name in COUNTS),
        wording.label(wording.SOURCE_KINDS, row.source_kind), row.source,
        row.published_on.isoformat() if row.published_on else "", row.source_url, row.wording, row.remark,
        _("yes") if row.impossible else "",
    ]  # fmt: skip


def harmless(cell: Cell) -> Cell:
    """Words that a spreadsheet would take for a formula stay words."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_csv(rows: list[CourtActivity]) -> bytes:
    """UTF-8 with its mark, so that spreadsheets of the field read the accents."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(heads())
    lines.writerows([harmless(cell) for cell in cells(row)] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_xlsx(rows: list[CourtActivity]) -> bytes:
    """A workbook of one sheet; every word is stored as words."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _("Courts")
    sheet.append(heads())
    for place, row in enumerate(rows, start=2):
        for column, cell in enumerate(cells(row), start=1):
            target = sheet.cell(row=place, column=column, value=cell)
            if isinstance(cell, str):
                target.data_type = "s"
                target.alignment = Alignment(wrap_text=True, vertical="top")
    for head in sheet[1]:
        head.font = Font(bold=True)
    for letter, width in zip(
        "ABCDEFGHIJKLMNOPQ", (32, 14, 28, 12, 12, 10, 10, 10, 10, 10, 16, 40, 12, 30, 50, 30, 14), strict=True
    ):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
