"""Conflict checks in lists: who asks, since when, how many answered. Nothing opens."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from seereya.accounts.actor import Actor
from seereya.casework.models import ConflictAsked, ConflictRequest
from seereya.foundation import clock

SHOWN = 100


@dataclass(frozen=True)
class Mine:
    """A request of one's own organisation: how many partners were asked, how many answered."""

    row: ConflictRequest
    asked: int
    came: int


def mine(by: Actor) -> list[Mine]:
    """One's own organisation's requests, newest first. One query."""
    rows = (
        ConflictRequest.objects.filter(organisation_id=by.organisation_id)
        .select_related("made_by")
        .annotate(asked_of=Count("asked"), came_back=Count("asked", filter=Q(asked__answered_at__isnull=False)))
        .order_by("-made_at")[:SHOWN]
    )
    return [Mine(row, row.asked_of, row.came_back) for row in rows]


def to_answer(by: Actor) -> list[ConflictAsked]:
    """Questions of partners that arrived and were not answered, oldest first. One query."""
    rows = ConflictAsked.objects.filter(organisation_id=by.organisation_id, answered_at=None, delivered_at__lte=clock.now())
    return list(rows.select_related("asker").order_by("delivered_at")[:SHOWN])
