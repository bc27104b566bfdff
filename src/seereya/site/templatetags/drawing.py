"""Where things stand on a small picture drawn by the server: plain numbers, no Django.

Lengths are strings with a decimal point, because a template would write a French comma into the SVG.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise

Number = float | int
WIDTH = 160.0
"""Length of every axis, in SVG units."""
SMALLEST = 3.0
"""A span of one value is still seen: it is drawn this wide."""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar between two values on an axis that starts at zero; an end nobody knows is open."""

    x: str
    width: str
    open_low: bool
    open_high: bool
    best: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a text: `same`, `added` or `removed`."""

    kind: str
    text: str


def length(value: Number) -> str:
    """An SVG length, one decimal, always with a point."""
    return f"{value:.1f}"


def at(value: Number, scale: Number) -> float:
    """The place of a value on an axis that ends at `scale`, held inside the axis."""
    if scale <= 0:
        return 0.0
    return min(max(float(value) / float(scale), 0.0), 1.0) * WIDTH


def span(low: Number | None, high: Number | None, scale: Number, best: Number | None = None) -> Span:
    """The bar from `low` to `high`; `None` draws to the end of the axis and marks that end as open.

    Raises:
        ValueError: the least is greater than the most.
    """
    if low is not None and high is not None and low > high:
        raise ValueError("The least of a range cannot be greater than its most.")
    start = 0.0 if low is None else at(low, scale)
    end = WIDTH if high is None else at(high, scale)
    start = min(start, WIDTH - SMALLEST)
    width = max(end - start, SMALLEST)
    mark = "" if best is None else length(min(max(at(best, scale), 1.0), WIDTH - 1.0))
    return Span(length(start), length(width), low is None, high is None, mark)


def dates(earliest: date | None, latest: date | None, frame_from: date, frame_to: date) -> Span:
    """A span of days inside a frame of days; both ends count, so one day is one day wide."""
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError("The earliest day cannot come after the latest.")
    days = (frame_to - frame_from).days + 1
    low = None if earliest is None else (earliest - frame_from).days
    high = None if latest is None else (latest + timedelta(days=1) - frame_from).days
    return span(low, high, days)


def steps(level: int | None, count: int) -> list[tuple[str, bool]]:
    """The boxes of a small scale, left to right: where each stands and whether it is filled."""
    return [(length(index * 12.0), level is not None and index < level) for index in range(count)]


def word_parts(before: str, after: str) -> list[Part]:
    """What was taken away and what was added, word by word, in reading order."""
    old, new = before.split(), after.split()
    parts: list[Part] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", " ".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            parts.append(Part("removed", " ".join(old[old_from:old_to])))
        if new_to > new_from:
            parts.append(Part("added", " ".join(new[new_from:new_to])))
    assert all(left.kind != right.kind for left, right in pairwise(parts))
    return parts
