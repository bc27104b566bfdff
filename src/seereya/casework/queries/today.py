"""What an index keeps of each case file, with what is true of it today: read once, then caught up with what changes.

Whether a file sleeps or a limit is near depends on the day, so a list by it looks at every file. It does not read every file for
that: what was read stays beside the index it came from, and is gone from memory with it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from seereya.casework.rules import silence
from seereya.foundation import clock
from seereya.foundation.searching import Hit, Index, Query


@dataclass(frozen=True)
class CaseRow:
    """One file of a list: its id, what the index keeps for lists, and what is true of it today."""

    id: UUID
    card: dict[str, Any]
    flags: tuple[str, ...] = ()


@dataclass
class _Known:
    day: date | None = None
    generation: int = 0
    rows: dict[bytes, CaseRow] = field(default_factory=dict)


_known: WeakKeyDictionary[Index, _Known] = WeakKeyDictionary()
_known_lock = threading.Lock()


def flagged(card: dict[str, Any]) -> tuple[str, ...]:
    """What is true of a file today: worked out when it is read, since days pass without anybody writing."""
    today = clock.today()
    found = list(silence.flags(
        today=today, last=card["last_act"] or card["opened"], paused=card["paused"], status=card["status"],
        remind_after=card["remind_after"], dormant_after=card["dormant_after"],
    ))  # fmt: skip
    if card["due"] and card["status"] == "open":
        found += silence.near(today=today, due=card["due"][0][0])
    return tuple(found)


def row_of(hit: Hit) -> CaseRow:
    """A file as a list shows it."""
    return CaseRow(UUID(bytes=hit.key), hit.card, flagged(hit.card))


def rows_of(index: Index) -> dict[bytes, CaseRow]:
    """Every file of an index by its key. Only files that changed since the last question are read, or all on a new day."""
    with index.lock:
        with _known_lock:
            known = _known.setdefault(index, _Known())
        today, changes = clock.today(), index.changes
        changed = changes.since(known.generation) if known.day == today else None
        if changed is None:
            known.rows = _read(index, Query(limit=len(index)))
        elif changed:
            keys = frozenset(changed)
            known.rows = {key: row for key, row in known.rows.items() if key not in keys}
            known.rows |= _read(index, Query(among=keys, limit=len(keys)))
        known.day, known.generation = today, changes.generation
        return known.rows


def _read(index: Index, query: Query) -> dict[bytes, CaseRow]:
    return {hit.key: row_of(hit) for hit in index.search(query).rows}


def chosen(keys: Iterable[bytes], indexes: list[Index]) -> list[CaseRow]:
    """The files of these keys in their order; of a file in several indexes, the first one's copy."""
    known = [rows_of(index) for index in indexes]
    found = (next((rows[key] for rows in known if key in rows), None) for key in keys)
    return [row for row in found if row is not None]
