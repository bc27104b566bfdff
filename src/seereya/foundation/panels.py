"""Pages that mix rooms: a room registers what it can show about a subject, the page asks (decision 16).

A panel's `make` gets the actor and an opaque subject and returns the context of its template, or nothing: who may not see it,
and a subject of which it knows nothing, look the same. It must ask once and not per row: a page's number of queries is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

INCIDENT: Final = "incident"
PERSON: Final = "person"
CASE: Final = "case"
EVIDENCE: Final = "evidence"
PLACES: Final = frozenset({INCIDENT, PERSON, CASE, EVIDENCE})

Make = Callable[[Any, UUID], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """One section of a page: its anchor, heading, template and that template's context."""

    key: str
    title: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class _Registered:
    order: int
    key: str
    title: Any
    template: str
    make: Make


_panels: dict[str, list[_Registered]] = {place: [] for place in PLACES}


def register(place: str, *, key: str, order: int, title: Any, template: str, make: Make) -> None:
    """Offers a panel for a kind of page. `order`: smaller stands higher. Raises `ValueError` for a key used twice on one page."""
    if any(one.key == key for one in _panels[place]):
        raise ValueError(f"two panels are called {key} on the page of {place}")
    _panels[place].append(_Registered(order, key, title, template, make))
    _panels[place].sort(key=lambda one: (one.order, one.key))


def panels(place: str, *, by: Any, subject: UUID) -> list[Panel]:
    """What the rooms show about a subject to this actor, in order."""
    found = []
    for one in _panels[place]:
        context = one.make(by, subject)
        if context is not None:
            found.append(Panel(one.key, str(one.title), one.template, context))
    return found


def registered() -> dict[str, tuple[str, ...]]:
    """Keys of all panels by kind of page."""
    return {place: tuple(one.key for one in found) for place, found in _panels.items()}
