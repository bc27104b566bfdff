"""The quarterly workbook for the funder: budget comparison with live formulas, logframe, transaction list."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from seereya.programme.models import Grant
from seereya.programme.queries.budget import Comparison
from seereya.programme.queries.ledger import Transaction
from seereya.programme.services import workbook_budget
from seereya.programme.services.workbook_budget import safe, styled
from seereya.programme.wording_money import KINDS
from seereya.reference import terms
from seereya.reference.saying import language

WIDTHS = (8, 9, 12, 9, 10, 12, 12, 16, 18, 16, 9, 12, 14, 14, 14, 22)


def quarterly_workbook(
    *,
    grant: Grant,
    comparison: Comparison,
    transactions: Iterable[Transaction],
    logframe: Sequence[Any] = (),
    tongue: str = "fr",
) -> bytes:
    """The workbook as bytes, in French or English. Every amount is a decimal to the cent; every sum of the first sheet a formula.

    `logframe`: the rows of `programme.queries.logframe.logframe_rows`, any dataclass with `label` values; empty leaves the sheet out.
    """
    with override(tongue):
        book = Workbook(write_only=True)
        title = f"{grant.code}: {grant.title}"
        period = _("From %(starts)s to %(ends)s") % {
            "starts": date_format(comparison.starts, "j F Y"),
            "ends": date_format(comparison.until, "j F Y"),
        }
        workbook_budget.write(book, comparison, title=title, period=period)
        if logframe:
            _logframe(book, logframe)
        _transactions(book, transactions)
        book.properties.title, book.properties.creator = grant.code, ""
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def transaction_headings() -> list[str]:
    """The words above the columns of the transaction list, in its order."""
    return [
        _("No."), _("Partner"), _("Budget line"), _("Activity"), _("Day"), _("Payee (code)"), _("Kind"), _("Document no."),
        _("Heading"), _("Amount"), _("Currency"), _("Units for one euro"), _("Source of the rate"), _("In euros"), _("Counted, in euros"),
        _("Eligibility"),
    ]  # fmt: skip


def transaction_values(one: Transaction, kinds: dict[str, str], statuses: dict[str, str]) -> list[Any]:
    """One row of the transaction list."""
    return [
        one.number, one.partner, one.line, one.activity, one.day, one.payee, kinds.get(one.kind, one.kind), one.document, one.title,
        one.amount, one.currency, one.units, source_words(one.source), one.eur, one.counted,
        statuses.get(one.status, one.status),
    ]  # fmt: skip


def source_words(source: str) -> str:
    """Where a rate comes from; a fixed one in words."""
    return _("Fixed rate") if source == "fixed" else source


def words_of_rows() -> tuple[dict[str, str], dict[str, str]]:
    """Kinds of expense and statuses in the language of now, looked up once for all rows."""
    statuses = {code: word.label(language()) for code, word in terms.vocabulary("cost_eligibility").items()}
    return {code: str(words) for code, words in KINDS.items()}, statuses


def _transactions(book: Any, rows: Iterable[Transaction]) -> None:
    sheet = book.create_sheet(_("Transactions"))
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([styled(sheet, words, bold=True, wrap=True) for words in transaction_headings()])
    kinds, statuses = words_of_rows()
    count = 1
    for one in rows:
        sheet.append([safe(sheet, value) for value in transaction_values(one, kinds, statuses)])
        count += 1
    if count > 1:
        foot = ["", _("Sum"), *[""] * 11]
        sums = [styled(sheet, f"=SUM({letter}2:{letter}{count})", form=workbook_budget.MONEY, bold=True) for letter in ("N", "O")]
        sheet.append([*foot, *sums])


def _logframe(book: Any, rows: Sequence[Any]) -> None:
    """One row of a dataclass each; its field names' words are the other side's (`headings` of the class, where it has them)."""
    sheet = book.create_sheet(_("Logframe"))
    fields = [one.name for one in dataclasses.fields(rows[0])]
    words = getattr(rows[0], "headings", None)
    said = words() if callable(words) else {}
    for number in range(1, len(fields) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 24
    sheet.freeze_panes = "A2"
    sheet.append([styled(sheet, str(said.get(name, name)), bold=True, wrap=True) for name in fields])
    for row in rows:
        sheet.append([safe(sheet, _plain(getattr(row, name))) for name in fields])


def _plain(value: Any) -> Any:
    """A value a sheet can hold."""
    if value is None or isinstance(value, str | int | Decimal | date | datetime):
        return "" if value is None else value
    return str(value)
