"""What is owed to a client: to be told where the file stands, every three months, safely. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, timedelta

from seereya.accounts.rules import Refused
from seereya.foundation.sealable import Sealable

EVERY_DAYS = 90
SHORTEST, LONGEST = 7, 365
DUE_SOON = timedelta(days=14)


@dataclass
class UpdateContent(Sealable):
    """One time a client was told: who, when, how, in which language, what was said, and when the next is due."""

    id: str = ""
    client: str = ""
    told_on: str = ""
    how: str = ""
    language: str = ""
    said: str = ""
    asked: str = ""
    every_days: int = EVERY_DAYS
    by: str = ""


class Due(enum.StrEnum):
    """Whether a client waits for news."""

    NEVER_TOLD = "never_told"
    LATE = "late"
    SOON = "soon"
    TOLD = "told"
    PAUSED = "paused"


def check_update(update: UpdateContent, *, today: date) -> None:
    """A client was told something, on a day that has come, and the next time is within a year."""
    if not update.client:
        raise Refused("update_client_needed")
    if not update.told_on or date.fromisoformat(update.told_on) > today:
        raise Refused("update_day_needed")
    if not update.how:
        raise Refused("update_how_needed")
    if not SHORTEST <= update.every_days <= LONGEST:
        raise Refused("update_every_days", least=SHORTEST, most=LONGEST)


def next_due(update: UpdateContent) -> date:
    """The day by which the client is told again."""
    return date.fromisoformat(update.told_on) + timedelta(days=update.every_days)


def due(last: UpdateContent | None, *, today: date, paused: bool) -> Due:
    """Whether a client waits. Nobody is pressed while the file is paused for safety or at the client's wish (decision 30)."""
    if paused:
        return Due.PAUSED
    if last is None:
        return Due.NEVER_TOLD
    on = next_due(last)
    if on < today:
        return Due.LATE
    return Due.SOON if on - today <= DUE_SOON else Due.TOLD
