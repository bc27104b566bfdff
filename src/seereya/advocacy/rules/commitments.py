"""Commitments of the State: statuses, what counts as an act, gaps, and when an ask is proposed. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from seereya.accounts.rules import Refused


class Status(enum.StrEnum):
    """Vocabulary `commitment_status`."""

    MADE = "CT-MADE"
    TRANSLATED = "CT-TRA"
    RESOURCED = "CT-RES"
    EXECUTING = "CT-EXE"
    KEPT = "CT-KEP"
    PARTLY = "CT-PAR"
    BROKEN = "CT-BRK"
    EXPIRED = "CT-EXP"


class Pause(enum.StrEnum):
    """Why nothing is asked about a commitment for now (decision 30)."""

    SAFETY = "safety"
    WISH = "wish"


# What the State did, as opposed to what it said or let pass.
ACTS = frozenset({Status.TRANSLATED, Status.RESOURCED, Status.EXECUTING, Status.KEPT, Status.PARTLY})
# Nothing more is asked where it was kept, or where everybody knows that it was broken.
SETTLED = frozenset({Status.KEPT, Status.BROKEN})
ACT_WITHIN = timedelta(days=180)
# An investigation that was announced without a day is due when the time for a first act has passed in silence.
INVESTIGATION = "CO-INV"


@dataclass(frozen=True)
class Moved:
    """One dated entry: what the commitment became on a day."""

    status: Status
    on: date


@dataclass(frozen=True)
class Standing:
    """Where a commitment stands, out of its dated entries."""

    status: Status
    since: date
    first_act: date | None
    has_text: bool
    has_budget: bool


def standing(announced: date, entries: Iterable[Moved]) -> Standing:
    """The latest entry by its own date; of several on one day the one written last. Without entries: made on the day it was announced."""
    moved = list(entries)
    last = Moved(Status.MADE, announced)
    for one in moved:
        if one.on >= last.on:
            last = one
    acts = [one.on for one in moved if one.status in ACTS]
    return Standing(
        status=last.status,
        since=last.on,
        first_act=min(acts, default=None),
        has_text=any(one.status == Status.TRANSLATED for one in moved),
        has_budget=any(one.status == Status.RESOURCED for one in moved),
    )


def check_move(*, status: str, on: date, announced: date, today: date, words: str) -> None:
    """An entry names a known status, on a day between the announcement and today, and says what happened."""
    if status not in set(Status):
        raise Refused("unknown_commitment_status")
    if on < announced:
        raise Refused("moved_before_announced")
    if on > today:
        raise Refused("not_in_the_future")
    if not words.strip():
        raise Refused("say_what_happened")


def gap_days(announced: date, first_act: date | None, *, today: date) -> int:
    """The announcement-to-act gap: days until the first act; until today where there is none yet."""
    return max(((first_act or today) - announced).days, 0)


def days_paused(pauses: Iterable[tuple[date, date | None]], *, first: date, last: date) -> int:
    """Days between two days that lie in pauses, each day once; a pause without an end still runs. The last day itself is not one."""
    spells = sorted((max(since, first), min(until or last, last)) for since, until in pauses)
    count, reached = 0, first
    for since, until in spells:
        begun = max(since, reached)
        if until > begun:
            count += (until - begun).days
            reached = until
    return count


def due_on(*, kind: str, announced: date, deadline: date | None, first_act: date | None) -> date | None:
    """The day after which a commitment is overdue: its deadline; of an announced investigation without one, 180 days of silence."""
    if deadline is None and kind == INVESTIGATION and first_act is None:
        return announced + ACT_WITHIN
    return deadline


def is_overdue(*, deadline: date | None, status: str, today: date) -> bool:
    """The deadline has passed, and the commitment was neither kept nor recorded as broken."""
    return deadline is not None and deadline < today and status not in SETTLED


def proposes_ask(*, deadline: date | None, status: str, paused: str, answered: bool, today: date) -> bool:
    """An overdue commitment proposes an ask, once for each deadline, and never while it is paused. Nobody but a person makes it one."""
    return is_overdue(deadline=deadline, status=status, today=today) and not paused and not answered


@dataclass(frozen=True)
class Counted:
    """What the indicators need of one commitment."""

    announced: date
    status: str
    first_act: date | None
    has_text: bool
    has_budget: bool


@dataclass(frozen=True)
class Shares:
    """Indicators over some commitments. A share whose base is nothing is not zero: it is absent."""

    total: int
    with_text: int
    with_budget: int
    old_enough: int
    act_in_time: int
    kept: int
    acted: int
    median_gap: float | None


def shares(counted: Iterable[Counted], *, today: date) -> Shares:
    """Counts for the page of indicators.

    `act_in_time` counts among the `old_enough` (announced 180 days ago or more, or acted on already within that time): a promise of
    last week has not failed yet. The median is over those with an act.
    """
    rows = list(counted)
    gaps = [gap_days(one.announced, one.first_act, today=today) for one in rows if one.first_act]
    in_time = [one for one in rows if one.first_act and one.first_act - one.announced <= ACT_WITHIN]
    old = [one for one in rows if today - one.announced >= ACT_WITHIN or one in in_time]
    return Shares(
        total=len(rows),
        with_text=sum(one.has_text for one in rows),
        with_budget=sum(one.has_budget for one in rows),
        old_enough=len(old),
        act_in_time=len(in_time),
        kept=sum(one.status == Status.KEPT for one in rows),
        acted=len(gaps),
        median_gap=float(median(gaps)) if gaps else None,
    )


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent; nothing where there is no base."""
    return None if whole == 0 else round(100 * part / whole)
