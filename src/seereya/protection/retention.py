"""What is due to be deleted: each room counts its own records by coarse columns, nothing is opened to know it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.vault.indexing import IndexLost

Held = frozenset[UUID]
Count = Callable[[Actor, datetime, Held], int]
_counts: dict[str, Count] = {}
_notes: dict[str, tuple[Any, bool]] = {}


def register(rule: str, count: Count, *, note: Any = "", when_held: bool = False) -> None:
    """A room counts the records of its organisation that fall under a retention rule and are older than a moment.

    It leaves out what concerns the persons under legal hold it is told of, where it can know. `note`: what the number does not say,
    in lazy words; `when_held`: only where a legal hold stands.
    """
    _counts[rule], _notes[rule] = count, (note, when_held)


def note_on(rule: str, held: Held) -> str:
    """What the count of a rule does not say."""
    note, when_held = _notes.get(rule, ("", False))
    return str(note) if held or not when_held else ""


def due(by: Actor, rule: str, before: datetime, held: Held) -> int | None:
    """How many records are due; nothing where no room counts this class, or the index it needs does not open."""
    try:
        return _counts[rule](by, before, held) if rule in _counts else None
    except IndexLost:
        return None
