"""Plants strings in every sealed field of the money: through the services, as a finance officer and a protection officer write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme.content_money import Helped, PayeeName
from seereya.programme.models import Grant, GrantPartner
from seereya.programme.rules_expenses import Kind, Piece
from seereya.programme.services import expense_sheets, expenses, payees, payments, pieces, support
from seereya.programme.services.expenses import Entry, Share
from seereya.vault.uploads import seal_stream

Take = Callable[[str], str]
_DAY = date(2025, 3, 4)


def plant(finance: Actor, take: Take) -> None:
    """A payee, an expense with its pieces, its decision and its return, a spreadsheet of expenses, a receipt of help."""
    grant = _grant(finance)
    name = PayeeName(take("payee name") or "–", take("payee account"))
    paid = payees.save_payee(by=finance, kind="supplier", name=name)
    entry = Entry(
        Kind.FEE,
        _DAY,
        f"C-{new_id().hex[-12:]}",
        Decimal(5),
        "EUR",
        [Share(None, Decimal(5))],
        paid.id,
        words=take("expense words"),
    )
    row = expenses.enter_expense(by=finance, grant_id=grant.id, entry=entry)
    scan = seal_stream(io.BytesIO(take("scan of a piece").encode() or b"-"), take("scan file name") or "a.pdf", "application/pdf")
    said = pieces.PieceSaid("XE-INV", Piece.REPLACED, "C-1", take("why a piece is replaced") or "–", scan)
    pieces.set_piece(by=finance, expense_id=row.id, said=said)
    expenses.decide_eligibility(by=finance, expense_id=row.id, status="", why=take("why a cost was judged so") or "–")
    exchange = Entry(Kind.EXCHANGE_LOSS, _DAY, f"X-{new_id().hex[-12:]}", Decimal(1), "EUR", [Share(None, Decimal(1))])
    loss = expenses.enter_expense(by=finance, grant_id=grant.id, entry=exchange)
    payments.prepare_payment(by=finance, expense_id=loss.id)
    payments.return_payment(by=finance, expense_id=loss.id, why=take("why a payment was returned") or "–")
    expense_sheets.stage_sheet(by=finance, grant_id=grant.id, data=_sheet(take("words of a spreadsheet of expenses")))
    given = support.Given("RF-MAT", Decimal(5000), "EUR", _DAY)
    helped = Helped(take("name of a victim helped") or "–", take("referral of a victim helped"))
    support.write_receipt(by=finance, grant_id=grant.id, given=given, helped=helped)


def _sheet(words: str) -> bytes:
    """A spreadsheet of one expense, read and not entered."""
    out = io.StringIO()
    rows = [
        ["document", "day", "kind", "amount", "currency", "what for"],
        [f"S-{new_id().hex[-12:]}", f"{_DAY}", "fee", "7", "EUR", words],
    ]
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def _grant(by: Actor) -> Grant:
    found = Grant.objects.filter(organisation_id=by.organisation_id).first()
    if found is not None:
        return found
    now = clock.now()
    row = Grant.objects.create(
        organisation_id=by.organisation_id, code="CANARY", title="–", funder="–", amount=Decimal(1000), starts=date(2025, 1, 1),
        ends=date(2026, 12, 31), made_by=by.member, made_at=now, changed_at=now,
    )  # fmt: skip
    GrantPartner.objects.create(grant=row, organisation_id=by.organisation_id)
    return row
