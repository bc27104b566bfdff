"""What an ask must say before it is one: what, of whom, by when, how it is known to be done. Pure."""

from __future__ import annotations

import enum
from datetime import date

from seereya.accounts.rules import Refused


class Result(enum.StrEnum):
    """How an ask ended; open while it has none."""

    OPEN = ""
    MET = "met"
    PARTLY = "partly"
    DROPPED = "dropped"


# From this outcome on somebody committed in writing or in public.
COUNTED_OUTCOMES = ("AO3", "AO4", "AO5", "AO6")


def check_ask(*, what: str, of_whom: str, by_when: date | None, indicator: str) -> None:
    """All four parts are there. Raises `Refused("ask_incomplete")`."""
    if not (what.strip() and of_whom.strip() and by_when and indicator.strip()):
        raise Refused("ask_incomplete")


def check_action(*, on: date, today: date, outcome: str, outcome_on: date | None) -> None:
    """An action was done, not planned; an outcome that is more than silence carries its day, not before the action."""
    if on > today:
        raise Refused("not_in_the_future")
    if outcome not in {"", "AO0"} and outcome_on is None:
        raise Refused("outcome_needs_day")
    if outcome_on is not None and (outcome_on < on or outcome_on > today):
        raise Refused("outcome_day_wrong")
