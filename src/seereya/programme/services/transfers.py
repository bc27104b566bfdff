"""Transfers between headings: tried without writing anything, then recorded with their reason."""

from __future__ import annotations

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
from seereya.foundation import clock
from seereya.programme import rules_budget as rules
from seereya.programme.models import Transfer
from seereya.programme.queries.budget import Frame, frame_of
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.services.budgets import led_grant


@dataclass(frozen=True)
class Wanted:
    """A transfer somebody wants: `agreement` is the funder's written approval, which the reserve needs."""

    source: int
    target: int
    amount: Decimal
    reason: str = ""
    agreement: str = ""

    @property
    def move(self) -> rules.Move:
        """As the rules see it."""
        return rules.Move(self.source, self.target, self.amount, agreed=bool(self.agreement.strip()))


@dataclass(frozen=True)
class Tried:
    """What a transfer would do: each heading before and after, and the part that would not be eligible."""

    before: list[rules.Standing]
    after: list[rules.Standing]
    lines_before: dict[int, Decimal]
    lines_after: dict[int, Decimal]
    excess: Decimal


def simulate(*, by: Actor, grant_id: UUID, wanted: Wanted) -> Tried:
    """What would happen. Writes nothing, not even a line of the log. Raises `NotThere`, `Refused` for what can never be."""
    frame = _frame(by, grant_id)
    move = wanted.move
    rules.check_move(frame.reference, frame.moves, move)
    return _tried(frame, move)


def _tried(frame: Frame, move: rules.Move) -> Tried:
    after = [*frame.moves, move]
    return Tried(
        rules.standings(frame.reference, frame.moves),
        rules.standings(frame.reference, after),
        rules.current(frame.reference, frame.moves),
        rules.current(frame.reference, after),
        rules.excess(frame.reference, frame.moves, move),
    )


def _frame(by: Actor, grant_id: UUID) -> Frame:
    frame = frame_of(grant_of(by, grant_id))
    if frame is None:
        raise Refused("no_budget_adopted")
    return frame


@transaction.atomic
def make_transfer(*, by: Actor, grant_id: UUID, wanted: Wanted, accept_excess: bool = False) -> Transfer:
    """Records a transfer. Over a quarter it is refused with the rule, unless somebody takes the excess on as ineligible.

    Raises `NotThere`, `Refused`.
    """
    grant = led_grant(by, grant_id)
    frame = _frame(by, grant_id)
    if not wanted.reason.strip():
        raise Refused("reason_needed")
    move = wanted.move
    rules.check_move(frame.reference, frame.moves, move)
    over = rules.check_quarter(frame.reference, frame.moves, move, accepted=accept_excess)
    row = Transfer.objects.create(
        grant=grant,
        version=frame.version,
        number=(Transfer.objects.filter(grant=grant).aggregate(most=Max("number"))["most"] or 0) + 1,
        source=wanted.source,
        target=wanted.target,
        amount=wanted.amount,
        agreed=move.agreed,
        agreement=wanted.agreement.strip(),
        excess=over,
        reason=" ".join(wanted.reason.split()),
        made_by=by.member,
        made_at=clock.now(),
    )
    record(tag=Tag.TRANSFER_MADE, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"excess": bool(over)})
    return row


@transaction.atomic
def notify_transfer(*, by: Actor, transfer_id: UUID, on: date) -> Transfer:
    """The funder was told, with the comparative table. Raises `NotThere`, `Refused`."""
    row = Transfer.objects.filter(id=transfer_id).first()
    if row is None:
        raise NotThere
    led_grant(by, row.grant_id)
    row.notified_on = on
    row.save(update_fields=["notified_on"])
    record(tag=Tag.TRANSFER_NOTIFIED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row
