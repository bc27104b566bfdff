"""The timeline of an incident, drawn by the server: when it happened, when each account was given, how it was moved. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from seereya.documentation.content import When

WIDTH, LEFT, ROW, TOP = 640.0, 8.0, 22.0, 26.0
_AXIS = WIDTH - 2 * LEFT


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
    label: str
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """A picture and what its table says."""

    width: str
    height: str
    axis_y: str
    marks: list[Mark]
    ticks: list[Tick]
    points: list[Point]


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
    start, end = ordered[0].first, max(one.last for one in ordered)
    days = max((end - start).days, 1)

    def at(day: date) -> float:
        return LEFT + _AXIS * (day - start).days / days

    marks = [_mark(one, at(one.first), at(one.last), number) for number, one in enumerate(ordered)]
    height = TOP + ROW * len(ordered) + 24
    ticks = [_tick(day, at(day)) for day in dict.fromkeys([start, start + timedelta(days=days // 2), end])]
    return Drawing(_length(WIDTH), _length(height), _length(height - 22), marks, ticks, ordered)


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
    return Tick(_length(x), day.isoformat(), anchor)
