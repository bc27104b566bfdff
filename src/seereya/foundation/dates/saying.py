"""Writing a date back in natural words that `parse` reads as the same date."""

from __future__ import annotations

from datetime import date, timedelta

from seereya.foundation.dates.lexicon import ENGLISH_MONTHS, FRENCH_MONTHS
from seereya.foundation.dates.seasons import season_of
from seereya.foundation.dates.value import UncertainDate, month_bounds

_LAST_MONTH = 12


def say(value: UncertainDate, language: str) -> str:
    """The date in French when `language` starts with "fr", else in English.

    A part of a month ("fin mars") is said with its bounds, so that the reader sees how it was read.
    """
    french = language.casefold().startswith("fr")
    if value.precision == "unknown":
        return "date inconnue" if french else "date unknown"
    text = _range(value, french=french) if value.precision == "range" else _plain(value, french=french)
    if not value.circa:
        return text
    if value.precision == "range":
        return f"à peu près {text}" if french else f"roughly {text}"
    if french:
        return f"vers {_article(value)}{text}"
    return f"about {text}"


def _article(value: UncertainDate) -> str:
    if value.precision == "season" and value.earliest and value.latest:
        season = season_of(value.earliest, value.latest)
        name = season.french[0] if season else ""
        return "l’" if name[:1] in "éha" else "la " if name.startswith("saison") else "le "
    return {"day": "le ", "decade": "les "}.get(value.precision, "")


def _plain(value: UncertainDate, *, french: bool) -> str:
    first, last = value.earliest, value.latest
    assert first is not None
    assert last is not None
    if value.precision == "day":
        return _day(first, french=french)
    if value.precision == "month":
        return _month(first, french=french)
    if value.precision == "year":
        return str(first.year)
    if value.precision == "decade":
        return f"années {first.year}" if french else f"the {first.year}s"
    season = season_of(first, last)
    assert season is not None
    years = f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    return f"{season.french[0] if french else season.english[0]} {years}"


def _day(day: date, *, french: bool) -> str:
    return f"{_ordinal(day, french=french)} {_month(day, french=french)}"


def _ordinal(day: date, *, french: bool) -> str:
    return "1er" if french and day.day == 1 else str(day.day)


def _month(day: date, *, french: bool) -> str:
    return f"{_month_name(day, french=french)} {day.year}"


def _month_name(day: date, *, french: bool) -> str:
    return (FRENCH_MONTHS if french else ENGLISH_MONTHS)[day.month - 1]


def _range(value: UncertainDate, *, french: bool) -> str:
    first, last = value.earliest, value.latest
    if first is None:
        assert last is not None
        return f"{'avant' if french else 'before'} {_edge(last + timedelta(days=1), french=french)}"
    if last is None:
        return _from(first, french=french)
    return _between(first, last, french=french)


def _edge(day: date, *, french: bool) -> str:
    """The shortest name of a period that begins on `day`."""
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    if day.day == 1:
        return _month(day, french=french)
    return f"{'le ' if french else ''}{_day(day, french=french)}"


def _from(first: date, *, french: bool) -> str:
    if first.day == 1:
        edge = _edge(first, french=french)
        return f"à partir {'d’' if edge[0] in 'ao' else 'de '}{edge}" if french else f"from {edge}"
    return f"{'après le' if french else 'after'} {_day(first - timedelta(days=1), french=french)}"


def _between(first: date, last: date, *, french: bool) -> str:
    between, middle = ("entre", "et") if french else ("between", "and")
    whole_months = first.day == 1 and last == month_bounds(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == _LAST_MONTH and first.year < last.year:
        return f"{between} {first.year} {middle} {last.year}"
    if whole_months and (first.year, first.month) < (last.year, last.month):
        start = _month_name(first, french=french) if first.year == last.year else _month(first, french=french)
        return f"{between} {start} {middle} {_month(last, french=french)}"
    the = "le " if french else ""
    if (first.year, first.month) == (last.year, last.month):
        start = _ordinal(first, french=french)
    elif first.year == last.year:
        start = f"{_ordinal(first, french=french)} {_month_name(first, french=french)}"
    else:
        start = _day(first, french=french)
    return f"{between} {the}{start} {middle} {the}{_day(last, french=french)}"
