"""Layers of upper rooms over the incidents: what they say about the place and time a page is narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from seereya.accounts.actor import Actor
from seereya.documentation.pages_lists.drawing import Area
from seereya.documentation.pages_lists.naming import place_words
from seereya.documentation.selection import Selection
from seereya.foundation.layers import Asked, Layer, layers
from seereya.reference import places

_RADIUS = {"region": 44.0, "cercle": 20.0}
_OTHER = 14.0
_NEAR = 1.4


def asked_of(selection: Selection) -> Asked:
    """The places and days a selection is narrowed to."""
    first, last = (date.fromordinal(day) if day else None for day in (selection.first_day, selection.last_day))
    return Asked(tuple(selection.include.get("place", ())), first, last)


def cautions(by: Actor, selection: Selection) -> list[Layer]:
    """The layers that touch a list narrowed by place or day; nothing is asked for a list that is not."""
    asked = asked_of(selection)
    return layers(by=by, asked=asked) if asked.is_narrowed else []


def laid_over(by: Actor, selection: Selection) -> list[Layer]:
    """The layers of a map."""
    return layers(by=by, asked=asked_of(selection))


def areas(found: Sequence[Layer], language: str, *, near: bool) -> list[Area]:
    """Where marks are drawn: one area a place, on its rounded middle; a country as a whole is said in words only."""
    told: dict[str, list[str]] = {}
    for layer in found:
        for mark in layer.marks:
            told.setdefault(mark.place, []).append(mark.note)
    drawn = []
    for code, notes in told.items():
        node = places.tree().get(code)
        if node is None or node.kind == "country" or not (node.latitude or node.longitude):
            continue
        radius = _RADIUS.get(node.kind, _OTHER) * (_NEAR if near else 1)
        words = f"{place_words(code, language)} ({'; '.join(notes)})"
        drawn.append(Area(code, node.label(language), node.latitude or 0.0, node.longitude or 0.0, radius, words))
    return sorted(drawn, key=lambda area: (-area.radius, area.label))
