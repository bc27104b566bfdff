"""Spreadsheets that somebody brings: a budget, expenses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seereya.vault.forms_sheets import SheetForm


class BudgetSheetForm(SheetForm):
    """The lines of a budget out of a spreadsheet."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "An .xlsx workbook (its first sheet) or a .csv table, with headings in the first line: line, heading, what for, unit, units "
            "year 1, unit value; and where there are any units year 2 to 5, partner, amount, justification. In any order, in French or "
            "English. Take the lines out as a workbook to have one with these headings."
        ),
    )


class ExpenseSheetForm(SheetForm):
    """Expenses out of a spreadsheet."""

    def __init__(self, data: Any = None, files: Any = None, *, template: str, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.fields["file"].help_text = format_html(
            '{} <a href="{}">{}</a>',
            gettext(
                "An .xlsx workbook (its first sheet) or a .csv table, with headings in the first line: document no., day, kind, amount, "
                "currency; and where there are any payee (code), budget line, activity, total of the document, tax that the State gives "
                "back, what for. In any order, in French or English. One line for each document; for one split over several budget lines, "
                "a line for each part and the total of the document on each."
            ),
            template,
            gettext("Take an empty workbook with the codes to choose from"),
        )
