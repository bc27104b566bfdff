"""The courts' calendar: public holidays of the pack's country, corrected where the moon was sighted or a decree came late."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from uuid import UUID

import holidays

from seereya.casework.models import HolidayOverride
from seereya.casework.rules.deadlines import Calendar
from seereya.reference import terms


class _Days:
    """Public holidays: the library's, with an organisation's corrections on top."""

    def __init__(self, countries: tuple[str, ...], corrected: dict[date, bool]) -> None:
        self._countries, self._corrected = countries, corrected

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        known = self._corrected.get(day)
        return any(day in _library(one, "") for one in self._countries) if known is None else known


@lru_cache(maxsize=8)
def _library(country: str, tongue: str) -> holidays.HolidayBase:
    """The library's holidays of a country; years are added as they are asked for."""
    return holidays.country_holidays(country, language=tongue or None)


def calendar_of(organisation: UUID) -> Calendar:
    """The calendar that an organisation counts by. One query."""
    rows = list(terms.vocabulary("legal_calendars").values())
    weekend = {int(one) for word in rows for one in word.extra.get("weekend", "").split()}
    countries = tuple(word.extra["country"] for word in rows if word.extra.get("country"))
    corrected = dict(HolidayOverride.objects.filter(organisation_id=organisation).values_list("day", "holiday"))
    return Calendar(frozenset(weekend), _Days(countries, corrected))
