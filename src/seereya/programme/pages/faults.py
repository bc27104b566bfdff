"""What is wrong in a spreadsheet, by line and column, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from seereya.accounts.wording import Words
from seereya.foundation.money import BadAmount, parse_amount
from seereya.foundation.tables.sheets import Fault
from seereya.programme.pages.money import Context, columns
from seereya.programme.wording_sheets import MOVED
from seereya.reference.fields_money import say_bad_amount

MOST_FAULTS = 500


def faults_part(
    faults: Sequence[Fault], said: Mapping[str, Words], named: Mapping[str, Words], *, heading: str = "", **values: str
) -> Context:
    """The faults as a table, the first five hundred of them. `said`: by code; `named`: the columns, where they may have moved."""
    rows = [_fault(one, said, named, values) for one in faults[:MOST_FAULTS]]
    more = len(faults) - len(rows)
    text = _("%(count)s more are not shown. Correct these first, then read the spreadsheet again.") % {"count": more}
    table = {"caption": _("Faults"), "columns": columns(_("Where"), _("What is wrong")), "rows": rows}
    return {"heading": heading or _("Faults, by line and column"), "table": table, "text": text if more else ""}


def _fault(fault: Fault, said: Mapping[str, Words], named: Mapping[str, Words], values: Mapping[str, str]) -> Context:
    amounts = fault.code.startswith("amount_")
    what = _amount(fault.code, fault.value) if amounts else str(said[fault.code]) % {**values, "value": fault.value}
    if fault.belongs:
        what = f"{what.rstrip('.')} · {str(MOVED) % {'belongs': named[fault.belongs]}}"
    where = _("Line %(line)s") % {"line": fault.line}
    if fault.column:
        column = f"{fault.column} ({fault.heading})" if fault.heading else fault.column
        where = _("Line %(line)s, column %(column)s") % {"line": fault.line, "column": column}
    return {"cells": [where, what]}


def _amount(code: str, typed: str) -> str:
    """Why an amount is not understood, beside it as it was typed; with both readings where it has two."""
    bad = BadAmount(code.removeprefix("amount_"), typed)
    if bad.code == "ambiguous":
        try:
            parse_amount(typed)
        except BadAmount as found:
            bad = found
    said = say_bad_amount(bad)
    return said if typed in said else f"{typed} · {said}"
