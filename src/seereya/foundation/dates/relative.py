"""Dates said from today: yesterday, three months ago, last week, last Monday, this year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from seereya.foundation.dates.lexicon import MONTHS, NUMBER, UNITS, WEEKDAYS, alternatives, number
from seereya.foundation.dates.value import FIRST_YEAR, BadDate, UncertainDate, day_of, month_of, year_of

_DAYS = {
    "aujourd'hui": 0, "ce jour": 0, "ce matin": 0, "ce soir": 0, "today": 0, "this morning": 0, "tonight": 0,
    "hier": 1, "hier soir": 1, "hier matin": 1, "yesterday": 1, "last night": 1, "la nuit derniere": 1,
    "avant-hier": 2, "avant hier": 2, "the day before yesterday": 2, "day before yesterday": 2,
}  # fmt: skip
_UNIT = alternatives(UNITS)
_AGO = re.compile(rf"il y a (?:environ |a peu pres )?({NUMBER}) ({_UNIT})|(?:about )?({NUMBER}) ({_UNIT}) ago")
_LAST = re.compile(rf"(?:(?:la |le |l')?({_UNIT}) (?:derniere?|passee?)|(?:the )?(?:last|previous|past) ({_UNIT}))")
_THIS = re.compile(rf"(?:cet|cette|ce|this) ({_UNIT})(?:-ci)?")
_NAMED = f"{alternatives(WEEKDAYS)}|{alternatives(MONTHS)}"
_LAST_NAMED = re.compile(rf"(?:(?:le )?({_NAMED}) (?:dernier|passe)|last ({_NAMED}))")
_THIS_NAMED = re.compile(rf"({alternatives(MONTHS)}) (?:de cette annee|this year)")


def read_relative(text: str, today: date) -> UncertainDate | None:
    """The date that a folded text says relative to `today`, or None.

    "Three days ago" is a day; "two weeks ago", "three months ago" and "two years ago" are the week, month or year around
    that day, and approximate.

    Raises:
        BadDate: `year_out_of_range` when counting back leaves the calendar.
    """
    if text in _DAYS:
        return day_of(_back(today, _DAYS[text]))
    if match := _AGO.fullmatch(text):
        return _ago(number(match[1] or match[3]), UNITS[match[2] or match[4]], today)
    if match := _LAST.fullmatch(text):
        return _last(UNITS[match[1] or match[2]], today)
    if match := _THIS.fullmatch(text):
        return _this(UNITS[match[1]], today)
    return _named(text, today)


def _named(text: str, today: date) -> UncertainDate | None:
    if match := _THIS_NAMED.fullmatch(text):
        return month_of(today.year, MONTHS[match[1]])
    if match := _LAST_NAMED.fullmatch(text):
        return _last_named(match[1] or match[2], today)
    return None


def _back(today: date, days: int) -> date:
    try:
        return today - timedelta(days=days)
    except OverflowError:
        raise BadDate("year_out_of_range") from None


def _week(day: date, *, circa: bool, until: date | None = None) -> UncertainDate:
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    return UncertainDate(monday, min(sunday, until or sunday), "range", circa)


def _months_back(today: date, count: int, *, circa: bool) -> UncertainDate:
    year, month = divmod(today.year * 12 + today.month - 1 - count, 12)
    if year < FIRST_YEAR:
        raise BadDate("year_out_of_range", str(year))
    return month_of(year, month + 1, circa=circa)


def _years_back(today: date, count: int, *, circa: bool) -> UncertainDate:
    if today.year - count < FIRST_YEAR:
        raise BadDate("year_out_of_range", str(today.year - count))
    return year_of(today.year - count, circa=circa)


def _ago(count: int, unit: str, today: date) -> UncertainDate:
    if unit == "day":
        return day_of(_back(today, count))
    if unit == "week":
        return _week(_back(today, 7 * count), circa=True)
    if unit == "month":
        return _months_back(today, count, circa=True)
    return _years_back(today, count, circa=True)


def _last(unit: str, today: date) -> UncertainDate:
    if unit == "day":
        return day_of(_back(today, 1))
    if unit == "week":
        return _week(_back(today, 7), circa=False)
    if unit == "month":
        return _months_back(today, 1, circa=False)
    return _years_back(today, 1, circa=False)


def _this(unit: str, today: date) -> UncertainDate:
    if unit == "day":
        return day_of(today)
    if unit == "week":
        return _week(today, circa=False, until=today)
    if unit == "month":
        return month_of(today.year, today.month)
    return year_of(today.year)


def _last_named(name: str, today: date) -> UncertainDate:
    """The last such weekday before today, or the last such month that is over."""
    if name in WEEKDAYS:
        return day_of(_back(today, (today.weekday() - WEEKDAYS[name] - 1) % 7 + 1))
    month = MONTHS[name]
    return month_of(today.year if month < today.month else today.year - 1, month)
