"""Chains of multipliers, from codes and months alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from seereya.accounts.actor import Actor
from seereya.education.models import Giving, Multiplier, Session
from seereya.education.rules.sessions import State


@dataclass(frozen=True)
class MultiplierLine:
    """A multiplier with what they gave: sessions held, people reached, the month of the last."""

    row: Multiplier
    sessions: int
    people: int
    last: str


def multipliers(by: Actor) -> QuerySet[Multiplier]:
    """The own organisation's multipliers, the first generation first."""
    rows = Multiplier.objects.filter(organisation_id=by.organisation_id).select_related("trained_in")
    return rows.order_by("generation", "code")


def with_what_they_gave(rows: list[Multiplier]) -> list[MultiplierLine]:
    """A page of multipliers with their sessions: one query for the page."""
    held = Q(session__status=State.HELD)
    counted = Giving.objects.filter(held, multiplier__in=rows).values("multiplier_id")
    counted = counted.annotate(n=Count("id"), people=Sum("session__present"), last=Max("session__month")).order_by()
    sums = {row["multiplier_id"]: (row["n"], row["people"], row["last"]) for row in counted}
    return [MultiplierLine(row, *sums.get(row.id, (0, 0, ""))) for row in rows]


def last_given(rows: list[Multiplier]) -> dict[UUID, list[Session]]:
    """For each multiplier the held sessions of the last month with one: their sealed days say how long ago it was."""
    lines = {one.row.id: one.last for one in with_what_they_gave(rows) if one.last}
    givings = Giving.objects.filter(multiplier_id__in=lines, session__month__in=set(lines.values()), session__status=State.HELD)
    found: dict[UUID, list[Session]] = {}
    for one in givings.select_related("session"):
        if one.session.month == lines[one.multiplier_id]:
            found.setdefault(one.multiplier_id, []).append(one.session)
    return found


def generations(by: Actor) -> list[tuple[int, int, int]]:
    """By generation of the chain: sessions held and people reached; nought is what staff gave. One query."""
    rows = Session.objects.filter(organisation_id=by.organisation_id, status=State.HELD).values("generation")
    counted = rows.annotate(n=Count("id"), people=Sum("present")).order_by("generation")
    return [(row["generation"], row["n"], row["people"]) for row in counted]


def active_choices(by: Actor, *, keep: set[UUID]) -> QuerySet[Multiplier]:
    """Multipliers that may be named as giving a session: active ones, and those already named."""
    rows = Multiplier.objects.filter(Q(active=True) | Q(id__in=keep), organisation_id=by.organisation_id)
    return rows.order_by("code")
