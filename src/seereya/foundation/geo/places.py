"""A place of the tree as a file gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from seereya.foundation.tables.errors import place

PlaceKind = Literal["country", "region", "cercle", "commune", "settlement"]
"""Levels of the tree, from the top. A country pack says what its second and third levels are called."""

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of the tree.

    `code`: P-code or gazetteer id; `parent`: a code, or empty; `names` by language (`und`: unknown); `alternatives`: other
    spellings; a point in degrees (WGS 84); from when to when it existed, both days included. `later_parents`: to which place
    it went over, from what day, when borders were redrawn; it stays below its first parent as well, so that a filter on the
    old and on the new division both find it.
    """

    code: str
    kind: PlaceKind
    parent: str
    names: Mapping[str, str]
    alternatives: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    later_parents: tuple[tuple[str, date], ...] = ()
    line: int = 0

    def name(self, language: str) -> str:
        """The name in a language, or the nearest there is."""
        return self.names.get(language) or self.names.get("und") or next(iter(self.names.values()), self.code)


@dataclass(frozen=True, slots=True)
class PlaceProblem:
    """Why a row or feature is not a place. `line` is the line, or the feature's number in a GeoJSON file."""

    line: int
    column: int | None
    column_name: str | None
    code: str
    detail: str
    row_id: str = ""
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{place(self.line, self.column, self.column_name)}{self.detail}"


def degrees(text: str, limit: float) -> float | None:
    """Degrees between minus and plus `limit`, or nothing for an empty text. Raises `ValueError` in words."""
    if not text.strip():
        return None
    try:
        number = float(text)
    except ValueError:
        raise ValueError("this is not a decimal number") from None
    if not -limit <= number <= limit:
        raise ValueError(f"degrees go from {-limit:.0f} to {limit:.0f} here")
    return number
