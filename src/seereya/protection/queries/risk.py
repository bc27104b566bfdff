"""The danger somebody is in, and the plans that are late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.protection.content import PlanCard, RiskContent
from seereya.protection.models import ProtectionPlan, RiskAssessment
from seereya.protection.rules import plan_is_late
from seereya.protection.sealing import tags_of
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group


def risk_of(*, by: Actor, subject: UUID) -> RiskContent | None:
    """The last assessment of a person's danger, opened on the record; nothing where nobody assessed it."""
    row = RiskAssessment.objects.filter(subject_tag__in=tags_of(by, subject)).order_by("-made_at").first()
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id) if row else None
    if row is None or keys is None:
        return None
    return RiskContent.from_json(keys.open("risk", Group.CONTENT, 1, row.content))


@dataclass(frozen=True)
class OpenPlan:
    """An open plan as the home page and the list know it: from its card, nothing else of it is opened."""

    row: ProtectionPlan
    card: PlanCard

    @property
    def due_at(self) -> datetime | None:
        """By when measures are due, and agreed to where the level asks for it; nothing once they are."""
        return datetime.fromisoformat(self.card.due_at) if self.card.due_at else None

    @property
    def expires(self) -> date | None:
        """The day it is looked at again."""
        return date.fromisoformat(self.card.expires) if self.card.expires else None

    @property
    def waits_for_agreement(self) -> bool:
        """Whether measures are written, and a second person has not agreed to them yet: the plan is not active."""
        return bool(self.card.waits_on)

    @property
    def is_late(self) -> bool:
        """Whether measures are overdue, or the plan has expired."""
        return plan_is_late(due_at=self.due_at, expires=self.expires, now=clock.now())


def read_cards(by: Actor, rows: Iterable[ProtectionPlan]) -> list[OpenPlan]:
    """Plans with their cards, those the actor can open."""
    found = list(rows)
    keys = record_keys(keyring_of(by), [row.id for row in found]) if found else {}
    return [
        OpenPlan(row, PlanCard.from_json(keys[row.id].open("plan", Group.CONTENT, row.version, row.card)))
        for row in found
        if row.id in keys
    ]


def open_plans(by: Actor) -> list[OpenPlan]:
    """The organisation's open plans, the greatest danger first."""
    rows = ProtectionPlan.objects.filter(organisation_id=by.organisation_id, is_open=True).order_by("made_at")
    return sorted(read_cards(by, rows), key=lambda one: (not one.is_late, -_height(one.card.level)))


def _height(level: str) -> int:
    return int(level[-1]) if level[-1:].isdigit() else 0
