"""A budget's spreadsheet as it was read: every line accounted for, every fault by line and column."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation.tables.sheets import Fault
from seereya.programme import wording_sheets as words
from seereya.programme.models import BudgetSheet, BudgetVersion
from seereya.programme.pages.faults import faults_part
from seereya.programme.pages.money import Context, columns, eur, framed
from seereya.programme.pages.waiting import waiting_part
from seereya.programme.queries.budget import charged
from seereya.programme.rules import sheets as rules
from seereya.programme.services.budget_sheets import GONE, NEWEST, sheet_of, waiting_sheets

_ORDER = ("new", "changed", "same", "gone", "passed", "refused")


def sheet(by: Actor, sheet_id: UUID) -> Context:
    """The page before it is taken over, and after. Raises `NotThere`."""
    row = sheet_of(by, sheet_id)
    total = row.counts["read"]
    lede = ngettext("%(count)s line read", "%(count)s lines read", total) % {"count": total}
    parts: list[Context] = [
        {"figures": [{"label": words.FATES[one], "value": row.counts[one]} for one in _ORDER if row.counts.get(one)]}
    ]
    faults = [Fault(**fault) for line in row.rows for fault in line["faults"]]
    if faults:
        parts.append(faults_part(faults, words.FAULTS, words.COLUMNS))
    parts.append(_lines(row))
    notice, posts = _standing(row)
    if row.taken_over_at is None:
        posts.append(
            {"url": reverse("programme:budget-sheet-throw-away", args=[row.id]), "label": _("Throw it away"), "kind": ""}
        )
    notices = [notice, *_orphans(row)]
    parts[0] |= {"posts": posts, "links": _links(row)}
    version = reverse("programme:budget", args=[row.version_id])
    crumbs = [{"url": version, "label": f"{row.version.number}. {row.version.reason}"}, {"label": _("A spreadsheet")}]
    return framed(
        by, row.version.grant, "programme:money", heading=_("A budget out of a spreadsheet"), lede=f"{lede} · SHA-256 {row.sha256[:16]}…",
        notices=notices, parts=parts, breadcrumb=crumbs,
    )  # fmt: skip


def waiting(by: Actor, version: BudgetVersion) -> Context | None:
    """What the own organisation read for this version and did not take over."""
    return waiting_part(_("Read and not taken over"), waiting_sheets(by, version), most=NEWEST, address="programme:budget-sheet")


def _standing(row: BudgetSheet) -> tuple[Context, list[Context]]:
    """Where it stands in a sentence, and the button where it can be taken over."""
    counts = row.counts
    if row.taken_over_at is not None:
        return {"kind": "info", "text": _("Taken over. Reading the same file again takes over nothing twice.")}, []
    if counts.get("refused"):
        said = _("Nothing is taken over while a line has a fault. Correct the spreadsheet and read it again.")
        return {"kind": "late", "text": said}, []
    if not any(counts.get(one) for one in ("new", "changed", "gone")):
        return {"kind": "info", "text": _("Everything in it stands here already. There is nothing to take over.")}, []
    take = {"url": reverse("programme:budget-sheet-take", args=[row.id]), "label": _("Take all of it over"), "kind": "primary"}
    said = _("Nothing is taken over yet. Then this version has these lines, in this order, and no others.")
    return {"kind": "waits", "text": said}, [take]


def _orphans(row: BudgetSheet) -> list[Context]:
    """Lines that would be taken out although expenses are charged to them."""
    if row.taken_over_at is not None:
        return []
    found = charged(row.version, [one["values"]["code"] for one in row.rows if one["fate"] == GONE])
    if not found:
        return []
    said = _(
        "Expenses are charged to lines that the file lacks: %(lines)s. Without their line they count nowhere in the comparison."
    )
    return [{"kind": "late", "text": said % {"lines": ", ".join(found)}}]


def _links(row: BudgetSheet) -> list[Context]:
    version = {"url": reverse("programme:budget", args=[row.version_id]), "label": _("Show the version")}
    if row.version.adopted_on is not None:
        return [version]
    return [
        {"url": reverse("programme:budget-sheet-new", args=[row.version_id]), "label": _("Read another spreadsheet")},
        version,
    ]


def _lines(row: BudgetSheet) -> Context:
    rows = []
    for one in row.rows:
        values, fate = one["values"], one["fate"]
        clean = fate not in {"refused", "passed", "gone"}
        rows.append({
            "cells": [
                {"text": one["line"] or "–", "numeric": True}, {"badge": words.FATES[fate], "kind": words.FATE_KINDS[fate]},
                {"text": values.get("code", ""), "reference": True}, values.get("heading", ""), values.get("title", ""),
                values.get("partner", ""), eur(rules.amount_of(values) if clean else None),
            ]
        })  # fmt: skip
    heads = columns(
        _("Line"), _("What becomes of it"), _("Line of the budget"), _("Heading"), _("What for"), _("Partner"), _("Amount"),
        numeric=frozenset({0, 6}),
    )  # fmt: skip
    return {"heading": _("Every line"), "table": {"caption": _("Every line"), "columns": heads, "rows": rows}}
