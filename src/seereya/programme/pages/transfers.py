"""Pages of transfers: the ledger, how far each heading is from a quarter, a trial that writes nothing, the notification to print."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts import wording as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.programme import permissions_money as permissions
from seereya.programme import rules_budget as rules
from seereya.programme.forms.money import TransferForm
from seereya.programme.models import BudgetVersion, Grant, Transfer
from seereya.programme.pages.money import Context, columns, day_cell, eur, framed, moved_cell, on, said
from seereya.programme.queries.budget import frame_of
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.queries.ledger import leads
from seereya.programme.services.transfers import simulate
from seereya.reference.saying import term
from seereya.reference.strict import asked


def transfers(by: Actor, grant_id: UUID, params: Mapping[str, Any]) -> Context:
    """The transfers of the budget in force, how far each heading is from a quarter, and a trial. Raises `NotThere`, `BadSelection`."""
    grant = grant_of(by, grant_id)
    wanted = asked(params, "source", "target", "amount", "agreement")
    actions = []
    if leads(by, grant) and by.holds(*permissions.KEEPERS):
        actions.append({"url": reverse("programme:transfer-new", args=[grant.id]), "label": _("Record a transfer"), "main": True})
    context = framed(by, grant, "programme:transfers", heading=_("Transfers between headings"), actions=actions)
    frame = frame_of(grant)
    if frame is None:
        return context | {"notices": [{"kind": "waits", "text": accounts.say(Refused("no_budget_adopted"))}], "parts": []}
    form = TransferForm(params if any(wanted.values()) else None, try_only=True)
    parts = [
        _standings_part(rules.standings(frame.reference, frame.moves), _("How far each heading is from a quarter")),
        *_trial(by, grant, form),
        _ledger_part(frame.transfers),
    ]
    return context | {
        "parts": parts,
        "lede": _("Reference: version %(number)s of the budget.") % {"number": frame.version.number},
    }


def _standings_part(found: list[rules.Standing], heading: str) -> Context:
    rows = [
        {"cells": [
            term("eu_budget_headings", f"B{one.line}"), eur(one.reference), eur(one.moved), eur(one.allowed), moved_cell(one),
            eur(one.excess),
        ]}
        for one in found
    ]  # fmt: skip
    heads = columns(
        _("Heading"),
        _("Reference"),
        _("Moved, all transfers"),
        _("A quarter"),
        _("Changed by"),
        _("Over"),
        numeric=frozenset(range(1, 6)),
    )
    text = _(
        "Without an addendum, all transfers together may change a heading by 25% of its reference at most, giving and receiving; what is "
        "over is ineligible (general conditions, art. 9)."
    )
    return {"heading": heading, "text": text, "table": {"caption": heading, "columns": heads, "rows": rows}}


def _trial(by: Actor, grant: Grant, form: TransferForm) -> list[Context]:
    """What if: nothing is written."""
    part: Context = {
        "id": "trial",
        "heading": _("What if?"),
        "text": _("Try a transfer. Nothing is written."),
        "form": form,
        "verb": _("Try it"),
    }
    if not form.is_bound or not form.is_valid():
        return [part]
    try:
        tried = simulate(by=by, grant_id=grant.id, wanted=form.wanted())
    except Refused as refused:
        return [part | {"notices": [{"kind": "late", "text": accounts.say(refused)}]}]
    if tried.excess:
        words = _("%(amount)s of it would stand over a quarter: ineligible without an addendum.") % {"amount": said(tried.excess)}
        notice = {"kind": "late", "text": words}
    else:
        notice = {"kind": "info", "text": _("It stays within a quarter, for both headings.")}
    return [part | {"notices": [notice]}, _standings_part(tried.after, _("After this transfer"))]


def _ledger_part(rows: list[Transfer]) -> Context:
    made = [
        {
            "url": reverse("programme:transfer", args=[one.id]),
            "cells": [
                str(one.number), day_cell(one.made_at.date()), f"{one.source} → {one.target}", eur(one.amount),
                {"badge": said(one.excess), "kind": "late"} if one.excess else "", one.reason,
                on(one.notified_on) or {"badge": _("to notify"), "kind": "waits"},
            ],
        }
        for one in rows
    ]  # fmt: skip
    heads = columns(
        _("No."), _("Day"), _("From, to"), _("Amount"), _("Ineligible"), _("Why"), _("Funder told on"), numeric=frozenset({3})
    )
    heading = _("Transfers recorded")
    return {"heading": heading, "table": {"caption": heading, "columns": heads, "rows": made}, "empty": _("No transfer yet.")}


def transfer(by: Actor, transfer_id: UUID) -> Context:
    """The notification of a transfer with its comparative table, to print. Raises `NotThere`."""
    row = Transfer.objects.select_related("grant", "version", "made_by").filter(id=transfer_id).first()
    if row is None:
        raise NotThere
    grant = grant_of(by, row.grant_id)
    facts = [
        {"label": _("Contract"), "value": grant.contract or grant.code},
        {"label": _("From, to"), "value": f"{row.source} → {row.target}"},
        {"label": _("Amount"), "value": said(row.amount)},
        {"label": _("Why"), "value": row.reason},
        *([{"label": _("Written approval of the funder"), "value": row.agreement}] if row.agreement else []),
        *([{"label": _("Over a quarter, taken on as ineligible"), "value": said(row.excess)}] if row.excess else []),
        {"label": _("Recorded by"), "value": f"{row.made_by.handle}, {on(row.made_at.date())}"},
    ]
    actions = []
    if leads(by, grant) and by.holds(*permissions.KEEPERS) and not row.notified_on:
        notify = reverse("programme:transfer-notify", args=[row.id])
        actions.append({"url": notify, "label": _("Note that the funder was told"), "main": True})
    badge = {"text": on(row.notified_on), "kind": "done"} if row.notified_on else {"text": _("to notify"), "kind": "waits"}
    text = _("We notify a change of the budget between main headings, within the limits of article 9 of the general conditions.")
    heading = _("Notification of transfer no. %(number)s") % {"number": row.number}
    parts = [{"text": text, "facts": facts}, {"heading": _("Comparative table"), "table": _compared(row, heading)}]
    return framed(by, grant, "programme:transfers", heading=heading, badges=[badge], parts=parts, actions=actions)


def _compared(row: Transfer, caption: str) -> Context:
    """Each heading before this transfer and after it."""
    moves = [rules.Move(one.source, one.target, one.amount, one.agreed) for one in row.version.transfers.order_by("number")]
    reference, place = _reference(row.version), row.number - _earlier(row)
    sums = rules.totals(reference)
    before, after = rules.current(reference, moves[: place - 1]), rules.current(reference, moves[:place])
    rows = [
        {"cells": [
            term("eu_budget_headings", f"B{line}"), eur(sums[line]), eur(before[line]), eur(after[line] - before[line]), eur(after[line]),
        ]}
        for line in rules.ALL_LINES
    ]  # fmt: skip
    heads = columns(_("Heading"), _("Reference"), _("Before"), _("This transfer"), _("After"), numeric=frozenset(range(1, 5)))
    return {"caption": caption, "columns": heads, "rows": rows}


def _earlier(row: Transfer) -> int:
    """How many transfers of earlier versions stand before those of this one: numbers run through the whole grant."""
    return Transfer.objects.filter(grant_id=row.grant_id, number__lt=row.number).exclude(version_id=row.version_id).count()


def _reference(version: BudgetVersion) -> dict[int, Decimal]:
    found = dict.fromkeys(rules.TYPED, rules.ZERO)
    for line in version.lines.all():
        found[line.top] += line.amount
    return found
