"""When a time limit ends: counting over a calendar. The rules themselves are data; nothing here knows a country."""

from __future__ import annotations

import calendar as months
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from seereya.casework.rules import Refused

UNITS = frozenset({"hour", "day", "month", "year", "working"})
COUNTINGS = frozenset({"plain", "franc"})
_DAY = timedelta(days=1)
_MOST_ROLLED = 366


@dataclass(frozen=True)
class Calendar:
    """Which days the courts rest: days of the week (Monday is 0) and public holidays."""

    weekend: frozenset[int] = frozenset()
    holidays: Container[date] = field(default_factory=frozenset)

    def works(self, day: date) -> bool:
        """Whether this is a working day."""
        return day.weekday() not in self.weekend and day not in self.holidays


@dataclass(frozen=True)
class Rule:
    """A time limit as a row of the pack gives it, or as counsel set it for one case."""

    code: str
    amount: int
    unit: str
    counting: str = "plain"
    rolls: bool = False
    certainty: str = "low"
    family: str = ""


@dataclass(frozen=True)
class Ends:
    """The last day on which the act is in time. `nominal`: before it was moved off days of rest; `at`: the hour, for hours."""

    due: date
    nominal: date
    at: datetime | None = None

    @property
    def moved(self) -> bool:
        return self.due != self.nominal


def ends(rule: Rule, start: date | datetime, calendar: Calendar) -> Ends:
    """The end of a time limit that began on `start`; the day of the trigger itself is never counted.

    A negative amount counts backwards: the act is due before the trigger. `franc`: neither the first nor the last day counts,
    so the act is still in time on the day after the last. With `rolls`, an end on a day of rest moves to the next working day;
    counting backwards, to the one before. Raises `Refused` for what cannot be computed.
    """
    if rule.unit not in UNITS or rule.amount == 0:
        raise Refused("no_duration")
    try:
        if rule.unit == "hour":
            return _hours(rule, start)
        day = start.date() if isinstance(start, datetime) else start
        nominal = _franc(rule, _counted(rule, day, calendar))
        return Ends(_rolled(rule, nominal, calendar), nominal)
    except OverflowError:
        raise Refused("date_out_of_range") from None


def _hours(rule: Rule, start: date | datetime) -> Ends:
    if not isinstance(start, datetime):
        raise Refused("hour_needed")
    at = start + timedelta(hours=rule.amount)
    return Ends(at.date(), at.date(), at)


def _counted(rule: Rule, day: date, calendar: Calendar) -> date:
    if rule.unit == "day":
        return day + timedelta(days=rule.amount)
    if rule.unit == "working":
        return _working(rule.amount, day, calendar)
    return add_months(day, rule.amount * (12 if rule.unit == "year" else 1))


def _working(amount: int, day: date, calendar: Calendar) -> date:
    step, left, idle = (_DAY if amount > 0 else -_DAY), abs(amount), 0
    while left:
        day += step
        if calendar.works(day):
            left, idle = left - 1, 0
        elif (idle := idle + 1) > _MOST_ROLLED:
            raise Refused("no_working_day")
    return day


def _franc(rule: Rule, day: date) -> date:
    if rule.counting != "franc":
        return day
    return day + (_DAY if rule.amount > 0 else -_DAY)


def _rolled(rule: Rule, day: date, calendar: Calendar) -> date:
    if not rule.rolls:
        return day
    step = _DAY if rule.amount > 0 else -_DAY
    for _ in range(_MOST_ROLLED):
        if calendar.works(day):
            return day
        day += step
    raise Refused("no_working_day")


def add_months(day: date, count: int) -> date:
    """The same day of the month, so many months on; the month's last day where there is no such day (31 January → 28 February)."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
