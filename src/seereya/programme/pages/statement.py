"""The month's statement of one's own ledger, to print."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection
from seereya.programme import wording_money as words
from seereya.programme.pages.lists import amount
from seereya.programme.pages.money import Context, columns, eur, framed, said
from seereya.programme.queries import ledger as queries
from seereya.programme.queries.grants import grant_of
from seereya.reference.strict import asked

_BEFORE = 24  # months before a grant in which something of it may have been spent


def statement(by: Actor, grant_id: UUID, params: Mapping[str, Any]) -> Context:
    """The monthly statement of the own ledger, to print. Raises `NotThere`, `BadSelection`."""
    grant = grant_of(by, grant_id)
    typed = asked(params, "month")["month"] or f"{clock.today():%Y-%m}"
    try:
        month = date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise BadSelection("bad_date", "month", typed) from None
    first, last = grant.starts.replace(day=1), max(clock.today(), grant.starts).replace(day=1)
    if not _month(first, -_BEFORE) <= month <= last:
        raise BadSelection("not_a_choice", "month", typed)
    found = queries.month_rows(by, grant, month)
    rows = [
        {"cells": [
            str(one["currency"]), words.STATES[str(one["state"])], {"text": one["count"], "numeric": True},
            {"text": amount(Decimal(str(one["amount"])), str(one["currency"])), "numeric": True}, eur(Decimal(str(one["eur"]))),
        ]}
        for one in found
    ]  # fmt: skip
    total = sum((Decimal(str(one["eur"])) for one in found), Decimal(0))
    heads = columns(_("Currency"), _("Payment"), _("Expenses"), _("Amount"), _("In euros"), numeric=frozenset({2, 3, 4}))
    heading = _("Statement of %(month)s") % {"month": date_format(month, "F Y")}
    before, after = _month(month, -1), _month(month, 1)
    links = [{"url": f"?month={one:%Y-%m}", "label": date_format(one, "F Y")} for one in (before, after) if first <= one <= last]
    part = {
        "facts": [{"label": _("Organisation"), "value": by.member.organisation.name}, {"label": _("Sum in euros"), "value": said(total)}],
        "table": {"caption": heading, "columns": heads, "rows": rows}, "empty": _("No expense in this month."), "links": links,
    }  # fmt: skip
    return framed(by, grant, "programme:expenses", heading=heading, parts=[part])


def _month(month: date, step: int) -> date:
    number = month.year * 12 + month.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)
