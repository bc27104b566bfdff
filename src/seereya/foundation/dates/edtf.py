"""Exchange as EDTF (ISO 8601-2:2019), level 1, as the Library of Congress publishes it.

Written: `2021-03-01`, `2021-03`, `2019`, `201X` (decade), `2018-22` (season), `~` when approximate, `A/B` for a range with `/B` and
`A/` for an unknown side, `XXXX` for an unknown date. Seasons that EDTF level 1 does not know are written as ranges.
Read as well: `?` and `%` (approximate), `..` (open side), `2021-XX`, `2021-03-XX`, `2021-XX-XX`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from seereya.foundation.dates.seasons import SEASONS, season_of
from seereya.foundation.dates.value import (
    UNKNOWN,
    BadDate,
    UncertainDate,
    day_of,
    decade_of,
    month_of,
    year_of,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_UNKNOWN = frozenset({"XXXX", "XXXX-XX", "XXXX-XX-XX", "/", "../..", "/..", "../"})
_CENTURY = re.compile(r"(\d{2})XX")
_DECADE = re.compile(r"(\d{3})X")
_SEASON_CODES = {season.edtf: season for season in SEASONS if season.edtf}


def to_edtf(value: UncertainDate) -> str:
    """The date as an EDTF level 1 string."""
    mark = "~" if value.circa else ""
    first, last = value.earliest, value.latest
    if value.precision == "range" or first is None or last is None:
        if first is None and last is None:
            return "XXXX"
        return f"{_side(first, mark)}/{_side(last, mark)}"
    if value.precision == "season":
        season = season_of(first, last)
        if season is None or season.edtf is None:
            return f"{_side(first, mark)}/{_side(last, mark)}"
        return f"{first.year:04}-{season.edtf}{mark}"
    forms = {"day": first.isoformat(), "month": f"{first:%Y-%m}", "year": f"{first:%Y}"}
    return forms.get(value.precision, f"{first.year // 10}X") + mark


def _side(day: date | None, mark: str) -> str:
    return f"{day.isoformat()}{mark}" if day else ""


def from_edtf(text: str) -> UncertainDate:
    """The date that an EDTF level 0 or 1 string says; `words` is the string.

    Raises:
        BadDate: `not_understood`, `no_such_day`, `no_such_month`, `year_out_of_range` or `end_before_start`.
    """
    text = text.strip()
    if text in _UNKNOWN:
        return replace(UNKNOWN, words=text)
    if "/" in text:
        return _interval(text)
    return replace(_one(text), words=text)


def _interval(text: str) -> UncertainDate:
    sides = text.split("/")
    if len(sides) != 2:  # noqa: PLR2004
        raise BadDate("not_understood", text)
    start, end = (None if side in {"", ".."} else _one(side) for side in sides)
    return UncertainDate(
        start.earliest if start else None,
        end.latest if end else None,
        "range",
        bool((start and start.circa) or (end and end.circa)),
        text,
    )


def _one(text: str) -> UncertainDate:
    circa = text[-1:] in {"~", "?", "%"}
    bare = text[:-1] if circa else text
    bare = re.sub(r"^(\d{4})-XX(-XX)?$", r"\1", re.sub(r"^(\d{4}-\d{2})-XX$", r"\1", bare))
    if match := _DECADE.fullmatch(bare):
        value = decade_of(_year(match[1] + "0"))
    elif match := _CENTURY.fullmatch(bare):
        first = _year(match[1] + "00")
        value = UncertainDate(date(first, 1, 1), date(first + 99, 12, 31), "range")
    elif match := _DATE.fullmatch(bare):
        value = _dated(_year(match[1]), match[2], match[3], text)
    else:
        raise BadDate("not_understood", text)
    return replace(value, circa=circa)


def _year(digits: str) -> int:
    year = int(digits)
    if year == 0:
        raise BadDate("year_out_of_range", digits)
    return year


def _dated(year: int, month: str | None, day: str | None, text: str) -> UncertainDate:
    if month is None:
        return year_of(year)
    season = _SEASON_CODES.get(int(month))
    if season is not None and day is None:
        return UncertainDate(*season.bounds(year), "season")
    if not 1 <= int(month) <= 12:  # noqa: PLR2004
        raise BadDate("no_such_month", text)
    if day is None:
        return month_of(year, int(month))
    try:
        return day_of(date(year, int(month), int(day)))
    except ValueError:
        raise BadDate("no_such_day", text) from None
