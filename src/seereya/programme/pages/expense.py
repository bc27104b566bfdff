"""One expense: what it is charged to, what proves it, who pays it, whether it counts and why."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.programme import permissions_money as permissions
from seereya.programme import wording_money as words
from seereya.programme.models import Expense, ExpensePiece, ExpenseShare, Payee, Payment
from seereya.programme.pages.lists import STATUS_KINDS, amount
from seereya.programme.pages.money import Context, columns, eur, on, said, units_said
from seereya.programme.permissions import INSIDE
from seereya.programme.queries import ledger as queries
from seereya.programme.rules_expenses import Piece, State
from seereya.programme.services.expenses import read_content
from seereya.programme.services.workbooks import source_words
from seereya.reference import terms
from seereya.reference.saying import term
from seereya.vault import services as vaults


def expense(by: Actor, expense_id: UUID) -> Context:
    """One expense: what it is charged to, what proves it, who pays it, whether it counts and why. Raises `NotThere`."""
    row = queries.expense_of(by, expense_id)
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id)
    content = read_content(row, keys) if keys else None
    keeps = row.organisation_id == by.organisation_id and by.holds(*permissions.KEEPERS) and keys is not None
    payment = Payment.objects.select_related("prepared_by", "approved_by", "paid_by").filter(expense=row).first()
    decides = by.holds(*permissions.APPROVERS) and keys is not None
    notices = [{"kind": "waits", "text": words.REASONS[code]} for code in row.computed]
    if content and content.returned and row.state == State.DRAFT:
        notices.append({"kind": "late", "text": _("Returned: %(why)s") % {"why": content.returned}})
    actions = (
        [{"url": reverse("programme:expense-edit", args=[row.id]), "label": _("Correct")}]
        if keeps and row.state == State.DRAFT
        else []
    )
    parts = [
        {"facts": _facts(row, content.words if content else _("sealed; opened by whoever holds the finance vault"))},
        _shares_part(by, row),
        _pieces_part(row, content.pieces if content else {}, keeps=keeps),
        _payment_part(by, row, payment),
        _eligibility_part(row, content.decision if content else "", decides=decides),
    ]
    if row.payee and row.organisation_id == by.organisation_id:
        parts.append(_payee_part(row.payee, may_open=by.holds(*permissions.APPROVERS)))
    badges = [
        {"text": words.STATES[row.state], "kind": words.STATE_KINDS[State(row.state)]},
        {"text": term("cost_eligibility", row.status), "kind": STATUS_KINDS.get(row.status, "late")},
    ]
    heading = _("Expense no. %(number)s of %(partner)s") % {"number": row.number, "partner": row.organisation.code}
    crumbs = [
        {"url": reverse("programme:expenses", args=[row.grant_id]), "label": _("Expenses")}, {"label": heading},
    ]  # fmt: skip
    return {
        "heading": heading, "reference": f"{row.grant.code} · {row.organisation.code}-{row.number}", "badges": badges, "notices": notices,
        "parts": parts, "actions": actions, "breadcrumb": crumbs,
    }  # fmt: skip


def _facts(row: Expense, what: str) -> list[Context]:
    rate = _("%(units)s for one euro (%(source)s)") % {
        "units": units_said(row.units), "source": source_words(row.rate_source),
    }  # fmt: skip
    return [
        {"label": _("Kind"), "value": words.KINDS[row.kind]},
        {"label": _("Document"), "value": f"{row.document_number}, {on(row.spent_on)}"},
        {"label": _("Payee (code)"), "value": row.payee.code if row.payee else _("nobody in particular")},
        {"label": _("Amount"), "value": amount(row.amount, row.currency)},
        {"label": _("Rate"), "value": rate},
        {"label": _("In euros"), "value": said(row.eur)},
        *([{"label": _("Tax that the State gives back"), "value": amount(row.tax, row.currency)}] if row.tax else []),
        {"label": _("What for"), "value": what or "–"},
        {"label": _("Entered by"), "value": f"{row.made_by.handle}, {date_format(row.made_at, 'j F Y, H:i')}"},
    ]


def _activity_cell(share: ExpenseShare, *, linked: bool) -> Context:
    planned = share.for_activity
    if planned is None:
        return {"text": share.activity, "note": _("no activity of this grant") if share.activity else ""}
    url = reverse("programme:activity", args=[planned.id]) if linked else ""
    return {"text": planned.code, "url": url, "note": planned.title}


def _shares_part(by: Actor, row: Expense) -> Context:
    linked = by.holds(*INSIDE)
    rows = [
        {"cells": [
            {"text": line.code, "reference": True} if line else {"badge": _("no line yet"), "kind": "waits"}, line.title if line else "",
            _activity_cell(share, linked=linked), {"text": amount(share.amount, row.currency), "numeric": True}, eur(share.eur),
            eur(share.counted),
        ]}
        for share, line in queries.shares_of(row)
    ]  # fmt: skip
    heads = columns(
        _("Budget line"), _("What for"), _("Activity"), _("Amount"), _("In euros"), _("Counted"), numeric=frozenset({3, 4, 5})
    )
    return {"heading": _("Charged to"), "table": {"caption": _("Charged to"), "columns": heads, "rows": rows}}


def _pieces_part(row: Expense, why: dict[str, str], *, keeps: bool) -> Context:
    order = list(terms.vocabulary("expense_evidence"))
    found: list[ExpensePiece] = sorted(row.pieces.select_related("changed_by"), key=lambda one: order.index(one.kind))
    rows = []
    for one in found:
        note = {"url": reverse("programme:piece", args=[row.id, one.kind]), "text": _("Note it")} if keeps else ""
        scan = {"url": reverse("programme:scan", args=[one.id]), "text": _("Open the scan")} if one.item else ""
        rows.append({
            "cells": [
                term("expense_evidence", one.kind),
                {"badge": words.PIECES[one.state], "kind": words.PIECE_KINDS[Piece(one.state)], "note": why.get(one.kind, "")},
                one.binder, scan, note,
            ]
        })  # fmt: skip
    others = [code for code in order if code not in {one.kind for one in found}]
    links = [
        {"url": reverse("programme:piece", args=[row.id, code]), "label": term("expense_evidence", code)}
        for code in others
        if keeps and code in _EXTRA
    ]
    heads = columns(_("Piece"), _("Where it stands"), _("Binder"), _("Scan"), _("Change"))
    return {
        "id": "pieces", "heading": _("Checklist"), "text": _("Pieces this kind of expense asks for."), "links": links,
        "table": {"caption": _("Checklist"), "columns": heads, "rows": rows},
    }  # fmt: skip


# Pieces any expense may carry although its kind does not ask for them.
_EXTRA = frozenset({"XE-PRO", "XE-ATTEST", "XE-ATT-P", "XE-FX"})


def _payment_part(by: Actor, row: Expense, payment: Payment | None) -> Context:
    facts, posts, links = [], [], []
    if payment:
        who = [
            (_("Prepared by"), payment.prepared_by, payment.prepared_at), (_("Approved by"), payment.approved_by, payment.approved_at),
        ]  # fmt: skip
        facts = [
            {"label": label, "value": f"{one.handle}, {date_format(at, 'j F Y, H:i')}"} for label, one, at in who if one and at
        ]
        if payment.paid_on and payment.paid_by:
            facts.append(
                {"label": _("Paid"), "value": f"{on(payment.paid_on)}, {words.MEANS[payment.means]} ({payment.paid_by.handle})"}
            )
    own = row.organisation_id == by.organisation_id
    if own and row.state == State.DRAFT and by.holds(*permissions.KEEPERS):
        posts.append(
            {"url": reverse("programme:payment-prepare", args=[row.id]), "label": _("Prepare the payment"), "kind": "primary"}
        )
    if own and row.state == State.PREPARED and by.holds(*permissions.APPROVERS) and payment and payment.prepared_by_id != by.id:
        posts.append(
            {
                "url": reverse("programme:payment-approve", args=[row.id]),
                "label": _("Approve it as second person"),
                "kind": "primary",
            }
        )
    if own and row.state in {State.PREPARED, State.APPROVED} and by.holds(*permissions.APPROVERS):
        links.append({"url": reverse("programme:payment-return", args=[row.id]), "label": _("Return it")})
    if own and row.state == State.APPROVED and by.holds(*permissions.KEEPERS):
        links.append({"url": reverse("programme:payment-paid", args=[row.id]), "label": _("Note that it is paid")})
    text = _("One person prepares, another approves; never the same.")
    return {"id": "payment", "heading": _("Payment"), "text": text, "facts": facts, "posts": posts, "links": links}


def _eligibility_part(row: Expense, decision: str, *, decides: bool) -> Context:
    facts: list[Context] = [
        {
            "label": _("Found by the rules"),
            "value": "; ".join(str(words.REASONS[one]) for one in row.computed) or _("nothing against it"),
        }
    ]
    if row.decided_by and row.decided_at:
        value = f"{term('cost_eligibility', row.status)} ({row.decided_by.handle}, {date_format(row.decided_at, 'j F Y')})"
        facts.append({"label": _("Decided"), "value": value, "note": decision})
    links = [{"url": reverse("programme:eligibility", args=[row.id]), "label": _("Decide")}] if decides else []
    return {"id": "eligibility", "heading": _("Eligibility"), "facts": facts, "links": links}


def _payee_part(payee: Payee, *, may_open: bool) -> Context:
    card: Context = {
        "kind": "payee", "title": payee.code, "inside": _("Name and account of the payee."),
        "openers": _("Whoever keeps the ledger of this organisation."),
        "purpose_needed": True,
    }  # fmt: skip
    if may_open:
        card["open_url"] = reverse("programme:payee", args=[payee.id])
    return {"heading": _("Payee"), "card": card}
