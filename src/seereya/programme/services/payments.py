"""Paying takes two persons: one prepares, another approves; then it is noted that it was paid."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.programme import rules_expenses as rules
from seereya.programme.models import Expense, Payment
from seereya.programme.rules_expenses import Kind, Piece, State
from seereya.programme.services.expenses import keys_of, own_expense, read_content, store_content

MEANS = ("transfer", "cheque", "mobile", "cash")


@transaction.atomic
def prepare_payment(*, by: Actor, expense_id: UUID) -> Payment:
    """Puts an expense before a second person. Raises `NotThere`, `Refused` with what is missing."""
    row = own_expense(by, expense_id)
    pieces = {kind: Piece(state) for kind, state in row.pieces.values_list("kind", "state")}
    has_line = not row.shares.filter(line=None).exists()
    rules.check_prepare(state=State(row.state), kind=Kind(row.kind), has_line=has_line, has_rate=True, pieces=pieces)
    payment, _made = Payment.objects.update_or_create(
        expense=row,
        defaults={
            "organisation_id": row.organisation_id, "prepared_by": by.member, "prepared_at": clock.now(),
            "approved_by": None, "approved_at": None, "returned_at": None,
        },
    )  # fmt: skip
    _move(by, row, State.PREPARED)
    return payment


def _move(by: Actor, row: Expense, state: State) -> None:
    row.state, row.changed_at = state, clock.now()
    row.save(update_fields=["state", "changed_at"])
    record(tag=Tag.PAYMENT_MOVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"state": str(state)})


@transaction.atomic
def approve_payment(*, by: Actor, expense_id: UUID) -> Payment:
    """The second person agrees. Raises `NotThere`, `Refused`: `not_to_approve`, `same_person`."""
    row = own_expense(by, expense_id)
    payment = _payment(row, "not_to_approve")
    rules.check_approve(state=State(row.state), prepared_by=payment.prepared_by_id, by=by.id)
    payment.approved_by, payment.approved_at = by.member, clock.now()
    payment.save(update_fields=["approved_by", "approved_at"])
    _move(by, row, State.APPROVED)
    return payment


def _payment(row: Expense, code: str) -> Payment:
    payment = Payment.objects.filter(expense=row).first()
    if payment is None:
        raise Refused(code)
    return payment


@transaction.atomic
def return_payment(*, by: Actor, expense_id: UUID, why: str) -> Payment:
    """The second person sends it back to be completed, and says why. Raises `NotThere`, `Refused`."""
    row = own_expense(by, expense_id)
    if row.state not in {State.PREPARED, State.APPROVED}:
        raise Refused("not_to_approve")
    if not why.strip():
        raise Refused("reason_needed")
    payment = _payment(row, "not_to_approve")
    keys = keys_of(by, row)
    content = read_content(row, keys)
    content.returned = why.strip()
    store_content(row, keys, content)
    row.save()
    payment.approved_by = payment.approved_at = None
    payment.returned_at = clock.now()
    payment.save(update_fields=["approved_by", "approved_at", "returned_at"])
    _move(by, row, State.DRAFT)
    return payment


@transaction.atomic
def note_paid(*, by: Actor, expense_id: UUID, on: date, means: str) -> Payment:
    """The money went, on this day and in this way. Raises `NotThere`, `Refused`."""
    row = own_expense(by, expense_id)
    payment = _payment(row, "not_to_pay")
    rules.check_pay(state=State(row.state), paid_on=on, today=clock.today())
    if means not in MEANS:
        raise Refused("means_needed")
    payment.paid_by, payment.paid_on, payment.means = by.member, on, means
    payment.save(update_fields=["paid_by", "paid_on", "means"])
    _move(by, row, State.PAID)
    return payment
