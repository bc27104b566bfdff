"""Pages of help to victims: codes and amounts for the ledger, a receipt to print, the register for whoever holds the identities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.programme import permissions_money as permissions
from seereya.programme.content_money import Helped
from seereya.programme.models import SupportReceipt
from seereya.programme.pages.lists import amount, page_of, pager
from seereya.programme.pages.money import Context, columns, day_cell, framed, on
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.queries.ledger import PAGE, support_of
from seereya.reference.saying import term
from seereya.reference.strict import asked


def receipts(by: Actor, grant_id: UUID, params: Mapping[str, Any]) -> Context:
    """Receipts by code. Raises `NotThere`, `BadSelection`."""
    grant = grant_of(by, grant_id)
    wanted = asked(params, "page")
    rows, page = support_of(by, grant), page_of(wanted["page"])
    total, shown = rows.count(), list(rows[(page - 1) * PAGE : page * PAGE])
    actions: list[Context] = []
    if by.holds(*permissions.REGISTER) and total:
        actions.append({"url": reverse("programme:register", args=[grant.id]), "label": _("Open the register")})
    if by.holds(*permissions.HELPERS):
        actions.append({"url": reverse("programme:support-new", args=[grant.id]), "label": _("Write a receipt"), "main": True})
    part = {
        "table": {"caption": _("Receipts"), "columns": _heads(), "rows": [_row(one) for one in shown]},
        "empty": _("No help paid to victims yet."),
        "pager": pager(wanted, total, page),
    }
    lede = _("The ledger shows codes and amounts. Who stands behind a code is sealed with the identities, apart from the money.")
    return framed(by, grant, "programme:support", heading=_("Help to victims"), lede=lede, parts=[part], actions=actions)


def _heads() -> list[Context]:
    labels = (_("Code"), _("Partner"), _("Day"), _("What it was"), _("Amount"), _("Signatures"), _("Expense"))
    return columns(*labels, numeric=frozenset({4}))


def _row(one: SupportReceipt) -> Context:
    both = one.signed_by_person and one.signed_by_second
    signed = {"badge": _("both"), "kind": "done"} if both else {"badge": _("missing"), "kind": "waits"}
    tied = str(one.expense.number) if one.expense else {"badge": _("not tied"), "kind": "waits"}
    return {
        "url": reverse("programme:receipt", args=[one.id]),
        "cells": [
            {"text": one.code, "reference": True}, one.organisation.code, day_cell(one.given_on), term("referral_services", one.help),
            {"text": amount(one.amount, one.currency), "numeric": True}, signed, tied,
        ],
    }  # fmt: skip


def receipt_of(by: Actor, receipt_id: UUID) -> SupportReceipt:
    """A receipt the member reads. Raises `NotThere`."""
    row = SupportReceipt.objects.select_related("grant", "organisation", "expense").filter(id=receipt_id).first()
    if row is None or by.organisation_id not in {row.organisation_id, row.grant.organisation_id}:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def receipt(by: Actor, receipt_id: UUID) -> Context:
    """One receipt, to print: no name stands on it. Raises `NotThere`."""
    row = receipt_of(by, receipt_id)
    own = row.organisation_id == by.organisation_id
    facts = [
        {"label": _("Code"), "value": row.code},
        {"label": _("What it was"), "value": term("referral_services", row.help)},
        {"label": _("Amount"), "value": amount(row.amount, row.currency)},
        {"label": _("Given on"), "value": on(row.given_on)},
    ]
    if row.expense:
        facts.append({"label": _("Expense"), "value": f"{row.organisation.code}-{row.expense.number}"})
    links = []
    if own and by.holds(*permissions.KEEPERS) and not row.expense:
        links.append({"url": reverse("programme:support-tie", args=[row.id]), "label": _("Tie it to its expense")})
    crumbs = [{"url": reverse("programme:support", args=[row.grant_id]), "label": _("Help to victims")}, {"label": row.code}]
    return {"receipt": row, "facts": facts, "links": links, "breadcrumb": crumbs}


def register(by: Actor, grant_id: UUID, opened: dict[UUID, Helped] | None, form: Any) -> Context:
    """The register: asked for with a purpose, then shown. Own receipts only. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    rows = register_rows(by, grant_id)
    found = [
        {"cells": [
            {"text": one.code, "reference": True}, opened[one.id].name, opened[one.id].referral, day_cell(one.given_on),
            {"text": amount(one.amount, one.currency), "numeric": True},
        ]}
        for one in rows
        if opened and one.id in opened
    ]  # fmt: skip
    heads = columns(_("Code"), _("Who received it"), _("Referral"), _("Day"), _("Amount"), numeric=frozenset({4}))
    table = {"caption": _("Register"), "columns": heads, "rows": found}
    back = reverse("programme:support", args=[grant.id])
    lede = _(
        "Open it for a purpose. With an auditor in the room, say so: it stands on the record. Nothing of it is exported or printed."
    )
    return {
        "heading": _("Register of victims helped"),
        "reference": grant.code,
        "lede": lede,
        "table": table,
        "form": form,
        "back": back,
    }


def register_rows(by: Actor, grant_id: UUID) -> list[SupportReceipt]:
    """The own receipts of a grant, at most a page of a hundred at once. Raises `NotThere`."""
    return list(support_of(by, grant_of(by, grant_id)).filter(organisation_id=by.organisation_id)[:100])
