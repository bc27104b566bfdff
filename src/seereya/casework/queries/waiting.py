"""What waits for counsel and paralegals: mandates that end, clients to be told, partners' questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest
from operator import itemgetter
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.casework.models import ConflictAsked
from seereya.casework.queries.lists import CaseRow
from seereya.casework.rules.mandates import EXPIRES_SOON
from seereya.casework.rules.updates import DUE_SOON
from seereya.foundation import clock


@dataclass(frozen=True)
class Owed:
    """One thing owed in a file by a day; late where the day is past."""

    case: UUID
    reference: str
    on: date
    late: bool


@dataclass
class Waiting:
    """What waits, the most pressing first, no more of each than is shown."""

    mandates: list[Owed] = field(default_factory=list)
    news: list[Owed] = field(default_factory=list)
    questions: int = 0


def waiting(by: Actor, files: list[CaseRow], most: int) -> Waiting:
    """What waits for a member who holds a casework vault, in these open files. Paused ones owe no news."""
    today = clock.today()
    ending, telling = (today + EXPIRES_SOON).isoformat(), (today + DUE_SOON).isoformat()  # days as written sort as days
    mandates = ((on, row) for row in files for on, _kind in row.card.get("mandates", ()) if on <= ending)
    news = ((on, row) for row in files if not row.card["paused"] for on, _client in row.card.get("news", ()) if on <= telling)
    return Waiting(_first(mandates, most, today), _first(news, most, today), questions_to_answer(by))


def _first(owed: Iterable[tuple[str, CaseRow]], most: int, today: date) -> list[Owed]:
    days = ((row, date.fromisoformat(on)) for on, row in nsmallest(most, owed, key=itemgetter(0)))
    return [Owed(row.id, row.card["ref"], day, day < today) for row, day in days]


def questions_to_answer(by: Actor) -> int:
    """How many questions of partners wait for an answer by counsel."""
    if not by.holds(Role.COUNSEL):
        return 0
    since = clock.now() - timedelta(days=365)
    rows = ConflictAsked.objects.filter(organisation_id=by.organisation_id, answered_at=None)
    return rows.filter(delivered_at__lte=clock.now(), made_at__gte=since).count()
