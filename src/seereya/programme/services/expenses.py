"""Entering and changing an expense: converted once, split to the cent, judged by the rules; and a person's decision on it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record, record_each
from seereya.audit.tags import Tag
from seereya.foundation import clock, walls
from seereya.foundation.identifiers import new_id
from seereya.programme import rules_expenses as rules
from seereya.programme.content_money import ExpenseContent
from seereya.programme.models import Expense, ExpensePiece, ExpenseShare, Grant, GrantPartner
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules_expenses import Kind, Piece, State
from seereya.programme.services.entries import Document, Entry, Known, Share, document_key, document_of
from seereya.programme.services.finance_vault import keys_for_expenses
from seereya.programme.services.judging import AT_ONCE, Held, judge, weigh
from seereya.reference import terms
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

__all__ = ["TABLE", "Entry", "Share", "document_key"]

TABLE = "expense"


@transaction.atomic
def enter_expense(*, by: Actor, grant_id: UUID, entry: Entry, token: UUID | None = None) -> Expense:
    """Writes an expense into the ledger of the member's organisation.

    Raises `NotThere`, `Refused`: `document_needed`, `duplicate_expense`, `split_does_not_balance`, `rate_missing`, `spent_in_future`…
    """
    if token and (sent := Expense.objects.filter(id=token, made_by=by.member).first()):
        return sent
    return enter_expenses(by=by, grant_id=grant_id, entries={token or new_id(): entry})[0]


@transaction.atomic
def enter_expenses(*, by: Actor, grant_id: UUID, entries: Mapping[UUID, Entry]) -> list[Expense]:
    """Writes expenses, by their ids and in their order: all of them or none. The statements grow with every 500, not with each.

    Raises as `enter_expense`; `duplicate_expense` too where two of them are the same document.
    """
    grant = grant_of(by, grant_id)
    partner = GrantPartner.objects.select_for_update().get(grant=grant, organisation_id=by.organisation_id)
    last = Expense.objects.filter(grant=grant, organisation_id=partner.organisation_id).aggregate(most=Max("number"))["most"]
    made = _made(by, grant, entries, last or 0)
    keys = keys_for_expenses(by, grant, list(entries))
    for held, entry in zip(made, entries.values(), strict=True):
        store_content(held.row, keys[held.row.id], ExpenseContent(words=entry.words.strip()))
    weigh(made)
    Expense.objects.bulk_create([one.row for one in made], batch_size=AT_ONCE)
    ExpenseShare.objects.bulk_create([share for one in made for share in one.shares], batch_size=AT_ONCE)
    now = clock.now()
    ExpensePiece.objects.bulk_create(
        [
            ExpensePiece(
                expense=one.row, organisation_id=one.row.organisation_id, kind=kind, changed_by=by.member, changed_at=now
            )
            for one in made
            for kind in one.pieces
        ],
        batch_size=AT_ONCE,
    )
    facts: dict[UUID, dict[str, object]] = {one.row.id: {"version": one.row.version} for one in made}
    record_each(tag=Tag.EXPENSE_SAVED, actor=by.id, organisation=by.organisation_id, facts=facts)
    return [one.row for one in made]


def look_ahead(*, by: Actor, grant: Grant, entries: Mapping[UUID, Entry]) -> list[Expense]:
    """The expenses as they would be entered, judged by the same rules, and nothing written. Raises as `enter_expenses`."""
    made = _made(by, grant, entries, 0)
    weigh(made)
    return [one.row for one in made]


def _made(by: Actor, grant: Grant, entries: Mapping[UUID, Entry], last: int) -> list[Held]:
    """Rows with their shares and their open checklist, in memory; their words are not sealed yet."""
    known, now = Known(by.organisation_id, grant, list(entries.values())), clock.now()
    seen: dict[Document, int] = {}
    made = []
    for number, (row_id, entry) in enumerate(entries.items(), last + 1):
        known.check(entry)
        if (first := seen.setdefault(document_of(entry), number)) != number:
            raise Refused("duplicate_expense", number=first, document=entry.document_number)
        row = Expense(
            id=row_id, grant=grant, organisation_id=by.organisation_id, number=number, made_by=by.member, made_at=now,
            status=rules.PENDING, version=0,
        )  # fmt: skip
        known.write(row, entry)
        made.append(Held(row, known.shares(row, entry), dict.fromkeys(rules.PIECES[Kind(row.kind)], Piece.MISSING)))
    return made


@transaction.atomic
def change_expense(*, by: Actor, expense_id: UUID, version: int, entry: Entry) -> Expense:
    """Corrects an expense that nobody prepared for payment yet. The decision on it is taken back. Raises `NotThere`, `Refused`."""
    row = own_expense(by, expense_id)
    if row.version != version:
        raise Refused("changed_meanwhile")
    if row.state != State.DRAFT:
        raise Refused("expense_is_prepared")
    keys, known = keys_of(by, row), Known(row.organisation_id, row.grant, [entry])
    known.check(entry, row.id)
    content = read_content(row, keys)
    row.decided_by = row.decided_at = None
    known.write(row, entry)
    content.words = entry.words.strip()
    store_content(row, keys, content)
    row.save()
    ExpenseShare.objects.filter(expense=row).delete()
    ExpenseShare.objects.bulk_create(known.shares(row, entry))
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


def _list_pieces(by: Actor, row: Expense) -> None:
    """The checklist of its kind; pieces that are there stay, also where the kind does not ask for them."""
    there = set(row.pieces.values_list("kind", flat=True))
    asked = rules.PIECES[Kind(row.kind)]
    row.pieces.filter(state=Piece.MISSING).exclude(kind__in=asked).delete()
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
