"""What is due to be deleted: each room counts its own records by coarse columns, nothing is opened to know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from seereya.accounts.actor import Actor

Count = Callable[[Actor, datetime], int]
Erase = Callable[[Actor, UUID], None]
_counts: dict[str, Count] = {}
_erasers: list[Erase] = []


def register(rule: str, count: Count) -> None:
    """A room counts the records of its organisation that fall under a retention rule and are older than a moment."""
    _counts[rule] = count


def due(by: Actor, rule: str, before: datetime) -> int | None:
    """How many records are due; nothing where no room counts this class."""
    return _counts[rule](by, before) if rule in _counts else None


def register_eraser(erase: Erase) -> None:
    """A room takes a person out of what it keeps beside the sealed record, such as an index of names."""
    if erase not in _erasers:
        _erasers.append(erase)


def erase_elsewhere(by: Actor, subject: UUID) -> None:
    """Every room takes the person out."""
    for erase in _erasers:
        erase(by, subject)
