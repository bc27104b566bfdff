"""Transfers of custody that wait: to be answered by this member, or unanswered by the other side for too long."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from seereya.accounts.actor import Actor
from seereya.evidence.models import CustodyTransfer
from seereya.evidence.rules import TransferState, is_late
from seereya.foundation import clock


@dataclass(frozen=True)
class Waiting:
    """An open transfer as one side sees it."""

    transfer: CustodyTransfer
    mine_to_answer: bool
    late: bool
    days: int


def open_transfers(*, by: Actor, custodian: bool, most: int = 20) -> list[Waiting]:
    """Open transfers of the member's organisation, to it, or to the member; the oldest first. One query.

    `custodian`: whether the member's roles answer for the organisation.
    """
    if not custodian:
        mine = Q(to_member=by.id)
    else:
        to_us = Q(to_organisation=by.organisation_id, to_member=None)
        mine = to_us | Q(to_member=by.id) | Q(organisation=by.organisation_id)
    rows = (
        CustodyTransfer.objects.filter(mine, state=TransferState.OFFERED)
        .select_related("organisation", "to_organisation")
        .order_by("offered_at")[:most]
    )
    now = clock.now()
    return [Waiting(row, _is_mine(by, row), is_late(row.offered_at, now), (now - row.offered_at).days) for row in rows]


def _is_mine(by: Actor, row: CustodyTransfer) -> bool:
    if row.to_vault_id is None:
        return row.to_member == by.id
    return row.to_organisation_id == by.organisation_id
