"""Costs of a file, and the ceilings they stand under."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile, CostCeiling
from seereya.casework.rules import Refused
from seereya.casework.rules.costs import (
    CostContent,
    CostKind,
    CostState,
    amount_of,
    check_cost,
    check_decides,
    state_of_cost,
    total,
)
from seereya.casework.services.cases import note
from seereya.casework.services.storing import hold, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id


def spent(content: CaseContent, currency: str) -> list[tuple[str, str, Decimal]]:
    """What was spent in one currency, as (kind, state, amount)."""
    return [(one.kind, one.state, Decimal(one.amount)) for one in content.costs if one.currency == currency]


@transaction.atomic
def add_cost(*, by: Actor, case_id: UUID, cost: CostContent, token: UUID | None = None) -> CostContent:
    """Writes a cost down. Above the ceiling of its kind it waits for a second person and does not count until then.

    Raises `Refused`, `NotThere`.
    """
    held = hold(by, case_id)
    cost.id = (token or new_id()).hex
    if sent := next((one for one in held.content.costs if one.id == cost.id), None):
        return sent
    if cost.kind not in set(CostKind):
        raise Refused("cost_kind_needed")
    cost.currency = cost.currency.upper()
    check_cost(cost, today=clock.today())
    amount = amount_of(cost.amount)
    found = CostCeiling.objects.filter(organisation_id=by.organisation_id, kind=cost.kind, currency=cost.currency).first()
    before = total(spent(held.content, cost.currency), cost.kind)
    cost.amount, cost.by = str(amount), str(by.id)
    cost.state = state_of_cost(amount, spent=before, ceiling=found.amount if found else None)
    held.content.costs.append(cost)
    store(by, held)
    note(by, Tag.COST_ADDED, held.row, kind=cost.kind, state=str(cost.state))
    return cost


@transaction.atomic
def decide_cost(*, by: Actor, case_id: UUID, cost_id: str, approve: bool, why: str) -> CaseFile:
    """A second person approves a cost above its ceiling, or refuses it. Raises `Refused`, `NotThere`."""
    held = hold(by, case_id)
    cost = next((one for one in held.content.costs if one.id == cost_id), None)
    if cost is None:
        raise Refused("no_such_cost")
    check_decides(asked_by=cost.by, by=str(by.id), state=cost.state, why=why)
    cost.state = CostState.APPROVED if approve else CostState.REFUSED
    cost.decided_by, cost.decided_why = str(by.id), why.strip()
    store(by, held)
    note(by, Tag.COST_DECIDED, held.row, kind=cost.kind, state=str(cost.state))
    return held.row


@transaction.atomic
def set_ceiling(*, by: Actor, kind: str, amount: str, currency: str) -> CostCeiling:
    """What a kind of cost may come to in one file without asking again. Raises `Refused`."""
    if kind not in set(CostKind):
        raise Refused("cost_kind_needed")
    if len(currency) != 3 or not currency.isalpha():  # noqa: PLR2004 - ISO 4217
        raise Refused("cost_currency_needed")
    values = {
        "amount": amount_of(amount), "currency": currency.upper(), "made_by": by.member, "made_at": clock.now(),
    }  # fmt: skip
    row, _made = CostCeiling.objects.update_or_create(organisation_id=by.organisation_id, kind=kind, defaults=values)
    record(tag=Tag.CEILING_SET, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"kind": kind})
    return row
