"""Receipts of help to victims: a random code in the ledger, the name in a register that is sealed with the identities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_code, new_id
from seereya.programme import rules_expenses as rules
from seereya.programme.content_money import Helped
from seereya.programme.models import Expense, SupportReceipt
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules_expenses import Kind
from seereya.programme.services.finance_vault import identities_vault
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.rules import Group

TABLE = "support_register"


@dataclass(frozen=True)
class Given:
    """Help that was given: what, how much, on which day, and whose signatures stand on the paper."""

    help: str
    amount: Decimal
    currency: str
    given_on: date
    signed_by_person: bool = False
    signed_by_second: bool = False


@transaction.atomic
def write_receipt(*, by: Actor, grant_id: UUID, given: Given, helped: Helped, token: UUID | None = None) -> SupportReceipt:
    """A receipt under a code nobody can guess. The name goes to the identities vault; who only pays cannot read it again.

    Raises `NotThere`, `Refused`.
    """
    if token and (sent := SupportReceipt.objects.filter(id=token, made_by=by.member).first()):
        return sent
    grant = grant_of(by, grant_id)
    _check(given, helped)
    row = SupportReceipt(
        id=token or new_id(), grant=grant, organisation_id=by.organisation_id, code=_fresh_code(), help=given.help,
        amount=given.amount, currency=given.currency, given_on=given.given_on, signed_by_person=given.signed_by_person,
        signed_by_second=given.signed_by_second, made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    keys = vaults.make_record(by=by, record_id=row.id, into={identities_vault(by.organisation_id): None})
    row.register = keys.seal(TABLE, Group.IDENTITY, 1, helped.to_json())
    row.save(force_insert=True)
    record(tag=Tag.SUPPORT_GIVEN, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _check(given: Given, helped: Helped) -> None:
    if given.help not in terms.vocabulary("referral_services"):
        raise Refused("help_needed")
    if given.currency not in terms.vocabulary("currencies"):
        raise Refused("no_such_currency", currency=given.currency[:8])
    if given.amount <= 0:
        raise Refused("amount_needed")
    rules.check_spent_on(given.given_on, today=clock.today())
    if not helped.name.strip():
        raise Refused("helped_name_needed")


def _fresh_code() -> str:
    while SupportReceipt.objects.filter(code=(code := new_code("AV", 6))).exists():
        pass
    return code


@transaction.atomic
def tie_receipt(*, by: Actor, receipt_id: UUID, number: int) -> SupportReceipt:
    """Ties a receipt to the expense that pays it, by its number in the own ledger. Raises `NotThere`, `Refused`."""
    row = SupportReceipt.objects.select_for_update(of=("self",)).filter(id=receipt_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    expense = Expense.objects.filter(grant_id=row.grant_id, organisation_id=by.organisation_id, number=number).first()
    if expense is None or expense.kind != Kind.SUPPORT:
        raise Refused("no_such_support_expense", number=number)
    others = sum((one.amount for one in expense.receipts.exclude(id=row.id)), Decimal(0))
    if expense.currency != row.currency or others + row.amount > expense.amount:
        raise Refused("receipts_over_expense", amount=expense.amount, receipts=others + row.amount)
    row.expense = expense
    row.save(update_fields=["expense"])
    record(tag=Tag.SUPPORT_TIED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def open_register(*, by: Actor, receipts: list[SupportReceipt], purpose: str, on_site: bool) -> dict[UUID, Helped]:
    """Who stands behind some codes: for a purpose, committed to the log first; `on_site`: shown to an auditor who is in the room.

    What the reader cannot open is left out. Raises `Refused("purpose_needed")`.
    """
    words = purpose.strip()
    if not words:
        raise Refused("purpose_needed")
    found = vaults.open_records(by=by, records=[one.id for one in receipts], group=Group.IDENTITY, purpose=words)
    if found:
        with transaction.atomic(durable=True):
            record(
                tag=Tag.REGISTER_OPENED, actor=by.id, organisation=by.organisation_id,
                facts={"count": len(found), "on_site": on_site},
            )  # fmt: skip
    return {
        one.id: Helped.from_json(found[one.id].open(TABLE, Group.IDENTITY, one.version, one.register))
        for one in receipts
        if one.id in found
    }
