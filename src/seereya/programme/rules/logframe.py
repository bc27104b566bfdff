"""What a logframe needs before it is adopted, and when an indicator becomes another one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from seereya.programme.rules import Refused

IMPACT, OUTCOME, OTHER_OUTCOME, OUTPUT = "LF-IMP", "LF-OUT", "LF-OOUT", "LF-OP"
LEVELS = (IMPACT, OUTCOME, OTHER_OUTCOME, OUTPUT)
UNITS = ("number", "share", "score")
COUNTED, HAND = "counted", "hand"


@dataclass(frozen=True)
class Meaning:
    """What makes an indicator that one and no other: change one of these and the values before are another series."""

    rule: str
    unit: str
    definition: str
    people: bool
    split: bool


def is_new_series(before: Meaning, after: Meaning) -> bool:
    """Whether a change of an indicator begins a new series. Its words, target or source of verification do not."""
    return before != after


def check_indicator(*, unit: str, text: str, target: Decimal | None, target_on: date | None, rule_is_known: bool) -> None:
    """Raises `Refused`: an indicator has words, a unit, a rule that exists or none; a target has its day."""
    if not text.strip():
        raise Refused("indicator_text")
    if unit not in UNITS:
        raise Refused("indicator_unit")
    if not rule_is_known:
        raise Refused("indicator_rule")
    if (target is None) != (target_on is None):
        raise Refused("indicator_target_day")


def check_parent(level: str, parent: str | None) -> None:
    """An outcome hangs on an impact, an output on an outcome. Raises `Refused`."""
    allowed: dict[str, set[str | None]] = {
        IMPACT: {None},
        OUTCOME: {IMPACT},
        OTHER_OUTCOME: {IMPACT},
        OUTPUT: {OUTCOME, OTHER_OUTCOME},
    }
    if level not in allowed:
        raise Refused("result_level")
    if parent not in allowed[level]:
        raise Refused("result_parent")


def check_adopt(*, adopted: bool, levels: set[str], bare: int) -> None:
    """A logframe is adopted once, with an impact, an outcome and an output, and no result of them without an indicator."""
    if adopted:
        raise Refused("logframe_adopted")
    if not {IMPACT, OUTCOME, OUTPUT} <= levels:
        raise Refused("logframe_levels")
    if bare:
        raise Refused("logframe_bare", count=bare)


def check_value(*, value: Decimal | None, source: str, until: date, starts: date, today: date, unit: str) -> None:
    """A value entered by hand says where it comes from, and of a day within the grant that has come. Raises `Refused`."""
    if value is None:
        raise Refused("value_needed")
    if not source.strip():
        raise Refused("value_source")
    if not starts <= until <= today:
        raise Refused("value_day")
    if unit == "number" and value < 0:
        raise Refused("value_negative")
