"""The list of expenses of a grant, narrowed as its address says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation.selection import BadSelection
from seereya.programme import permissions_money as permissions
from seereya.programme import wording_money as words
from seereya.programme.models import Expense, ExpenseShare
from seereya.programme.pages.lists import amount, page_of, pager, status
from seereya.programme.pages.money import Context, columns, day_cell, eur, framed
from seereya.programme.queries import ledger as queries
from seereya.programme.queries.grants import grant_of, partners
from seereya.programme.rules_expenses import State
from seereya.reference import terms
from seereya.reference.saying import term
from seereya.reference.strict import asked


def expenses(by: Actor, grant_id: UUID, params: Mapping[str, Any]) -> Context:
    """The list of expenses, narrowed and paged by the database. Raises `NotThere`, `BadSelection`."""
    grant = grant_of(by, grant_id)
    wanted = asked(params, "partner", "state", "status", "kind", "activity", "q", "page")
    codes = {one.organisation.code: one.organisation_id for one in partners(grant)} if queries.leads(by, grant) else {}
    options: dict[str, Mapping[str, Any]] = {
        "partner": {code: code for code in codes},
        "state": words.STATES,
        "status": {code: term("cost_eligibility", code) for code in terms.vocabulary("cost_eligibility")},
        "kind": words.KINDS,
        "activity": {one.code: f"{one.code} {one.title}" for one in queries.activities_of(grant)},
    }
    for name, known in options.items():
        if wanted[name] and wanted[name] not in known:
            raise BadSelection("not_a_choice", name, wanted[name])
    rows = _narrowed(queries.expenses_of(by, grant), wanted, codes)
    page = page_of(wanted["page"])
    total = rows.count()
    shown = rows.select_related("organisation", "payee")[(page - 1) * queries.PAGE : page * queries.PAGE]
    actions = []
    if by.holds(*permissions.KEEPERS):
        actions.append({"url": reverse("programme:expense-new", args=[grant.id]), "label": _("Enter an expense"), "main": True})
        actions.append({"url": reverse("programme:expense-sheet-new", args=[grant.id]), "label": _("Read a spreadsheet")})
    actions.append({"url": reverse("programme:statement", args=[grant.id]), "label": _("Statement of the month")})
    part = {
        "filter": _filter(wanted, options),
        "table": {"caption": _("Expenses"), "columns": _heads(), "rows": [_row(one) for one in shown]},
        "empty": _("No expense answers to this."),
        "pager": pager(wanted, total, page),
    }
    return framed(by, grant, "programme:expenses", heading=_("Expenses"), parts=[part], actions=actions)


def _narrowed(rows: QuerySet[Expense], wanted: dict[str, str], codes: dict[str, UUID]) -> QuerySet[Expense]:
    if wanted["partner"]:
        rows = rows.filter(organisation_id=codes[wanted["partner"]])
    if wanted["activity"]:
        rows = rows.filter(Exists(ExpenseShare.objects.filter(expense=OuterRef("id"), for_activity__code=wanted["activity"])))
    for name in ("state", "status", "kind"):
        if wanted[name]:
            rows = rows.filter(**{name: wanted[name]})
    if wanted["q"]:
        found = Q(document_number__istartswith=wanted["q"]) | Q(payee__code=wanted["q"].upper())
        if wanted["q"].isascii() and wanted["q"].isdigit() and len(wanted["q"]) < 9:  # noqa: PLR2004 - numbers of a ledger
            found |= Q(number=int(wanted["q"]))
        rows = rows.filter(found)
    return rows


def _filter(wanted: dict[str, str], options: Mapping[str, Mapping[str, Any]]) -> Context:
    labels = {
        "partner": _("Partner"),
        "state": _("Payment"),
        "status": _("Eligibility"),
        "kind": _("Kind"),
        "activity": _("Activity"),
    }
    found = [
        {
            "name": name,
            "label": labels[name],
            "options": [{"value": "", "label": _("all"), "current": False}]
            + [{"value": code, "label": label, "current": code == wanted[name]} for code, label in known.items()],
        }
        for name, known in options.items()
        if known
    ]
    return {"label": _("Narrow the list"), "q": wanted["q"], "choices": found}


def _heads() -> list[Context]:
    return columns(
        _("No."), _("Partner"), _("Day"), _("Kind"), _("Document"), _("Payee"), _("Amount"), _("In euros"), _("Payment"),
        _("Eligibility"), numeric=frozenset({6, 7}),
    )  # fmt: skip


def _row(one: Expense) -> Context:
    return {
        "url": reverse("programme:expense", args=[one.id]),
        "cells": [
            str(one.number), one.organisation.code, day_cell(one.spent_on), words.KINDS[one.kind],
            {"text": one.document_number, "reference": True},
            {"text": one.payee.code, "reference": True} if one.payee else "", {"text": amount(one.amount, one.currency), "numeric": True},
            eur(one.eur), {"badge": words.STATES[one.state], "kind": words.STATE_KINDS[State(one.state)]}, status(one.status),
        ],
    }  # fmt: skip
