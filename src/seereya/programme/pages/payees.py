"""The payees of one's own organisation, by code."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.programme import permissions_money as permissions
from seereya.programme import wording_money as words
from seereya.programme.pages.money import Context, columns, day_cell
from seereya.programme.queries import ledger as queries


def payees(by: Actor) -> Context:
    """The payees of one's own organisation, by code."""
    rows = [
        {
            "url": reverse("programme:payee", args=[one.id]),
            "cells": [{"text": one.code, "reference": True}, words.PAYEE_KINDS[one.kind], day_cell(one.made_at.date())],
        }
        for one in queries.payees_of(by)[:500]
    ]
    table = {"caption": _("Payees"), "columns": columns(_("Code"), _("Who it is"), _("Since")), "rows": rows}
    action = {"url": reverse("programme:payee-new"), "label": _("Write down a payee"), "main": True}
    parts = [{"table": table, "empty": _("No payee yet.")}]
    lede = _("Names are sealed; lists, exports and the auditor see codes.")
    return {"heading": _("Payees"), "lede": lede, "parts": parts, "actions": [action] if by.holds(*permissions.KEEPERS) else []}
