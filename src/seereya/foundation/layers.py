"""Layers over the map and the lists of incidents: an upper room registers what it knows about a place and time, the page asks.

As with `foundation.panels`, the page knows no room. A layer's `make` gets the actor and what the page is narrowed to, and returns
its marks, or nothing for who may not see it. It must ask once and not per mark: a page's number of queries is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Asked:
    """What a page is narrowed to: places (any of them, and all below them), days. Nothing given means everything."""

    places: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether any place or day was chosen."""
        return bool(self.places or self.first or self.last)


@dataclass(frozen=True)
class Mark:
    """One thing a layer shows at a place of the tree, in words; `url` leads to it, where the reader may open it."""

    place: str
    label: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Layer:
    """A layer's legend, the sentence that warns whoever reads figures under it, its marks, and its own page."""

    key: str
    title: str
    caution: str
    marks: Sequence[Mark]
    url: str = ""


Make = Callable[[Any, Asked], Layer | None]
_makers: dict[str, tuple[int, Make]] = {}


def register(key: str, *, order: int, make: Make) -> None:
    """Offers a layer. `order`: smaller stands first. Raises `ValueError` for a key used twice."""
    if key in _makers:
        raise ValueError(f"two layers are called {key}")
    _makers[key] = (order, make)


def layers(*, by: Any, asked: Asked) -> list[Layer]:
    """What the rooms lay over this place and time for this actor, in order; layers without a mark are left out."""
    found = [make(by, asked) for _key, (_order, make) in sorted(_makers.items(), key=lambda one: (one[1][0], one[0]))]
    return [layer for layer in found if layer is not None and layer.marks]


def registered() -> tuple[str, ...]:
    """Keys of all layers."""
    return tuple(sorted(_makers))
