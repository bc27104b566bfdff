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
from seereya.foundation.tables.leaving import as_words, harmless
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
WIDTHS = (32, 14, 28, 12, 12, 10, 10, 10, 10, 10, 16, 40, 12, 30, 50, 30, 14)


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


def as_csv(rows: list[CourtActivity]) -> bytes:
    """UTF-8 with its mark, so that spreadsheets of the field read the accents."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(heads())
    lines.writerows([harmless(cell) for cell in cells(row)] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_xlsx(rows: list[CourtActivity]) -> bytes:
    """A workbook of one sheet; every word is stored as words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Courts"))
    for letter, width in zip("ABCDEFGHIJKLMNOPQ", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
    written = [as_words(sheet, head) for head in heads()]
    for head in written:
        head.font = Font(bold=True)
    sheet.append(written)
    for row in rows:
        line = [as_words(sheet, cell) for cell in cells(row)]
        for cell in line:
            cell.alignment = Alignment(wrap_text=isinstance(cell.value, str), vertical="top")
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
