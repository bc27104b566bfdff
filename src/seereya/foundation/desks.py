"""What waits for a member: each room says its part, the home page shows them together, what is late first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Urgency = Literal["late", "waits", "soon", ""]
_RANK: dict[str, int] = {"late": 0, "waits": 1, "soon": 2, "": 3}


@dataclass(frozen=True)
class Work:
    """One line of work: what it is, where it is done, how pressing. `label` and `note` are words in the reader's language."""

    label: str
    url: str
    kind: Urgency = ""
    badge: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure of a room for the home page, with where it is looked into."""

    label: str
    value: int | str
    url: str


Waiting = Callable[[Any], Sequence[Work]]
Counting = Callable[[Any], Sequence[Figure]]
_waiting: dict[str, Waiting] = {}
_counting: dict[str, Counting] = {}


def register(room: str, *, waiting: Waiting | None = None, figures: Counting | None = None) -> None:
    """A room's part of the home page. Each is asked with the actor; it returns nothing for roles it does not concern."""
    if waiting is not None:
        _waiting[room] = waiting
    if figures is not None:
        _counting[room] = figures


def waiting_for(actor: Any) -> list[Work]:
    """What waits for this member in all rooms: late before waiting before soon, otherwise in the rooms' own order."""
    found = [work for ask in _waiting.values() for work in ask(actor)]
    return sorted(found, key=lambda work: _RANK[work.kind])


def figures_for(actor: Any) -> list[Figure]:
    """The figures of all rooms for this member."""
    return [figure for ask in _counting.values() for figure in ask(actor)]
