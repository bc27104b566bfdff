"""The timeline of an incident, drawn by the server: when it happened, when each account was given, how it was moved. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from seereya.documentation.content import When

WIDTH, LEFT, ROW, TOP = 640.0, 8.0, 22.0, 26.0
_AXIS = WIDTH - 2 * LEFT
_GAP, _LABEL = 0.2, 140.0


@dataclass(frozen=True)
class Point:
    """Something that happened on a day, or between two; `kind`: `incident`, `account` or `move`."""

    kind: str
    label: str
    first: date
    last: date
    words: str


@dataclass(frozen=True)
class Mark:
    """A point as it is drawn: lengths are strings with a decimal point, whatever the language."""

    kind: str
    x: str
    width: str
    y: str
    base: str
    text_x: str
    anchor: str
    label: str


@dataclass(frozen=True)
class Tick:
    """A date under the axis."""

    x: str
    day: date
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """A picture and what its table says. `cut`: where the axis is broken over a long time in which nothing happened."""

    width: str
    height: str
    axis_y: str
    marks: list[Mark]
    ticks: list[Tick]
    points: list[Point]
    cut: str = ""


class Axis:
    """Days on a line. A gap longer than half of the whole is cut to a fifth of the line, and the line shows it."""

    def __init__(self, days: list[date]) -> None:
        self.start, self.end = min(days), max(days)
        self.whole = max((self.end - self.start).days, 1)
        ordered = sorted(set(days))
        gaps = [((after - before).days, before, after) for before, after in pairwise(ordered)]
        length, self.before, self.after = max(gaps, default=(0, self.start, self.end))
        self.cut = length > self.whole / 2 and len(ordered) > 2  # noqa: PLR2004 - two days leave nothing to stretch
        self.rest = max(self.whole - length, 1)

    def at(self, day: date) -> float:
        """Where a day stands."""
        if not self.cut:
            return LEFT + _AXIS * (day - self.start).days / self.whole
        room = _AXIS * (1 - _GAP)
        if day <= self.before:
            return LEFT + room * (day - self.start).days / self.rest
        return LEFT + room * ((self.before - self.start).days + (day - self.after).days) / self.rest + _AXIS * _GAP

    def ticks(self) -> list[Tick]:
        """The first and the last day, and both sides of the cut where there is room to write them."""
        wanted = [self.start, self.end] + ([self.before, self.after] if self.cut else [])
        kept: list[tuple[float, date]] = []
        for day in wanted:
            x = self.at(day)
            if all(abs(x - other) > _LABEL for other, _day in kept):
                kept.append((x, day))
        return [_tick(day, x) for x, day in sorted(kept)]


def point(kind: str, label: str, when: When, words: str) -> Point | None:
    """A point from an uncertain date; nothing where no day is known."""
    if not when.earliest and not when.latest:
        return None
    first = date.fromisoformat(when.earliest or when.latest or "")
    last = date.fromisoformat(when.latest or when.earliest or "")
    return Point(kind, label, first, last, words)


def _length(value: float) -> str:
    return f"{value:.1f}"


def draw(points: list[Point]) -> Drawing | None:
    """The picture of at least two points; one alone needs none."""
    ordered = sorted(points, key=lambda one: (one.first, one.last))
    if len(ordered) < 2:  # noqa: PLR2004 - a line takes two points
        return None
    axis = Axis([day for one in ordered for day in (one.first, one.last)])
    marks = [_mark(one, axis.at(one.first), axis.at(one.last), number) for number, one in enumerate(ordered)]
    height = TOP + ROW * len(ordered) + 24
    cut = _length((axis.at(axis.before) + axis.at(axis.after)) / 2) if axis.cut else ""
    return Drawing(_length(WIDTH), _length(height), _length(height - 22), marks, axis.ticks(), ordered, cut)


def _mark(one: Point, first: float, last: float, number: int) -> Mark:
    middle = (first + last) / 2 > WIDTH / 2
    y = TOP + ROW * number
    return Mark(
        kind=one.kind,
        x=_length(first - 3 if first == last else first),
        width=_length(max(last - first, 6.0)),
        y=_length(y - 8),
        base=_length(y + 2),
        text_x=_length(first - 9 if middle else last + 9),
        anchor="end" if middle else "start",
        label=one.label if len(one.label) <= 60 else one.label[:57] + "…",  # noqa: PLR2004 - what fits half the picture
    )


def _tick(day: date, x: float) -> Tick:
    anchor = "start" if x < LEFT + 1 else "end" if x > WIDTH - LEFT - 1 else "middle"
    return Tick(_length(x), day, anchor)
