"""The diligence log: every act in order, the silence after it, and what that proves of the length of remedies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEAST_SILENCE = 30


@dataclass(frozen=True)
class Step:
    """One dated step: an act made (`received` False), one received, or a stage. `reminder`: a relance."""

    on: date
    words: str
    received: bool = False
    reminder: bool = False
    number: str = ""
    note: str = ""
    served: str = ""


@dataclass(frozen=True)
class Line:
    """A numbered line of the log: a step, or a silence of so many days."""

    number: int
    step: Step | None = None
    silence: int = 0
    after: date | None = None
    until: date | None = None
    unanswered: bool = False


@dataclass(frozen=True)
class Totals:
    """What the log proves: since when, how many steps, reminders, without reply how long at most and now."""

    since: date | None
    days: int
    made: int
    received: int
    reminders: int
    longest: int
    waiting: int


def lines(steps: Sequence[Step], *, today: date) -> list[Line]:
    """The steps by day, each silence of thirty days or more between them on a line of its own, the one still running last.

    A silence is `unanswered` where our own act came before it: no reply for so many days.
    """
    ordered = sorted(steps, key=lambda one: one.on)
    found: list[Line] = []
    for position, one in enumerate(ordered):
        found.append(Line(len(found) + 1, one))
        until = ordered[position + 1].on if position + 1 < len(ordered) else today
        if (quiet := (until - one.on).days) >= LEAST_SILENCE:
            found.append(Line(len(found) + 1, None, quiet, one.on, until, not one.received))
    return found


def totals(steps: Sequence[Step], *, today: date) -> Totals:
    """The sums under the log. `waiting`: days since our oldest act that no authority has answered since."""
    ordered = sorted(steps, key=lambda one: one.on)
    if not ordered:
        return Totals(None, 0, 0, 0, 0, 0, 0)
    last_reply = max((one.on for one in ordered if one.received), default=None)
    open_ones = [one.on for one in ordered if not one.received and (last_reply is None or one.on > last_reply)]
    quiet = [line.silence for line in lines(steps, today=today)]
    return Totals(
        since=ordered[0].on,
        days=(today - ordered[0].on).days,
        made=sum(not one.received for one in ordered),
        received=sum(one.received for one in ordered),
        reminders=sum(one.reminder for one in ordered),
        longest=max(quiet, default=0),
        waiting=(today - open_ones[0]).days if open_ones else 0,
    )
