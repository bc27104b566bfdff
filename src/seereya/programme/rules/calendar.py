"""When reports are due (general conditions of EU grants, article on reports). Pure.

An interim report is due sixty days after its period. The final one three months after the end of the action, six where the
coordinator's seat is in another country than the action.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from seereya.programme.rules import Refused

INTERIM_DAYS = 60
FINAL_MONTHS, FINAL_MONTHS_ELSEWHERE = 3, 6
INTERIM, FINAL = "interim", "final"
MOST_PERIODS = 40


@dataclass(frozen=True)
class Due:
    """One line of the reporting calendar."""

    number: int
    kind: str
    starts: date
    ends: date
    due: date


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_on(kind: str, ends: date, *, elsewhere: bool) -> date:
    """Until when the report on a period is due. `elsewhere`: the coordinator's seat is not where the action is."""
    if kind == INTERIM:
        return ends + timedelta(days=INTERIM_DAYS)
    return months_later(ends, FINAL_MONTHS_ELSEWHERE if elsewhere else FINAL_MONTHS)


def report_calendar(starts: date, ends: date, *, every: int, elsewhere: bool) -> list[Due]:
    """The calendar of a grant: a report every so many months, the last one final. Raises `Refused("period_months")`."""
    if every < 1 or ends <= starts:
        raise Refused("period_months")
    found: list[Due] = []
    begin = starts
    while begin <= ends:
        number = len(found) + 1
        if number > MOST_PERIODS:
            raise Refused("period_months")
        last = min(months_later(starts, every * number) - timedelta(days=1), ends)
        kind = FINAL if last == ends else INTERIM
        found.append(Due(number, kind, begin, last, due_on(kind, last, elsewhere=elsewhere)))
        begin = last + timedelta(days=1)
    return found


def seat_elsewhere(seat: str, country: str) -> bool:
    """Whether the coordinator's seat is in another country than the action; unknown seats get the shorter time."""
    return bool(seat and country) and seat.upper() != country.upper()
