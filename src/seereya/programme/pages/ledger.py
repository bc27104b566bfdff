"""Pages of the ledger: the list of expenses, one expense with its pieces and its payment, payees, the month's statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.money import format_amount
from seereya.foundation.selection import BadSelection
from seereya.programme import permissions_money as permissions
from seereya.programme import wording_money as words
from seereya.programme.models import Expense, ExpensePiece, ExpenseShare, Payee, Payment
from seereya.programme.pages.money import Context, columns, day_cell, eur, framed, on, said, units_said
from seereya.programme.permissions import INSIDE
from seereya.programme.queries import ledger as queries
from seereya.programme.queries.grants import grant_of, partners
from seereya.programme.queries.rates import decimals_of
from seereya.programme.rules_expenses import Piece, State
from seereya.programme.services.expenses import read_content
from seereya.programme.services.workbooks import source_words
from seereya.reference import terms
from seereya.reference.saying import language, term
from seereya.reference.strict import asked
from seereya.vault import services as vaults

STATUS_KINDS = {"EL-OK": "done", "EL-PEN": "waits"}
FARTHEST = 10_000
_BEFORE = 24  # months before a grant in which something of it may have been spent


def amount(value: Decimal, currency: str) -> str:
    """An amount in its own currency."""
    return format_amount(value, language(), currency, decimals=decimals_of(currency))


def status(code: str) -> Context:
    """A status of eligibility as a badge."""
    return {"badge": term("cost_eligibility", code), "kind": STATUS_KINDS.get(code, "late")}


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


def page_of(typed: str) -> int:
    """The page an address asks for. Raises `BadSelection`."""
    if not typed:
        return 1
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= FARTHEST:
        raise BadSelection("bad_page", "page", typed)
    return int(typed)


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


def pager(wanted: dict[str, str], total: int, page: int) -> Context | None:
    """The ways to the pages before and after, where there are several."""
    if total <= queries.PAGE and page == 1:
        return None

    def url(number: int) -> str:
        return "?" + urlencode({name: value for name, value in wanted.items() if value and name != "page"} | {"page": number})

    first = (page - 1) * queries.PAGE + 1
    return {
        "total": total,
        "first": min(first, total),
        "last": min(page * queries.PAGE, total),
        "previous_url": url(page - 1) if page > 1 else "",
        "next_url": url(page + 1) if page * queries.PAGE < total else "",
    }


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
