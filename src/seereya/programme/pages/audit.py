"""Pages for the auditor and whoever prepares the audit: files with their digest, a check of a file, samples."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import walls
from seereya.programme import wording_money as words
from seereya.programme.models import LedgerExport, LedgerSample
from seereya.programme.pages.lists import amount, status
from seereya.programme.pages.money import Context, columns, day_cell, eur, framed, on
from seereya.programme.queries.grants import grant_of
from seereya.programme.queries.ledger import Transaction, exports_of, samples_of
from seereya.programme.services.ledger import sample_of

LATEST = 50


def period(starts: date, ends: date) -> str:
    """A period in words."""
    return f"{on(starts)} – {on(ends)}"


def audit(by: Actor, grant_id: UUID) -> Context:
    """What was taken out of the ledger, samples drawn, and the ways to do either. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    with walls.system("who of a partner took a list out, or drew a sample: the coordinator answers for it to the funder"):
        files = [_export_row(one) for one in exports_of(by, grant)[:LATEST]]
        drawn = [_sample_row(one) for one in samples_of(by, grant)[:LATEST]]
    actions = [
        {"url": reverse("programme:export-check", args=[grant.id]), "label": _("Check a file")},
        {"url": reverse("programme:sample-new", args=[grant.id]), "label": _("Draw a sample")},
        {"url": reverse("programme:export-new", args=[grant.id]), "label": _("Take out a list"), "main": True},
    ]
    heads = columns(_("File"), _("Period"), _("Size"), _("SHA-256"), _("Taken out by"))
    sample_heads = columns(_("Drawn"), _("Period"), _("Seed"), _("Transactions"), numeric=frozenset({3}))
    parts = [
        {
            "heading": _("Files taken out"),
            "text": _("The digest of each file is kept: whoever holds a copy can check that it was not changed."),
            "table": {"caption": _("Files taken out"), "columns": heads, "rows": files}, "empty": _("Nothing was taken out yet."),
        },
        {
            "heading": _("Samples"), "table": {"caption": _("Samples"), "columns": sample_heads, "rows": drawn},
            "empty": _("No sample was drawn yet."),
        },
    ]  # fmt: skip
    return framed(by, grant, "programme:audit", heading=_("Exports and samples"), parts=parts, actions=actions)


def _export_row(one: LedgerExport) -> Context:
    who = f"{one.made_by.handle} ({one.organisation.code}), {date_format(one.made_at, 'j F Y, H:i')}"
    digest = {"text": one.sha256, "reference": True}
    return {"cells": [words.EXPORTS[one.kind], period(one.starts, one.ends), filesizeformat(one.size), digest, who]}


def _sample_row(one: LedgerSample) -> Context:
    who = f"{one.made_by.handle}, {date_format(one.made_at, 'j F Y, H:i')}"
    cells = [who, period(one.starts, one.ends), {"text": one.seed, "reference": True}, {"text": len(one.drawn), "numeric": True}]
    return {"url": reverse("programme:sample", args=[one.id]), "cells": cells}


def sample(by: Actor, sample_id: UUID) -> Context:
    """A sample: each transaction leads to its expense with the pieces. Raises `NotThere`."""
    row, found = sample_of(by=by, sample_id=sample_id)
    heads = columns(
        _("Expense"), _("Budget line"), _("Activity"), _("Day"), _("Payee (code)"), _("Document"), _("Amount"), _("In euros"),
        _("Eligibility"), numeric=frozenset({6, 7}),
    )  # fmt: skip
    heading = _("Sample of %(count)s transactions") % {"count": len(found)}
    facts = [
        {"label": _("Period"), "value": period(row.starts, row.ends)},
        {"label": _("Seed"), "value": row.seed},
        {
            "label": _("How it is drawn"),
            "value": _("Transactions in the order of SHA-256 of the seed, a colon and their id; the first ones."),
        },
    ]
    parts = [{"facts": facts, "table": {"caption": heading, "columns": heads, "rows": [_row(one) for one in found]}}]
    return framed(by, row.grant, "programme:audit", heading=heading, parts=parts)


def _row(one: Transaction) -> Context:
    return {
        "url": reverse("programme:expense", args=[one.expense]),
        "cells": [
            {"text": f"{one.partner}-{one.number}", "reference": True}, one.line, one.activity, day_cell(one.day),
            {"text": one.payee, "reference": True}, {"text": one.document, "reference": True},
            {"text": amount(one.amount, one.currency), "numeric": True}, eur(one.eur), status(one.status),
        ],
    }  # fmt: skip


def checked(by: Actor, grant_id: UUID, result: tuple[str, LedgerExport | None]) -> Context:
    """Whether a file is one that left this ledger. Raises `NotThere`."""
    grant, (digest, found) = grant_of(by, grant_id), result
    if found:
        said: dict[str, Any] = {
            "file": words.EXPORTS[found.kind],
            "period": period(found.starts, found.ends),
            "day": on(found.made_at.date()),
        }
        text = _("Unchanged: this is the file “%(file)s” for %(period)s, taken out on %(day)s.") % said
        notice = {"kind": "done", "text": text}
    else:
        notice = {
            "kind": "late",
            "text": _("This is not a file that left this ledger as it is: it was changed, or comes from elsewhere."),
        }
    parts = [
        {
            "facts": [{"label": "SHA-256", "value": digest}],
            "links": [{"url": reverse("programme:audit", args=[grant.id]), "label": _("Back")}],
        }
    ]
    return framed(by, grant, "programme:audit", heading=_("Check of a file"), notices=[notice], parts=parts)
