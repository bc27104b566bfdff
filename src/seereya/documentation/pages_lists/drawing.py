"""The drawing of a map by the server: circles whose area says how many, labels that do not lie on each other, a scale bar. Pure.

Lengths are strings with a decimal point, because a template would write a French comma into the SVG.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from seereya.foundation.geo import Bounds, bounds_of, distance_km, project, to_svg_path

WIDTH = 760.0
TALLEST = 640.0
LARGEST = 36.0
SMALLEST = 3.5
_LETTER = 6.6  # units of a letter's width, and of a line's height, at the size labels are written in
_LINE = 14.0
_GAP = 4.0
_MARGIN = 0.03
_MARGIN_NEAR = 0.12
_WORLD = Bounds(-180, -60, 180, 75)
_LEAST_DEGREES = 1.0
_STEPS_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Spot:
    """One place to draw: how many incidents lie there, and where its page is."""

    code: str
    label: str
    latitude: float
    longitude: float
    count: int
    url: str


@dataclass(frozen=True)
class Area:
    """Ground around a place's middle that a layer speaks of: how far it is drawn, and what is said of it."""

    code: str
    label: str
    latitude: float
    longitude: float
    radius: float
    words: str


@dataclass(frozen=True)
class Label:
    """Words beside a circle: where they begin, and by which end they hang there."""

    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class Circle:
    """A spot on the page. `radius` is empty where nothing is counted; `words` is missing where there was no room."""

    spot: Spot
    x: str
    y: str
    radius: str
    words: Label | None


@dataclass(frozen=True)
class Hatch:
    """An area on the page; `name` is missing where its place bears words already, or there was no room."""

    area: Area
    x: str
    y: str
    radius: str
    name: Label | None


@dataclass(frozen=True)
class Drawing:
    """The whole map: outlines as SVG paths, hatched areas, circles from the largest to the smallest, the scale bar, the key to sizes."""

    width: str
    height: str
    outlines: list[str]
    hatches: list[Hatch]
    circles: list[Circle]
    blanks: list[Circle]
    bar: str
    bar_words: Label
    bar_km: int
    largest: int
    key: list[tuple[str, str, str, int]]


_Box = tuple[float, float, float, float]


def draw(spots: Sequence[Spot], outlines: Mapping[str, Mapping[str, Any]], *, near: bool, areas: Sequence[Area] = ()) -> Drawing:
    """A map of these spots over the outlines; `near`: only as large as the spots, not the whole country. Areas lie beneath."""
    bounds = _bounds(spots, outlines, near=near)
    height = min(max(bounds.height_for(WIDTH), WIDTH / 3), TALLEST)
    most = max((spot.count for spot in spots), default=0)
    ordered = sorted(spots, key=lambda spot: (-spot.count, spot.label))
    placed = [
        (spot, *project(spot.latitude, spot.longitude, bounds, WIDTH, height), _radius(spot.count, most)) for spot in ordered
    ]
    bar, bar_km = _scale_bar(bounds, height)
    taken: list[_Box] = [(WIDTH - bar - 24, height - 40, WIDTH, height)]
    taken += [(x - r, y - r, x + r, y + r) for _, x, y, r in placed if r]
    circles = []
    for spot, x, y, radius in placed:
        words = _label(spot, x, y, radius, taken, height) if radius else None
        circles.append(Circle(spot, _length(x), _length(y), _length(radius) if radius else "", words))
    return Drawing(
        width=_length(WIDTH),
        height=_length(height),
        outlines=[to_svg_path(shape, bounds, WIDTH, height) for shape in outlines.values()],
        hatches=_hatches(areas, bounds, height, taken, {circle.spot.code for circle in circles if circle.words}),
        circles=[circle for circle in circles if circle.radius],
        blanks=[circle for circle in circles if not circle.radius],
        bar=f"M{WIDTH - bar - 12:.1f} {height - 18:.1f}v6h{bar:.1f}v-6",
        bar_words=Label(_length(WIDTH - 12), _length(height - 22), "end"),
        bar_km=bar_km,
        largest=most,
        key=_key(most),
    )


def _hatches(areas: Sequence[Area], bounds: Bounds, height: float, taken: list[_Box], named: set[str]) -> list[Hatch]:
    """The areas whose middle lies on the map, with their names where there is room."""
    found = []
    for area in areas:
        x, y = project(area.latitude, area.longitude, bounds, WIDTH, height)
        if not (0 <= x <= WIDTH and 0 <= y <= height):
            continue
        spot = Spot(area.code, area.label, area.latitude, area.longitude, 0, "")
        name = None if area.code in named else _label(spot, x, y, area.radius, taken, height)
        found.append(Hatch(area, _length(x), _length(y), _length(area.radius), name))
    return found


def _length(value: float) -> str:
    return f"{value:.1f}"


def _radius(count: int, most: int) -> float:
    """Area in proportion to the count: twice as many, twice as much ink."""
    return max(SMALLEST, LARGEST * sqrt(count / most)) if count and most else 0.0


def _bounds(spots: Sequence[Spot], outlines: Mapping[str, Mapping[str, Any]], *, near: bool) -> Bounds:
    """The spots, and the whole outlines unless only what is near is drawn; with room around, so that no circle is cut."""
    points = [Bounds(spot.longitude, spot.latitude, spot.longitude, spot.latitude) for spot in spots]
    boxes = points if near and points else [*points, *([bounds_of(*outlines.values())] if outlines else [])]
    if not boxes:
        return _WORLD
    west, south = min(box.west for box in boxes), min(box.south for box in boxes)
    east, north = max(box.east for box in boxes), max(box.north for box in boxes)
    margin = _MARGIN_NEAR if near else _MARGIN
    wide = max(east - west, _LEAST_DEGREES) * (0.5 + margin)
    tall = max(north - south, _LEAST_DEGREES) * (0.5 + margin)
    across, up = (west + east) / 2, (south + north) / 2
    return Bounds(across - wide, up - tall, across + wide, up + tall)


def _label(spot: Spot, x: float, y: float, radius: float, taken: list[_Box], height: float) -> Label | None:
    """Room for a spot's words beside, above or below its circle; what is found is taken."""
    long = _LETTER * (len(spot.label) + len(str(spot.count)) + 1)
    base, half = y + _LINE / 3, long / 2
    offered: list[tuple[str, float, float, float]] = [
        ("start", x + radius + _GAP, base, x + radius + _GAP),
        ("end", x - radius - _GAP, base, x - radius - _GAP - long),
        ("middle", x, y - radius - _GAP, x - half),
        ("middle", x, y + radius + _LINE, x - half),
    ]
    for anchor, at, line, left in offered:
        box = (left, line - _LINE, left + long, line + _GAP)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= height
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return Label(_length(at), _length(line), anchor)
    return None


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale_bar(bounds: Bounds, height: float) -> tuple[float, int]:
    """A length that stands for a round number of kilometres, at most a quarter of the map; true in the middle of the map."""
    up, across = (bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2
    left, _ = project(up, across, bounds, WIDTH, height)
    right, _ = project(up, across + 0.1, bounds, WIDTH, height)
    per_km = (right - left) / distance_km(up, across, up, across + 0.1)
    km = max((step for step in _STEPS_KM if step * per_km <= WIDTH / 4), default=_STEPS_KM[0])
    return km * per_km, km


def _key(most: int) -> list[tuple[str, str, str, int]]:
    """Three circles that say what sizes mean: radius, height of the centre and of the words, count."""
    shown = sorted({count for count in (most, round(most / 4), 1) if count}, reverse=True)
    foot, found, line = 2 * LARGEST + 4, [], 0.0
    for count in shown:
        radius = _radius(count, most)
        line = max(line + _LINE, foot - 2 * radius + _LINE / 3)
        found.append((_length(radius), _length(foot - radius), _length(line), count))
    return found
