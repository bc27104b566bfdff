"""What an uncertain date is: two bounds, how finely it was said, and the words it was said in."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from seereya.foundation.dates.seasons import season_of

Precision = Literal["day", "month", "season", "year", "decade", "range", "unknown"]
PRECISIONS: frozenset[str] = frozenset(get_args(Precision))
FIRST_YEAR, LAST_YEAR = 1000, 9980
"""Years that can be said: four digits, with room for a season or a decade that runs past the year."""


class BadDate(ValueError):
    """A date that cannot be understood or cannot be.

    `code` is one of `empty`, `not_understood`, `no_such_day`, `no_such_month`, `year_missing`, `year_out_of_range`,
    `two_digit_year`, `weekday_differs`, `end_before_start`, `future`, `inconsistent`. `detail` is the part of what was
    typed that is wrong; it is sealed content, so it is kept out of the exception's message, which logs may hold.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A day somewhere between `earliest` and `latest`, both included; an absent bound is not known.

    `precision` is how it was said, `circa` that even the bounds are approximate (they are not widened), `words` what
    was typed. Two dates are equal when they mean the same: the words are kept but not compared.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    circa: bool = False
    words: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Refuse bounds that contradict the precision, so that a stored record can be trusted.

        Raises:
            BadDate: `end_before_start`, `year_out_of_range` or `inconsistent`.
        """
        for bound in (self.earliest, self.latest):
            if bound is not None and not FIRST_YEAR <= bound.year <= LAST_YEAR + 10:
                raise BadDate("year_out_of_range", str(bound.year))
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise BadDate("end_before_start", self.words)
        if self.precision not in PRECISIONS or not _agrees(self):
            raise BadDate("inconsistent", self.words)


def _agrees(value: UncertainDate) -> bool:
    first, last = value.earliest, value.latest
    if value.precision == "unknown":
        return first is None and last is None and not value.circa
    if value.precision == "range":
        return first is not None or last is not None
    if first is None or last is None:
        return False
    if value.precision == "season":
        return season_of(first, last) is not None
    expected = {
        "day": (first, first),
        "month": month_bounds(first.year, first.month),
        "year": (date(first.year, 1, 1), date(first.year, 12, 31)),
        "decade": (date(first.year // 10 * 10, 1, 1), date(first.year // 10 * 10 + 9, 12, 31)),
    }[value.precision]
    return (first, last) == expected


UNKNOWN = UncertainDate(None, None, "unknown")


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def day_of(day: date, *, circa: bool = False, words: str = "") -> UncertainDate:
    return UncertainDate(day, day, "day", circa, words)


def month_of(year: int, month: int, *, circa: bool = False, words: str = "") -> UncertainDate:
    return UncertainDate(*month_bounds(year, month), "month", circa, words)


def year_of(year: int, *, circa: bool = False, words: str = "") -> UncertainDate:
    return UncertainDate(date(year, 1, 1), date(year, 12, 31), "year", circa, words)


def decade_of(year: int, *, circa: bool = False, words: str = "") -> UncertainDate:
    start = year // 10 * 10
    return UncertainDate(date(start, 1, 1), date(start + 9, 12, 31), "decade", circa, words)


def overlaps(value: UncertainDate, start: date | None, end: date | None) -> bool:
    """Whether the date may fall between `start` and `end`, both included; an absent end is open.

    A wholly unknown date overlaps nothing but the question with no bounds: it is asked for by itself. Approximate
    bounds are taken as said.
    """
    if value.precision == "unknown":
        return start is None and end is None
    after = end is not None and value.earliest is not None and value.earliest > end
    before = start is not None and value.latest is not None and value.latest < start
    return not after and not before


def to_record(value: UncertainDate) -> dict[str, str | bool | None]:
    """The date as JSON-ready values; days are ISO 8601."""
    return {
        "earliest": value.earliest.isoformat() if value.earliest else None,
        "latest": value.latest.isoformat() if value.latest else None,
        "precision": value.precision,
        "circa": value.circa,
        "words": value.words,
    }


def from_record(record: dict[str, str | bool | None]) -> UncertainDate:
    """The date that `to_record` wrote.

    Raises:
        BadDate: `inconsistent` when the record was not written by `to_record`.
    """
    precision = record.get("precision")
    if not isinstance(precision, str) or precision not in PRECISIONS:
        raise BadDate("inconsistent", "precision")
    return UncertainDate(
        _bound(record, "earliest"),
        _bound(record, "latest"),
        precision,  # type: ignore[arg-type]
        record.get("circa") is True,
        str(record.get("words") or ""),
    )


def _bound(record: dict[str, str | bool | None], name: str) -> date | None:
    text = record.get(name)
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise BadDate("inconsistent", name) from None
