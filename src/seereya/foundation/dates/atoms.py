"""One date said by itself: a day, a month, a season, a year, a decade, or a part of a month or of a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from seereya.foundation.dates.lexicon import MONTHS, SEASON_NAMES, WEEKDAYS, alternatives
from seereya.foundation.dates.value import (
    FIRST_YEAR,
    LAST_YEAR,
    BadDate,
    UncertainDate,
    day_of,
    decade_of,
    month_bounds,
    month_of,
    year_of,
)

_MONTH = alternatives(MONTHS)
_SEASON = alternatives(SEASON_NAMES)
_YEAR = r"\d{4}|'?\d{2}"
_LAST_MONTH = 12

_WEEKDAY = re.compile(rf"(?:le |on )?({alternatives(WEEKDAYS)})\.?,? (?=.)")
_LEADING = re.compile(
    r"^(?:(?:le |au |du )?mois (?:de |d')|(?:in )?the month of |dans les |dans l'|en l'an(?:nee)? |l'annee |l'an |annee |the year |"
    r"pendant |durant |during |"
    r"au cours (?:de |du |d')|courant |le |la |les |l'|the |on |in |en |au |a l'|a la |d'|de |du )+(?=.)"
)
_SLASHED = re.compile(r"(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_SLASHED_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_SLASHED_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}")
_DAY_MONTH = re.compile(
    rf"(?:the )?(\d{{1,2}})(?:er|eme|e|st|nd|rd|th)?[ -]?(?:of )?({_MONTH})\.?(?:,? (?:de )?[ -]?({_YEAR})|-({_YEAR}))?"
)
_MONTH_DAY = re.compile(rf"({_MONTH})\.? (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?:,? ({_YEAR}))?")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?(?:,? (?:of |de )?|-)({_YEAR})")
_SEASON_YEAR = re.compile(rf"({_SEASON})(?: (?:de l'annee |de |of |in |en )?(\d{{4}})(?:[-/](\d{{4}}|\d{{2}}))?)?")
_DECADE = re.compile(r"(?:annees |decennie |decade )?(\d{3}0)(?:s|'s)|(?:les )?(?:annees|decennie) (\d{3}0)")
_PART = re.compile(
    r"(tout debut|debut|au debut|commencement|early|beginning of|start of|mi|milieu|mid|middle of|fin|toute fin|late|end of)"
    r"(?:[ -](?:du mois |de l'annee |de |d'|du |of |the )?)(.+)"
)
_EARLY = ("debut", "commence", "early", "begin", "start", "tout d", "au d")
_MIDDLE = ("mi", "milieu", "mid")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is read against: the day it is said, and the interface language, if known."""

    today: date
    language: str | None = None
    allow_future: bool = False


def read_year(text: str, setting: Setting, whole: str) -> int:
    """The year written with four digits or two.

    Two digits are the last such year not after today. Where the future is allowed and both readings stand, they are refused.

    Raises:
        BadDate: `two_digit_year` or `year_out_of_range`.
    """
    text = text.lstrip("'")
    if len(text) == len("2021"):
        year = int(text)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise BadDate("year_out_of_range", text)
        return year
    century = setting.today.year // 100 * 100
    year = century + int(text)
    if year <= setting.today.year:
        return year
    if setting.allow_future:
        raise BadDate("two_digit_year", whole)
    return year - 100


def make_day(year: int, month: int, day: int, whole: str) -> UncertainDate:
    """The day, if the calendar has it.

    Raises:
        BadDate: `no_such_month` or `no_such_day`.
    """
    _check_month(month, whole)
    if not 1 <= day <= month_bounds(year, month)[1].day:
        raise BadDate("no_such_day", whole)
    return day_of(date(year, month, day))


def _check_month(month: int, whole: str) -> None:
    if not 1 <= month <= _LAST_MONTH:
        raise BadDate("no_such_month", whole)


def read_atom(text: str, setting: Setting) -> UncertainDate | None:
    """The date that a folded text says, or None when its shape is not that of a date.

    Raises:
        BadDate: when the shape is that of a date and the date cannot be.
    """
    text = text.strip(" ,;.")
    weekday = _WEEKDAY.match(text)
    if weekday:
        text = text[weekday.end() :]
    text = _LEADING.sub("", text)
    found = _digits(text, setting) or _words(text, setting) or _part(text, setting)
    if weekday and found:
        named = WEEKDAYS[weekday[1]]
        if found.precision != "day" or found.earliest is None or found.earliest.weekday() != named:
            raise BadDate("weekday_differs", weekday[1])
    return found


def _digits(text: str, setting: Setting) -> UncertainDate | None:
    if match := _ISO.fullmatch(text):
        return make_day(read_year(match[1], setting, text), int(match[2]), int(match[3]), text)
    if match := _SLASHED.fullmatch(text):
        day, mark, month, year = match.groups()
        if mark == "-" and len(year) == len("21"):
            raise BadDate("two_digit_year", text)  # 21-01-03 may be a year first
        return make_day(read_year(year, setting, text), int(month), int(day), text)
    if match := _ISO_MONTH.fullmatch(text):
        return _month(read_year(match[1], setting, text), int(match[2]), text)
    if match := _SLASHED_MONTH.fullmatch(text):
        return _month(read_year(match[2], setting, text), int(match[1]), text)
    if _SLASHED_DAY.fullmatch(text):
        raise BadDate("year_missing", text)
    if re.fullmatch(r"\d{4}", text):
        return year_of(read_year(text, setting, text))
    if re.fullmatch(r"'?\d{2}", text):
        raise BadDate("two_digit_year", text)
    return None


def _month(year: int, month: int, whole: str) -> UncertainDate:
    _check_month(month, whole)
    return month_of(year, month)


def _words(text: str, setting: Setting) -> UncertainDate | None:
    if match := _DAY_MONTH.fullmatch(text):
        return _named_day(match[1], match[2], match[3] or match[4], text, setting)
    if match := _MONTH_DAY.fullmatch(text):
        if match[3] is None and setting.language != "en":
            raise BadDate("two_digit_year", text)  # "mars 21" may be the day or the year
        return _named_day(match[2], match[1], match[3], text, setting)
    if match := _MONTH_YEAR.fullmatch(text):
        return month_of(read_year(match[2], setting, text), MONTHS[match[1]])
    if match := _DECADE.fullmatch(text):
        return decade_of(read_year(match[1] or match[2], setting, text))
    if match := _SEASON_YEAR.fullmatch(text):
        return _season(match[1], match[2], match[3], text, setting)
    if re.fullmatch(_MONTH, text.rstrip(".")):
        raise BadDate("year_missing", text)
    return None


def _named_day(day: str, month: str, year: str | None, whole: str, setting: Setting) -> UncertainDate:
    if year is None:
        raise BadDate("year_missing", whole)
    return make_day(read_year(year, setting, whole), MONTHS[month], int(day), whole)


def _season(name: str, year: str | None, second: str | None, whole: str, setting: Setting) -> UncertainDate:
    """A season; "2019-2020" is right only for one that runs from the first year into the second."""
    if year is None:
        raise BadDate("year_missing", whole)
    first, last = SEASON_NAMES[name].bounds(read_year(year, setting, whole))
    if second and not (str(last.year).endswith(second) and last.year > first.year):
        raise BadDate("not_understood", whole)
    return UncertainDate(first, last, "season")


def _part(text: str, setting: Setting) -> UncertainDate | None:
    """The first, middle or last third of a month (10 days) or of a year (4 months)."""
    match = _PART.fullmatch(text)
    if not match:
        return None
    whole = read_atom(match[2], setting)
    if whole is None or whole.earliest is None or whole.precision not in {"month", "year"}:
        return None
    third = 0 if match[1].startswith(_EARLY) else 1 if match[1].startswith(_MIDDLE) else 2
    year, month = whole.earliest.year, whole.earliest.month
    if whole.precision == "year":
        return UncertainDate(date(year, third * 4 + 1, 1), month_bounds(year, third * 4 + 4)[1], "range")
    last = month_bounds(year, month)[1] if third == 2 else date(year, month, third * 10 + 10)  # noqa: PLR2004
    return UncertainDate(date(year, month, third * 10 + 1), last, "range")
