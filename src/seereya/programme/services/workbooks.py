"""The quarterly workbook for the funder: budget comparison with live formulas, logframe, transaction list."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from seereya.foundation.tables.leaving import as_words
from seereya.programme.models import Grant
from seereya.programme.queries.budget import Comparison
from seereya.programme.queries.ledger import Transaction
from seereya.programme.queries.logframe import LogframeRow
from seereya.programme.services import workbook_budget
from seereya.programme.services.workbook_budget import styled
from seereya.programme.wording_money import KINDS
from seereya.reference import terms
from seereya.reference.saying import language, term

WIDTHS = (8, 9, 12, 9, 10, 12, 12, 16, 18, 16, 9, 12, 14, 14, 14, 22)


def quarterly_workbook(
    *,
    grant: Grant,
    comparison: Comparison,
    transactions: Iterable[Transaction],
    logframe: Sequence[LogframeRow] = (),
    tongue: str = "fr",
) -> bytes:
    """The workbook as bytes, in French or English. Every amount is a decimal to the cent; every sum of the first sheet a formula.

    `logframe`: the rows of `programme.queries.logframe.logframe_rows`, as the funder is told them; empty leaves the sheet out.
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
        sheet.append([as_words(sheet, value) for value in transaction_values(one, kinds, statuses)])
        count += 1
    if count > 1:
        foot = ["", _("Sum"), *[""] * 11]
        sums = [styled(sheet, f"=SUM({letter}2:{letter}{count})", form=workbook_budget.MONEY, bold=True) for letter in ("N", "O")]
        sheet.append([*foot, *sums])


def _logframe(book: Any, rows: Sequence[LogframeRow]) -> None:
    """One row for each indicator, as the funder is told it: small counts stand on steps already (decision 32)."""
    sheet = book.create_sheet(_("Logframe"))
    widths = (10, 8, 50, 10, 50, 12, 12, 12, 12, 12, 12, 12, 10, 40, 40)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    heads = [
        _("Level"), _("No."), _("Result"), _("Indicator no."), _("Indicator"), _("Unit"), _("Baseline"), _("On"), _("Target"), _("On"),
        _("Value"), _("On"), _("Reached"), _("Sources of verification"), _("Assumptions"),
    ]  # fmt: skip
    sheet.append([styled(sheet, words, bold=True, wrap=True) for words in heads])
    for at, row in enumerate(rows, 2):
        english = language() == "en"
        reached = (
            f'=IF(N(I{at})=0,"",(K{at}-N(G{at}))/(I{at}-N(G{at})))' if row.target is not None and row.current is not None else ""
        )
        values = [
            term("logframe_levels", row.level), row.code, (row.text_en if english else "") or row.text, row.indicator_code,
            (row.indicator_en if english else "") or row.indicator, row.unit, row.baseline, row.baseline_on, row.target, row.target_on,
            row.current, row.current_on,
        ]  # fmt: skip
        share = styled(sheet, reached, form=workbook_budget.SHARE) if reached and row.target != (row.baseline or 0) else ""
        sheet.append(
            [as_words(sheet, value) for value in values]
            + [share, as_words(sheet, row.verification), as_words(sheet, row.assumptions)]
        )
