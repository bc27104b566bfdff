"""What the forms of the ledger start from, and what they lead to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.foundation import clock
from seereya.programme.forms.expenses import initial_of_expense
from seereya.programme.forms.money import ExportForm
from seereya.programme.models import Expense, ExpensePiece, Grant, Payee
from seereya.programme.queries import logframe
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.queries.ledger import activities_of, expense_of, payees_of, shares_of
from seereya.programme.services.expenses import read_content
from seereya.programme.services.ledger import Out, export_transactions, export_workbook
from seereya.programme.services.payees import open_payee
from seereya.programme.wording_money import PAYEE_KINDS
from seereya.reference import terms
from seereya.vault import services as vaults

OFFERED = 500


def choices_of(by: Actor, grant_id: UUID) -> tuple[Grant, dict[str, Any]]:
    """Budget lines, payees and activities the form of an expense offers. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    planned = [(one.code, one.title) for one in activities_of(grant)]
    return grant, {"lines": lines_in_force(grant), "payees": list(payees_of(by)[:OFFERED]), "activities": planned}


def own(by: Actor, expense_id: UUID) -> Expense:
    """An expense of the own ledger. Raises `NotThere`."""
    row = expense_of(by, expense_id)
    if row.organisation_id != by.organisation_id:
        raise NotThere
    return row


def read(by: Actor, expense_id: UUID) -> Expense:
    """An expense the member reads. Raises `NotThere`."""
    return expense_of(by, expense_id)


def correcting(by: Actor, expense_id: UUID) -> tuple[Expense, dict[str, Any], dict[str, Any]]:
    """An expense with what its form offers and starts from. Raises `NotThere`, `Refused("finance_holder_needed")`."""
    row = own(by, expense_id)
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id)
    if keys is None:
        raise Refused("finance_holder_needed")
    _grant, choices = choices_of(by, row.grant_id)
    if row.payee and row.payee not in choices["payees"]:
        choices["payees"].append(row.payee)
    shares = [share for share, _line in shares_of(row)]
    for share in shares:
        if share.activity and not share.for_activity:  # typed before the plan was asked: offered as it stands, refused when saved
            choices["activities"].append((share.activity, _("(no activity of this grant)")))
    return row, choices, initial_of_expense(row, shares, read_content(row, keys).words)


def piece_initial(by: Actor, expense_id: UUID, kind: str) -> dict[str, Any]:
    """What is noted about a piece now. Raises `NotThere`."""
    row = own(by, expense_id)
    if kind not in terms.vocabulary("expense_evidence"):
        raise NotThere
    found = row.pieces.filter(kind=kind).first()
    return {"state": found.state if found and found.state != "missing" else "there", "binder": found.binder if found else ""}


def scanned(by: Actor, piece_id: UUID) -> ExpensePiece:
    """A piece with a scan, of an expense the member reads. Raises `NotThere`."""
    found = ExpensePiece.objects.filter(id=piece_id).exclude(item=None).first()
    if found is None:
        raise NotThere
    expense_of(by, found.expense_id)
    return found


def payee(by: Actor, payee_id: UUID, purpose: str | None) -> dict[str, Any]:
    """A payee: the closed card, or the name where a purpose was given. Raises `NotThere`, `Refused("purpose_needed")`."""
    row = Payee.objects.filter(id=payee_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    card: dict[str, Any] = {
        "kind": "payee", "title": row.code, "inside": _("Name and account of the payee."), "purpose_needed": True,
        "openers": _("Whoever keeps the ledger of this organisation."), "open_url": reverse("programme:payee", args=[row.id]),
    }  # fmt: skip
    if purpose is not None:
        opened = open_payee(by=by, payee_id=row.id, purpose=purpose)
        card |= {
            "facts": [{"label": _("Name"), "value": opened.name}, {"label": _("Account"), "value": opened.account or "–"}],
            "purpose": purpose,
        }
    facts = [{"label": _("Who it is"), "value": PAYEE_KINDS[row.kind]}]
    return {"heading": row.code, "parts": [{"facts": facts, "card": card}]}


def quarter(grant: Grant) -> dict[str, date]:
    """The last full quarter, within the grant; the whole of it until now where none is full yet."""
    today = min(clock.today(), grant.ends)
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    ends = first - timedelta(days=1)
    if ends < grant.starts:
        return {"starts": grant.starts, "ends": max(today, grant.starts)}
    return {"starts": max(date(ends.year, ends.month - 2, 1), grant.starts), "ends": ends}


def taken_out(by: Actor, grant_id: UUID, form: ExportForm, language: str) -> Out:
    """The file somebody asks for. Raises `NotThere`, `Refused`."""
    starts, ends = form.period()
    if form.cleaned_data["kind"] == "transactions":
        return export_transactions(by=by, grant_id=grant_id, starts=starts, ends=ends, language=language)
    grant = grant_of(by, grant_id)
    version = logframe.in_force(grant)
    rows = logframe.logframe_rows(grant, version, ends, told=True) if version else []
    return export_workbook(by=by, grant_id=grant_id, starts=starts, ends=ends, language=language, logframe=rows)
