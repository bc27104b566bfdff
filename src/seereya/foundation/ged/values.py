"""How GED writes numbers, dates and codes. Every function takes the cell's text and raises `Wrong`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from seereya.foundation.ged.events import ProblemCode

Value = str | int | float | bool | date | None

_WHOLE = re.compile(r"-?\d{1,18}(?:\.0+)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+Z?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})( [\d:]+(?: ?[AP]M)?)?", re.ASCII)
_NOTHING = frozenset({"", "NA", "NULL", "None"})


class Wrong(Exception):
    """A value is not what its column holds."""

    def __init__(self, code: ProblemCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def text(cell: str) -> str:
    return cell.strip()


def name(cell: str) -> str:
    """A text that must be there."""
    found = cell.strip()
    if not found:
        raise Wrong("empty", "a value is missing")
    return found


def whole(cell: str) -> int:
    """A whole number; `12.0` is one, as some programs write it."""
    if cell.isascii() and cell.isdigit() and len(cell) < 19:  # noqa: PLR2004 - what fits 64 bits, as in `_WHOLE`
        return int(cell)
    found = cell.strip()
    if not found:
        raise Wrong("empty", "a value is missing")
    if not _WHOLE.fullmatch(found):
        raise Wrong("integer", "this is not a whole number")
    return int(found.partition(".")[0])


def count(cell: str) -> int:
    number = whole(cell)
    if number < 0:
        raise Wrong("negative", "a count cannot be below zero")
    return number


def optional_whole(cell: str) -> int | None:
    return None if cell.strip() in _NOTHING else whole(cell)


def flag(cell: str) -> bool | None:
    found = cell.strip().lower()
    if found in {"1", "true", "t", "yes"}:
        return True
    if found in {"0", "false", "f", "no"}:
        return False
    if cell.strip() in _NOTHING:
        return None
    raise Wrong("choice", "this is neither 1 nor 0")


def choice(first: int, last: int) -> Callable[[str], int]:
    """A code from `first` to `last`."""

    def parse(cell: str) -> int:
        number = whole(cell)
        if not first <= number <= last:
            raise Wrong("choice", f"the codebook has {first} to {last} here")
        return number

    return parse


def optional_choice(first: int, last: int) -> Callable[[str], int | None]:
    parse = choice(first, last)
    return lambda cell: None if cell.strip() in _NOTHING else parse(cell)


def coordinate(limit: float) -> Callable[[str], float]:
    """Degrees between minus and plus `limit`."""

    def parse(cell: str) -> float:
        found = cell.strip()
        if not found:
            raise Wrong("empty", "a value is missing")
        if not _DECIMAL.fullmatch(found):
            raise Wrong("number", "this is not a decimal number")
        number = float(found)
        if not -limit <= number <= limit:
            raise Wrong("range", f"degrees go from {-limit:.0f} to {limit:.0f} here")
        return number

    return parse


def day(cell: str) -> date:
    """A date: ISO 8601 with or without a time, or month/day/year as older releases wrote it.

    Slashes are read only where they cannot mislead: with AM or PM (an American form), or when the second number is above 12.
    """
    found = cell.strip()
    if len(found) == len("2021-01-03") or _ISO.fullmatch(found):
        try:
            return date.fromisoformat(found[:10])
        except ValueError:
            if not _SLASHED.fullmatch(found):
                raise Wrong("date", "this is not a date, or one that does not exist") from None
    slashed = _SLASHED.fullmatch(found)
    if not slashed:
        raise Wrong("date" if found else "empty", "this is not a date" if found else "a value is missing")
    month, in_month, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
    american = (slashed[4] or "").endswith("M")
    if not american and in_month <= 12 and month != in_month:  # noqa: PLR2004 - months in a year
        raise Wrong("ambiguous_date", "day and month could be either: write year-month-day")
    try:
        return date(year, month, in_month)
    except ValueError:
        raise Wrong("date", "this date does not exist") from None


def span(start: date, end: date, date_prec: int) -> tuple[date, date]:
    """Earliest and latest day. A single day given for a week, a month or a year is widened to what is really known."""
    if start != end or date_prec < 3:  # noqa: PLR2004 - codes of the codebook
        return start, end
    if date_prec == 3:  # noqa: PLR2004
        monday = start - timedelta(days=start.weekday())
        return monday, monday + timedelta(days=6)
    if date_prec == 4:  # noqa: PLR2004
        return start.replace(day=1), start.replace(day=monthrange(start.year, start.month)[1])
    return date(start.year, 1, 1), date(start.year, 12, 31)
