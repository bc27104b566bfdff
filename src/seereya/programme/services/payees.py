"""Payees: a code in the ledger, a sealed name that only the paying organisation opens, for a purpose."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme.content_money import PayeeName
from seereya.programme.models import Payee
from seereya.programme.queries.grants import NotThere
from seereya.programme.rules_expenses import PayeeKind
from seereya.programme.services.finance_vault import finance_vault
from seereya.vault import services as vaults
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

TABLE = "payee"


@transaction.atomic
def save_payee(*, by: Actor, kind: str, name: PayeeName, token: UUID | None = None) -> Payee:
    """A payee with a fresh code. Never a victim: help to victims has receipts of its own. Raises `Refused`."""
    if token and (sent := Payee.objects.filter(id=token, made_by=by.member).first()):
        return sent
    if kind not in set(PayeeKind) - {PayeeKind.VICTIM}:
        raise Refused("payee_kind_needed")
    if not name.name.strip():
        raise Refused("payee_name_needed")
    vault = finance_vault(by)
    row = Payee(
        id=token or new_id(), organisation_id=by.organisation_id, code=next_reference(by.member.organisation, "PY", vault),
        kind=kind, made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.name = keys.seal(TABLE, Group.IDENTITY, 1, name.to_json())
    row.save(force_insert=True)
    record(tag=Tag.PAYEE_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def open_payee(*, by: Actor, payee_id: UUID, purpose: str) -> PayeeName:
    """A payee's name, for a purpose; committed to the log before it is shown. Raises `NotThere`, `Refused("purpose_needed")`."""
    row = Payee.objects.filter(id=payee_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    keys = vaults.open_records(by=by, records=[row.id], group=Group.IDENTITY, purpose=purpose, case=row.id).get(row.id)
    if keys is None:
        raise NotThere
    return PayeeName.from_json(keys.open(TABLE, Group.IDENTITY, row.version, row.name))
