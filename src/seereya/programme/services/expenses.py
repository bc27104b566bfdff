"""Entering and changing an expense: converted once, split to the cent, judged by the rules; and a person's decision on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, walls
from seereya.foundation.identifiers import new_id
from seereya.foundation.money import convert
from seereya.programme import rules_expenses as rules
from seereya.programme.content_money import ExpenseContent
from seereya.programme.models import Activity, BudgetLine, Expense, ExpensePiece, ExpenseShare, Grant, GrantPartner, Payee
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules_expenses import Kind, State
from seereya.programme.services.finance_vault import keys_for_expense
from seereya.programme.services.judging import judge
from seereya.programme.services.rates import rate_for
from seereya.reference import terms
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

TABLE = "expense"
_KEY = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True)
class Share:
    """A part of an expense: on which line (its series), for which activity (its code), how much in the document's currency."""

    line: UUID | None
    amount: Decimal
    activity: str = ""


@dataclass(frozen=True)
class Entry:
    """What the document says, and what it is charged to."""

    kind: str
    spent_on: date
    document_number: str
    amount: Decimal
    currency: str
    shares: Sequence[Share]
    payee: UUID | None = None
    tax: Decimal = Decimal(0)
    words: str = ""


def document_key(number: str) -> str:
    """A document's number without what people write differently: `F-0042 / b` and `f0042B` are the same."""
    return _KEY.sub("", number.casefold())[:40]


@transaction.atomic
def enter_expense(*, by: Actor, grant_id: UUID, entry: Entry, token: UUID | None = None) -> Expense:
    """Writes an expense into the ledger of the member's organisation.

    Raises `NotThere`, `Refused`: `document_needed`, `duplicate_expense`, `split_does_not_balance`, `rate_missing`, `spent_in_future`…
    """
    if token and (sent := Expense.objects.filter(id=token, made_by=by.member).first()):
        return sent
    grant = grant_of(by, grant_id)
    partner = GrantPartner.objects.select_for_update().get(grant=grant, organisation_id=by.organisation_id)
    lines, planned = _check(by, grant, entry, None), activities_named(grant, entry)
    last = Expense.objects.filter(grant=grant, organisation_id=partner.organisation_id).aggregate(most=Max("number"))["most"]
    now = clock.now()
    row = Expense(
        id=token or new_id(), grant=grant, organisation_id=by.organisation_id, number=(last or 0) + 1,
        made_by=by.member, made_at=now, status=rules.PENDING, version=0,
    )  # fmt: skip
    keys = keys_for_expense(by, grant, row.id)
    _write(row, entry, keys, ExpenseContent())
    row.save(force_insert=True)
    _charge(row, entry, lines, planned)
    _list_pieces(by, row)
    judge(row)
    record(tag=Tag.EXPENSE_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def change_expense(*, by: Actor, expense_id: UUID, version: int, entry: Entry) -> Expense:
    """Corrects an expense that nobody prepared for payment yet. The decision on it is taken back. Raises `NotThere`, `Refused`."""
    row = own_expense(by, expense_id)
    if row.version != version:
        raise Refused("changed_meanwhile")
    if row.state != State.DRAFT:
        raise Refused("expense_is_prepared")
    keys = keys_of(by, row)
    lines, planned = _check(by, row.grant, entry, row.id), activities_named(row.grant, entry)
    content = read_content(row, keys)
    row.decided_by = row.decided_at = None
    _write(row, entry, keys, content)
    row.save()
    ExpenseShare.objects.filter(expense=row).delete()
    _charge(row, entry, lines, planned)
    _list_pieces(by, row)
    judge(row)
    record(tag=Tag.EXPENSE_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


def own_expense(by: Actor, expense_id: UUID) -> Expense:
    """An expense of the member's own organisation, locked. Raises `NotThere`."""
    found = Expense.objects.select_for_update(of=("self",)).select_related("grant", "organisation")
    row = found.filter(id=expense_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def keys_of(by: Actor, row: Expense) -> RecordKeys:
    """The keys of an expense for a change. Raises `Refused("finance_holder_needed")`."""
    keys = record_keys(keyring_of(by), [row.id]).get(row.id)
    if keys is None or not keys.holds(Group.CONTENT):
        raise Refused("finance_holder_needed")
    return keys


def read_content(row: Expense, keys: RecordKeys) -> ExpenseContent:
    """What stands sealed about an expense, at its version."""
    return ExpenseContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def store_content(row: Expense, keys: RecordKeys, content: ExpenseContent) -> None:
    """Seals the words as the next version; the caller saves the row."""
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())


def _check(by: Actor, grant: Grant, entry: Entry, expense_id: UUID | None) -> dict[UUID, BudgetLine]:
    if entry.kind not in set(Kind):
        raise Refused("expense_kind_needed")
    if entry.currency not in terms.vocabulary("currencies"):
        raise Refused("no_such_currency", currency=entry.currency[:8])
    if not document_key(entry.document_number):
        raise Refused("document_needed")
    if entry.amount <= 0:
        raise Refused("amount_needed")
    if not 0 <= entry.tax <= entry.amount:
        raise Refused("tax_over_amount")
    rules.check_spent_on(entry.spent_on, today=clock.today())
    rules.check_balanced(entry.amount, [share.amount for share in entry.shares])
    if entry.payee and not Payee.objects.filter(id=entry.payee, organisation_id=by.organisation_id).exists():
        raise Refused("no_such_payee")
    _check_twice(by, entry, expense_id)
    lines = {line.series: line for line in lines_in_force(grant)}
    if any(share.line is not None and share.line not in lines for share in entry.shares):
        raise Refused("no_such_line")
    return lines


def activities_named(grant: Grant, entry: Entry) -> dict[str, UUID]:
    """The activities of the action plan that the parts of an expense name by code. Raises `Refused("no_such_activity")`."""
    codes = {share.activity.strip() for share in entry.shares} - {""}
    if not codes:
        return {}
    found = dict(Activity.objects.filter(grant=grant, code__in=codes).values_list("code", "id"))
    if unknown := sorted(codes - set(found)):
        raise Refused("no_such_activity", activity=unknown[0][:16])
    return found


def _check_twice(by: Actor, entry: Entry, expense_id: UUID | None) -> None:
    same = Expense.objects.filter(
        organisation_id=by.organisation_id, document_key=document_key(entry.document_number), amount=entry.amount,
        currency=entry.currency, spent_on=entry.spent_on,
    )  # fmt: skip
    found = next((one for one in same if one.id != expense_id), None)
    if found is not None:
        raise Refused("duplicate_expense", number=found.number, document=found.document_number)


def _write(row: Expense, entry: Entry, keys: RecordKeys, content: ExpenseContent) -> None:
    row.kind, row.spent_on, row.payee_id = entry.kind, entry.spent_on, entry.payee
    row.document_number, row.document_key = entry.document_number.strip()[:40], document_key(entry.document_number)
    row.amount, row.currency, row.tax = entry.amount, entry.currency, entry.tax
    row.units, row.rate_source = rate_for(row.grant, entry.currency, entry.spent_on)
    row.eur = convert(entry.amount, row.units)
    content.words = entry.words.strip()
    store_content(row, keys, content)


def _charge(row: Expense, entry: Entry, lines: dict[UUID, BudgetLine], planned: dict[str, UUID]) -> None:
    """The shares in euros: each to the cent, the last one takes what rounding left, so that they come to the expense."""
    left, found = row.eur, []
    for position, share in enumerate(entry.shares, 1):
        eur = left if position == len(entry.shares) else convert(share.amount, row.units)
        left -= eur
        line, code = lines.get(share.line) if share.line else None, share.activity.strip()
        found.append(
            ExpenseShare(
                expense=row, grant_id=row.grant_id, organisation_id=row.organisation_id, position=position, line=share.line,
                top=line.top if line else 0, activity=code, for_activity_id=planned.get(code), spent_on=row.spent_on,
                amount=share.amount, eur=eur, counted=Decimal(0),
            )
        )  # fmt: skip
    ExpenseShare.objects.bulk_create(found)


def _list_pieces(by: Actor, row: Expense) -> None:
    """The checklist of its kind; pieces that are there stay, also where the kind does not ask for them."""
    there = set(row.pieces.values_list("kind", flat=True))
    asked = rules.PIECES[Kind(row.kind)]
    row.pieces.filter(state=rules.Piece.MISSING).exclude(kind__in=asked).delete()
    ExpensePiece.objects.bulk_create(
        ExpensePiece(
            expense=row, organisation_id=row.organisation_id, kind=kind, changed_by=by.member, changed_at=clock.now()
        )
        for kind in asked
        if kind not in there
    )  # fmt: skip


@transaction.atomic
def decide_eligibility(*, by: Actor, expense_id: UUID, status: str, why: str) -> Expense:
    """A person's decision on a cost, of the partner or of the coordinator; an empty status takes it back. Raises `NotThere`, `Refused`."""
    row = Expense.objects.select_for_update(of=("self",)).select_related("grant", "organisation").filter(id=expense_id).first()
    if row is None or by.organisation_id not in {row.organisation_id, row.grant.organisation_id}:
        raise NotThere
    if status and status not in terms.vocabulary("cost_eligibility"):
        raise Refused("status_needed")
    if not why.strip():
        raise Refused("reason_needed")
    keys = keys_of(by, row)
    content = read_content(row, keys)
    content.decision = why.strip()
    row.decided_by, row.decided_at = (by.member, clock.now()) if status else (None, None)
    row.status = status or row.status
    store_content(row, keys, content)
    row.save()
    judge(row)
    with walls.system("the ledger's own log says who judged its cost"):
        record(tag=Tag.COST_JUDGED, actor=by.id, organisation=row.organisation_id, subject=row.id, facts={"status": row.status})
    return row
