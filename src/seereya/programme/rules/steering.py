"""When something is late, under target or moved; what an activity and a decision need. Pure."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from decimal import Decimal

from seereya.programme.rules import Refused


class ActivityState(enum.StrEnum):
    """Where an activity of the action plan stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"


class DecisionState(enum.StrEnum):
    """Whether the steering committee has decided."""

    OPEN = "open"
    TAKEN = "taken"
    DROPPED = "dropped"


CHANGED = frozenset({ActivityState.MOVED, ActivityState.DROPPED})
ENDED = frozenset({ActivityState.DONE, ActivityState.DROPPED})
PILLARS = (1, 2, 3, 4)
RISK_STEPS = (1, 2, 3, 4, 5)
GRAVE = 15  # likelihood times impact from which a risk is grave
NOTABLE = 8
RECENT = timedelta(days=90)
_BEHIND = Decimal("0.8")


def check_activity(*, state: str, reason: str, planned: tuple[date, date], actual: tuple[date | None, date | None]) -> None:
    """A change needs its reason (the report asks for it); what is done has its days; no day comes before its beginning."""
    if state not in set(ActivityState):
        raise Refused("activity_state")
    if state in CHANGED and not reason.strip():
        raise Refused("activity_reason")
    if planned[1] < planned[0] or (actual[0] and actual[1] and actual[1] < actual[0]):
        raise Refused("activity_days")
    if state == ActivityState.DONE and not (actual[0] and actual[1]):
        raise Refused("activity_done_when")


def is_late(*, state: str, planned_start: date, planned_end: date, today: date) -> bool:
    """Not begun although its beginning has passed, or not ended although its end has."""
    if state in ENDED:
        return False
    return planned_end < today or (state == ActivityState.PLANNED and planned_start < today)


def check_risk(*, likelihood: int, impact: int, title: str) -> None:
    """A risk has words, and stands from one to five. Raises `Refused`."""
    if not title.strip():
        raise Refused("risk_title")
    if likelihood not in RISK_STEPS or impact not in RISK_STEPS:
        raise Refused("risk_steps")


def gravity(likelihood: int, impact: int) -> str:
    """How grave a risk is: `grave`, `notable` or `small`."""
    weight = likelihood * impact
    return "grave" if weight >= GRAVE else "notable" if weight >= NOTABLE else "small"


def check_decision(*, state: str, title: str, decided_on: date | None, today: date) -> None:
    """A decision says what about; one that was taken says when, and not in the future. Raises `Refused`."""
    if not title.strip():
        raise Refused("decision_title")
    if state == DecisionState.TAKEN and decided_on is None:
        raise Refused("decision_when")
    if decided_on is not None and decided_on > today:
        raise Refused("decision_in_future")


def expected(*, baseline: Decimal, target: Decimal, starts: date, target_on: date, today: date) -> Decimal:
    """What an indicator should have come to by now if it went evenly from the baseline to its target."""
    if today <= starts:
        return baseline
    whole = max((target_on - starts).days, 1)
    gone = Decimal(min((today - starts).days, whole)) / Decimal(whole)
    return baseline + (target - baseline) * gone


def is_under_target(
    *, value: Decimal | None, baseline: Decimal, target: Decimal, starts: date, target_on: date, today: date
) -> bool:
    """Less than four fifths of the way that should be behind it. Works for targets below the baseline as well."""
    way = expected(baseline=baseline, target=target, starts=starts, target_on=target_on, today=today) - baseline
    if way == 0:
        return False
    done = (value if value is not None else baseline) - baseline
    return done / way < _BEHIND


def share_reached(*, value: Decimal | None, baseline: Decimal | None, target: Decimal | None) -> Decimal | None:
    """How much of the way from the baseline to the target is behind, in percent; nothing where it can not be said."""
    start = baseline or Decimal(0)
    if value is None or target is None or target == start:
        return None
    return (100 * (value - start) / (target - start)).quantize(Decimal("0.1"))
