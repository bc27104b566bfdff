"""A spreadsheet of expenses in words: its columns, what is wrong with a cell, what becomes of a line."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words

# As the template names them, and the transaction list where it has them; read again, they are known (rules/expense_sheets.py).
COLUMNS: dict[str, Words] = {
    "document": _("Document no."),
    "day": _("Day"),
    "kind": _("Kind"),
    "payee": _("Payee (code)"),
    "line": _("Budget line"),
    "activity": _("Activity"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "total": _("Total of the document"),
    "tax": _("Tax that the State gives back"),
    "words": _("What for"),
    "number": _("No."),
    "partner": _("Partner"),
}
TEMPLATE = ("document", "day", "kind", "payee", "line", "activity", "amount", "currency", "total", "tax", "words")

# An amount is said by the field of amounts, with its readings.
FAULTS: dict[str, Words] = {
    "missing": _("nothing stands here, and it is needed"),
    "no_number": _("“%(value)s” has neither a letter nor a digit: your own number if the document has none"),
    "no_day": _("“%(value)s” is no day: write 2024-05-31 or 31/05/2024"),
    "in_future": _("%(value)s is still to come"),
    "outside_period": _(
        "%(value)s is outside the grant, which runs from %(starts)s to %(ends)s. Is the year right? Such a cost is entered by hand, and "
        "does not count"
    ),
    "no_kind": _("“%(value)s” is no kind of expense: see the second sheet of the template"),
    "no_payee": _("“%(value)s” is the code of no payee of your organisation: write the payee down first"),
    "no_line": _("“%(value)s” is no line of the budget in force"),
    "no_activity": _("“%(value)s” is no activity of this grant"),
    "no_currency": _("“%(value)s” is no currency of the list: write its three letters, such as EUR"),
    "no_partner": _("“%(value)s” is not a partner of this grant"),
    "no_rate": _("there is no rate for %(value)s: the coordinator’s finance officer enters it"),
    "nothing": _("an amount is above zero"),
    "tax_over": _("the tax is more than the document"),
    "too_long": _("this is too long for the column"),
    "beyond_columns": _("“%(value)s” stands beyond the last heading"),
    "double": _("the same document, amount and day stand on line %(value)s already"),
    "differs": _("of one document, line %(value)s says something else here"),
    "unbalanced": _("the parts and the total of the document do not agree: %(value)s"),
    "too_many_parts": _("the document of line %(value)s is split over more than four budget lines"),
    "parts_unsaid": _(
        "line %(value)s has the same document and day. If both are one document, write its total on each; if they are two, its own total "
        "on each"
    ),
    "stands_otherwise": _(
        "no. %(value)s of your ledger is this document, with this amount and day, and says something else of it: correct one of the two"
    ),
}

FATES: dict[str, Words] = {
    "new": pgettext_lazy("a line of a spreadsheet", "to enter"),
    "entered": pgettext_lazy("a line of a spreadsheet", "entered"),
    "stands": pgettext_lazy("a line of a spreadsheet", "in the ledger already"),
    "partner": pgettext_lazy("a line of a spreadsheet", "another partner’s: passed over"),
    "sum": pgettext_lazy("a line of a spreadsheet", "a sum: passed over"),
    "refused": pgettext_lazy("a line of a spreadsheet", "refused"),
}
FATE_KINDS = {"new": "done", "entered": "done", "stands": "quiet", "partner": "quiet", "sum": "quiet", "refused": "late"}

accounts.REFUSALS.update({
    "too_many_expense_lines": _("This spreadsheet has more than %(most)s lines. Cut it in two: what is entered once is passed over."),
    "expenses_entered_already": _("The expenses of this spreadsheet were entered already. Nothing is entered twice."),
    "nothing_to_enter": _("Everything in this spreadsheet stands in the ledger already. There is nothing to enter."),
})  # fmt: skip
accounts.SAID.update({
    "expense_sheet_read": _("Spreadsheet read. Nothing is entered yet."),
    "expense_sheet_entered": _("Entered. Each expense waits for its pieces and its payment, as if typed by hand."),
})  # fmt: skip
