"""Referrals, services and clocks: which moves there are, who makes them, what they need. Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seereya.accounts.rules import Refused

__all__ = [
    "Refused",
    "Side",
    "Status",
    "Window",
    "check_agreement",
    "check_move",
    "is_stale",
    "plan_due",
    "plan_is_late",
    "ways",
    "windows",
]


class Status(enum.StrEnum):
    """The terms of the vocabulary `referral_statuses`."""

    OFFERED = "RS-PROP"
    DECLINED = "RS-DECL"
    CONSENTED = "RS-CONS"
    SENT = "RS-SENT"
    ACKNOWLEDGED = "RS-ACK"
    DONE = "RS-DONE"
    PARTLY = "RS-PART"
    FAILED = "RS-FAIL"
    LOST = "RS-LOST"
    CLOSED = "RS-CLOS"


class Side(enum.StrEnum):
    """Who moves a referral: the organisation that made it, or the one that received it."""

    SENDER = "sender"
    RECEIVER = "receiver"


_S, _R = frozenset({Side.SENDER}), frozenset({Side.RECEIVER})
_BOTH = _S | _R

# From where to where, and by whom. Where no partner stands at the other end, the sender records what the service did.
_MOVES: dict[Status, dict[Status, frozenset[Side]]] = {
    Status.OFFERED: {Status.CONSENTED: _S, Status.DECLINED: _S, Status.LOST: _S},
    Status.DECLINED: {},
    Status.CONSENTED: {Status.SENT: _S, Status.DECLINED: _S, Status.LOST: _S},
    Status.SENT: {Status.ACKNOWLEDGED: _R, Status.FAILED: _R, Status.DECLINED: _S, Status.LOST: _S},
    Status.ACKNOWLEDGED: {
        Status.DONE: _R,
        Status.PARTLY: _R,
        Status.FAILED: _R,
        Status.LOST: _BOTH,
        Status.DECLINED: _S,
    },
    Status.PARTLY: {Status.DONE: _R, Status.FAILED: _R, Status.LOST: _BOTH, Status.CLOSED: _S},
    Status.DONE: {Status.CLOSED: _S},
    Status.FAILED: {Status.CLOSED: _S},
    Status.LOST: {Status.ACKNOWLEDGED: _R, Status.CLOSED: _S},
    Status.CLOSED: {},
}

# A move that is not understood without words, and which words those are.
NEEDS: dict[Status, str] = {
    Status.CONSENTED: "consent_needed",
    Status.PARTLY: "reason_needed",
    Status.FAILED: "reason_needed",
    Status.LOST: "reason_needed",
    Status.CLOSED: "feedback_needed",
}
ENDED = frozenset({Status.DECLINED, Status.CLOSED})
WITH_RECEIVER = frozenset({Status.SENT, Status.ACKNOWLEDGED, Status.PARTLY})
STALE_AFTER = timedelta(days=90)


def ways(status: str, side: Side, *, partner: bool) -> list[Status]:
    """Where a referral can go from here, for one side. `partner`: another organisation of the coalition receives it."""
    if not partner and side is Side.RECEIVER:
        return []
    return [after for after, sides in _MOVES[Status(status)].items() if side in sides or not partner]


def check_move(*, before: str, after: str, side: Side, partner: bool, words: str) -> None:
    """Refuses a move that is not possible, not this side's, or lacks its words."""
    if Status(after) not in ways(before, side, partner=partner):
        raise Refused("referral_move_not_possible")
    needed = NEEDS.get(Status(after))
    if needed and not words.strip():
        raise Refused(needed)


def is_stale(verified_on: date | None, *, today: date) -> bool:
    """A service nobody has verified for 90 days may have closed: it is said, and sorted last."""
    return verified_on is None or today - verified_on > STALE_AFTER


def plan_due(hours: str, assessed_at: datetime) -> datetime | None:
    """By when a level asks for measures (`plan_hours` of its term); never, where it asks for none."""
    return assessed_at + timedelta(hours=int(hours)) if hours.isdigit() else None


def plan_is_late(*, due_at: datetime | None, expires: date | None, now: datetime) -> bool:
    """Whether measures that were due are still missing, or the plan has expired."""
    return (due_at is not None and now > due_at) or (expires is not None and now.date() > expires)


def check_agreement(*, waits_on: str, by: str) -> None:
    """Measures that wait for agreement are agreed to by somebody else than who wrote them."""
    if not waits_on:
        raise Refused("nothing_to_agree")
    if waits_on == by:
        raise Refused("second_person_needed")


@dataclass(frozen=True)
class Window:
    """A medical window after an event: what for, in how many hours, and how many are left (below zero: past)."""

    fr: str
    en: str
    hours: int
    left: int

    def words(self, language: str) -> str:
        """What it is for."""
        return self.en if language == "en" else self.fr


def hours_between(event: datetime, now: datetime) -> int:
    """Whole hours since an event; none before it."""
    return max(int((now - event) / timedelta(hours=1)), 0)


def windows(extra: Mapping[str, str], *, since: int) -> list[Window]:
    """The windows of a service, from its term's extra columns (`window_hours`, `window_fr`, `window_en`: lists cut by `|`)."""
    parts = [[one.strip() for one in extra.get(name, "").split("|")] for name in ("window_hours", "window_fr", "window_en")]
    return [
        Window(fr, en, int(hours), int(hours) - since)
        for hours, fr, en in zip(*parts, strict=False)
        if hours.isdigit() and fr and en
    ]
