"""A budget's spreadsheet in words: its columns, what is wrong with a cell, what becomes of a line."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts.wording import Words

# As the workbook that leaves names them; read again, they are known (rules/sheets.py).
COLUMNS: dict[str, Words] = {
    "code": _("Line"),
    "heading": pgettext_lazy("column of a budget", "Heading"),
    "title": _("What for"),
    "unit": _("Unit"),
    **{f"year_{year}": format_lazy(_("Units year {year}"), year=year) for year in range(1, 6)},
    "unit_value": _("Unit value"),
    "partner": _("Partner"),
    "amount": _("Amount"),
    "justification": _("Justification"),
}

# Where the columns seem to have moved, the sentence below is added. An amount is said by the field of amounts, with its readings.
FAULTS: dict[str, Words] = {
    "missing": _("nothing stands here, and it is needed"),
    "unknown": _("“%(value)s” is neither the code nor the words of a heading of annex III"),
    "a_sum": _("“%(value)s” is a sum of annex III: nothing is budgeted on it"),
    "no_partner": _("“%(value)s” is not a partner of this grant"),
    "no_code": _("“%(value)s” is not the number of a line, such as 5.7.1"),
    "no_words": _("“%(value)s” stands where words are expected"),
    "another_amount": _("%(value)s is not what units by unit value come to"),
    "too_long": _("this is too long for the column"),
    "beyond_columns": _("“%(value)s” stands beyond the last heading"),
    "double": _("a line of this number stands on line %(value)s already"),
}
MOVED = _("it looks like a value of the column “%(belongs)s”: have the columns moved?")

FATES: dict[str, Words] = {
    "new": pgettext_lazy("a line of a spreadsheet", "new"),
    "changed": pgettext_lazy("a line of a spreadsheet", "changes what stands here"),
    "same": pgettext_lazy("a line of a spreadsheet", "stands here already"),
    "gone": pgettext_lazy("a line of a spreadsheet", "not in the file: taken out"),
    "passed": pgettext_lazy("a line of a spreadsheet", "a heading or a sum: passed over"),
    "refused": pgettext_lazy("a line of a spreadsheet", "refused"),
}
FATE_KINDS = {"new": "done", "changed": "waits", "same": "quiet", "gone": "waits", "passed": "quiet", "refused": "late"}
