"""What waits for counsel and paralegals: mandates that end, clients to be told, partners' questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.casework.models import ConflictAsked
from seereya.casework.queries.lists import MOST, cases_index
from seereya.casework.rules.mandates import EXPIRES_SOON
from seereya.casework.rules.updates import DUE_SOON
from seereya.foundation import clock
from seereya.foundation.searching import Query
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind


@dataclass(frozen=True)
class Owed:
    """One thing owed in a file by a day; late where the day is past."""

    case: UUID
    reference: str
    on: date
    late: bool


@dataclass
class Waiting:
    """What waits, the most pressing first."""

    mandates: list[Owed] = field(default_factory=list)
    news: list[Owed] = field(default_factory=list)
    questions: int = 0


def waiting(by: Actor) -> Waiting:
    """What waits for a member who holds a casework vault. Files that are closed are left out; paused ones owe no news."""
    found = Waiting(questions=questions_to_answer(by))
    if not keyring_of(by).of_kind(VaultKind.CASEWORK):
        return found
    today = clock.today()
    for hit in cases_index(by).search(Query(include={"status": ["open"]}, sort="reference", limit=MOST)).rows:
        case, card = UUID(bytes=hit.key), hit.card
        ends = [date.fromisoformat(on) for on, _kind in card.get("mandates", ())]
        found.mandates += [Owed(case, card["ref"], on, on < today) for on in ends if on - today <= EXPIRES_SOON]
        if not card["paused"]:
            owed = [date.fromisoformat(on) for on, _client in card.get("news", ())]
            found.news += [Owed(case, card["ref"], on, on < today) for on in owed if on - today <= DUE_SOON]
    found.mandates.sort(key=lambda one: one.on)
    found.news.sort(key=lambda one: one.on)
    return found


def questions_to_answer(by: Actor) -> int:
    """How many questions of partners wait for an answer by counsel."""
    if not by.holds(Role.COUNSEL):
        return 0
    since = clock.now() - timedelta(days=365)
    rows = ConflictAsked.objects.filter(organisation_id=by.organisation_id, answered_at=None)
    return rows.filter(delivered_at__lte=clock.now(), made_at__gte=since).count()
