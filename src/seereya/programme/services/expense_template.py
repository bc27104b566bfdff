"""A workbook to fill in with expenses: its headings are known, its codes are chosen from lists on its second sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from seereya.accounts.actor import Actor
from seereya.foundation.tables.sheets import letter
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.grants import grant_of
from seereya.programme.queries.ledger import activities_of, payees_of
from seereya.programme.rules.expense_sheets import MOST
from seereya.programme.services.workbook_budget import BOLD, HEAD
from seereya.programme.wording_expense_sheets import COLUMNS, TEMPLATE
from seereya.programme.wording_money import KINDS, PAYEE_KINDS
from seereya.reference import terms
from seereya.reference.saying import language

_WIDTHS = {"words": 48, "total": 18, "tax": 18, "kind": 22, "document": 18}
_WORDS, _DAY, _MONEY = "@", "yyyy-mm-dd", "#,##0.00"
_FORMS = {"day": _DAY, **dict.fromkeys(("amount", "total", "tax"), _MONEY)}


def template(*, by: Actor, grant_id: UUID, tongue: str) -> tuple[str, bytes]:
    """The name and bytes of the workbook, in French or English. Payees by code and sort, never by name. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    with override(tongue):
        lists: dict[str, list[tuple[str, str]]] = {
            "kind": [(str(words), code) for code, words in KINDS.items()],
            "payee": [(one.code, str(PAYEE_KINDS.get(one.kind, one.kind))) for one in payees_of(by).order_by("code")],
            "line": [(line.code, line.title) for line in lines_in_force(grant)],
            "activity": [(one.code, one.title) for one in activities_of(grant)],
            "currency": [(code, word.label(language())) for code, word in terms.vocabulary("currencies").items()],
        }
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = _("Expenses")
        _headings(sheet)
        codes = book.create_sheet(_("Codes"))
        for at, (name, rows) in enumerate(lists.items()):
            _listed(codes, at * 3, str(COLUMNS[name]), rows)
            if rows:
                _offer(sheet, name, f"{quote_sheetname(codes.title)}!${letter(at * 3)}$2:${letter(at * 3)}${len(rows) + 1}")
        book.properties.title, book.properties.creator = grant.code, ""
    out = io.BytesIO()
    book.save(out)
    return "expenses.xlsx", out.getvalue()


def _headings(sheet: Worksheet) -> None:
    """The headings, and below them cells of their sort: a number of a document or a line that looks like a day stays words."""
    sheet.freeze_panes = "B2"
    for at, name in enumerate(TEMPLATE):
        column = sheet.column_dimensions[letter(at)]
        column.width, column.number_format = _WIDTHS.get(name, 15), _FORMS.get(name, _WORDS)
        cell = sheet.cell(1, at + 1, str(COLUMNS[name]))
        cell.font, cell.fill = BOLD, HEAD


def _listed(sheet: Worksheet, at: int, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    """Codes and beside them what they are; never a formula, whatever they begin with."""
    sheet.column_dimensions[letter(at)].width, sheet.column_dimensions[letter(at + 1)].width = 20, 40
    head = sheet.cell(1, at + 1, heading)
    head.font, head.fill = BOLD, HEAD
    for row, pair in enumerate(rows, 2):
        for column, words in enumerate(pair, at + 1):
            cell = sheet.cell(row, column, words)
            cell.data_type, cell.number_format = "s", _WORDS


def _offer(sheet: Worksheet, name: str, where: str) -> None:
    """Offers a list for the cells of a column; what is typed all the same is judged when the spreadsheet is read."""
    at = letter(TEMPLATE.index(name))
    offered = DataValidation(type="list", formula1=where, allow_blank=True, showErrorMessage=False)
    offered.add(f"{at}2:{at}{MOST + 1}")
    sheet.add_data_validation(offered)
