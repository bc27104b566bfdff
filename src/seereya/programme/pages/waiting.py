"""Spreadsheets that were read for a look and still wait: below the form that brings another."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.programme.models import BudgetSheet, ExpenseSheet
from seereya.programme.pages.money import Context


def waiting_part(heading: str, rows: Sequence[BudgetSheet | ExpenseSheet], *, most: int, address: str) -> Context | None:
    """The newest of them (`most`), each a link to its page (`address`: its name), with who read it when; nothing where none waits."""
    if not rows:
        return None
    more = _("Older ones are not shown. Throw away what nobody needs.") if len(rows) > most else ""
    return {"heading": heading, "rows": [_row(one, address) for one in rows[:most]], "more": more}


def _row(sheet: BudgetSheet | ExpenseSheet, address: str) -> Context:
    read, refused = sheet.counts["read"], sheet.counts.get("refused", 0)
    note = [
        sheet.made_by.handle,
        ngettext("%(count)s line read", "%(count)s lines read", read) % {"count": read},
        ngettext("%(count)s of them with a fault", "%(count)s of them with faults", refused) % {"count": refused}
        if refused
        else "",
    ]
    label = date_format(sheet.made_at, "j F Y, H:i")
    return {"url": reverse(address, args=[sheet.id]), "label": label, "note": " · ".join(filter(None, note))}
