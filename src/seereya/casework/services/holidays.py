"""Correcting the courts' calendar; limits it touches are marked for review, never moved silently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import holidays
from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.models import CaseFile, HolidayOverride
from seereya.casework.queries.lists import cases_index
from seereya.casework.rules import Refused
from seereya.casework.services.calendars import calendar_of
from seereya.casework.services.deadlines import recomputed
from seereya.casework.services.storing import hold, store
from seereya.foundation import clock
from seereya.foundation.searching import Query
from seereya.reference import terms
from seereya.reference.saying import language

_AROUND = timedelta(days=40)
_MOST = 20_000


def year_of(organisation: UUID, year: int) -> list[dict[str, object]]:
    """A year's holidays in order, in the page's language: the day, its name, whether it was corrected, whether courts rest."""
    found: dict[date, dict[str, object]] = {}
    for word in terms.vocabulary("legal_calendars").values():
        named = holidays.country_holidays(word.extra["country"], years=year, language=_tongue(word.extra["country"]))
        found |= {day: {"day": day, "name": name, "rests": True, "corrected": False} for day, name in named.items()}
    for row in HolidayOverride.objects.filter(organisation_id=organisation, day__year=year):
        name = row.name or str(found.get(row.day, {}).get("name", ""))
        found[row.day] = {"day": row.day, "name": name, "rests": row.holiday, "corrected": True, "id": row.id}
    return [found[day] for day in sorted(found)]


def _tongue(country: str) -> str | None:
    """The library's own name of the page's language, where it knows it for this country."""
    kind = type(holidays.country_holidays(country))
    wanted = "en_US" if language() == "en" else "fr"
    return wanted if wanted in kind.supported_languages else None


@transaction.atomic
def set_holiday(*, by: Actor, day: date, holiday: bool, name: str) -> int:
    """Says that a day is, or is not, a public holiday. Returns how many files have time limits to look at again.

    Limits computed before are never moved silently: each one the day may touch is marked for review, in words.
    """
    if not name.strip():
        raise Refused("holiday_name_needed")
    HolidayOverride.objects.update_or_create(
        organisation_id=by.organisation_id,
        day=day,
        defaults={"holiday": holiday, "name": " ".join(name.split()), "made_by": by.member, "made_at": clock.now()},
    )
    record(tag=Tag.HOLIDAY_SET, actor=by.id, organisation=by.organisation_id, facts={"day": day.isoformat(), "holiday": holiday})
    own = set(CaseFile.objects.filter(organisation_id=by.organisation_id, status="open").values_list("id", flat=True))
    touched = [case_id for case_id in _touched(by, day) if case_id in own]
    return sum(_mark(by, case_id, day) for case_id in touched)


def _touched(by: Actor, day: date) -> Iterator[UUID]:
    """Open files with a limit still running whose count passes over this day, or ends close before it."""
    for hit in cases_index(by).search(Query(include={"status": ["open"]}, limit=_MOST)).rows:
        if any(_passes(one[3], one[0], day) for one in hit.card["due"]):
            yield UUID(bytes=hit.key)


def _passes(starts: str, due: str, day: date) -> bool:
    first, last = sorted((date.fromisoformat(starts[:10]), date.fromisoformat(due[:10])))
    return first - _AROUND <= day <= last + _AROUND


def _mark(by: Actor, case_id: UUID, day: date) -> bool:
    """Marks the limits of one file that the new calendar would end on another day."""
    held, calendar, marked = hold(by, case_id), calendar_of(by.organisation_id), False
    for one in held.content.deadlines:
        if one.done_on or not one.due:
            continue
        again = recomputed(one, calendar)
        if again and again != one.due and one.review != f"{day.isoformat()} {again}":
            one.review, marked = f"{day.isoformat()} {again}", True
    if marked:
        store(by, held)
    return marked
