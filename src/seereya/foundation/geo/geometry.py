"""Points and shapes on a sphere and on a page. Coordinates are degrees, WGS 84; GeoJSON (RFC 7946) puts longitude first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

EARTH_RADIUS_KM = 6371.0088
_RINGS = {"Polygon": 1, "MultiPolygon": 2, "MultiLineString": 1, "LineString": 0}
_CLOSED = frozenset({"Polygon", "MultiPolygon"})


class GeometryError(ValueError):
    """A GeoJSON geometry that cannot be used, in words."""


class Point(NamedTuple):
    longitude: float
    latitude: float


class Bounds(NamedTuple):
    """A box in degrees."""

    west: float
    south: float
    east: float
    north: float

    def height_for(self, width: float) -> float:
        """The height at which a map of this box, `width` wide, is not distorted in its middle."""
        wide = (self.east - self.west) * _narrowing(self)
        return width * (self.north - self.south) / wide if wide else width


def _narrowing(bounds: Bounds) -> float:
    """How much shorter a degree of longitude is than one of latitude, in the middle of the box."""
    return max(cos(radians((bounds.south + bounds.north) / 2)), 0.01)


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in kilometres (haversine, mean Earth radius)."""
    first, second = radians(latitude), radians(other_latitude)
    across = sin(radians(other_longitude - longitude) / 2) ** 2
    part = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * across
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(part)))


def project(latitude: float, longitude: float, bounds: Bounds, width: float, height: float) -> tuple[float, float]:
    """Where a point falls on a map of `width` × `height`: equirectangular, true to shape in the middle, centred, y downwards."""
    narrow = _narrowing(bounds)
    wide, tall = (bounds.east - bounds.west) * narrow, bounds.north - bounds.south
    scale = min(width / wide if wide else float("inf"), height / tall if tall else float("inf"))
    if scale == float("inf"):
        return width / 2, height / 2
    x = width / 2 + (longitude - (bounds.west + bounds.east) / 2) * narrow * scale
    y = height / 2 - (latitude - (bounds.south + bounds.north) / 2) * scale
    return x, y


def rings(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """The lines of a geometry, each a list of points. Raises `GeometryError` for what is no line or area."""
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for part in _listed(geometry.get("geometries")):
            if not isinstance(part, Mapping) or part.get("type") == "GeometryCollection":
                raise GeometryError("a collection of geometries holds something else than geometries")
            yield from rings(part)
        return
    if kind not in _RINGS:
        raise GeometryError(f"a geometry of type {str(kind)[:40]!r} cannot be drawn as an outline")
    parts: list[Any] = [geometry.get("coordinates")]
    for _ in range(_RINGS[kind]):
        parts = [inner for part in parts for inner in _listed(part)]
    for part in parts:
        yield [_point(position) for position in _listed(part)]


def _listed(value: object) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise GeometryError("the coordinates are not nested as their type demands")
    return value


def _point(position: object) -> Point:
    match position:
        case [int() | float() as longitude, int() | float() as latitude, *_]:
            if -180 <= longitude <= 180 and -90 <= latitude <= 90:  # noqa: PLR2004 - degrees
                return Point(float(longitude), float(latitude))
            raise GeometryError("a position lies off the globe")
    raise GeometryError("a position is not a pair of numbers")


def bounds_of(*geometries: Mapping[str, Any]) -> Bounds:
    """The smallest box that holds these geometries. Raises `GeometryError` where there is no point at all."""
    points = [point for geometry in geometries for ring in rings(geometry) for point in ring]
    if not points:
        raise GeometryError("there is no point in this geometry")
    east_west = [point.longitude for point in points]
    north_south = [point.latitude for point in points]
    return Bounds(min(east_west), min(north_south), max(east_west), max(north_south))


def middle_of(geometry: Mapping[str, Any]) -> Point | None:
    """A point that stands for the geometry: itself, or the centre of area of its largest ring."""
    if geometry.get("type") == "Point":
        return _point(geometry.get("coordinates"))
    candidates = [ring for ring in rings(geometry) if ring]
    if not candidates:
        return None
    ring = max(candidates, key=lambda candidate: abs(_doubled_area(candidate)))
    area = _doubled_area(ring)
    if not area:
        return Point(sum(p.longitude for p in ring) / len(ring), sum(p.latitude for p in ring) / len(ring))
    x = y = 0.0
    for here, there in _sides(ring):
        cross = here.longitude * there.latitude - there.longitude * here.latitude
        x += (here.longitude + there.longitude) * cross
        y += (here.latitude + there.latitude) * cross
    return Point(x / (3 * area), y / (3 * area))


def _sides(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _doubled_area(ring: Sequence[Point]) -> float:
    return sum(a.longitude * b.latitude - b.longitude * a.latitude for a, b in _sides(ring))


def to_svg_path(geometry: Mapping[str, Any], bounds: Bounds, width: float, height: float, *, decimals: int = 1) -> str:
    """The `d` of an SVG path that draws a GeoJSON line or area on a map of `width` × `height` units.

    Points that fall on the one before are left out, so that a detailed outline stays small. Raises `GeometryError`.
    """
    closed = geometry.get("type") in _CLOSED
    parts = []
    for ring in rings(geometry):
        drawn: list[str] = []
        for point in ring:
            x, y = project(point.latitude, point.longitude, bounds, width, height)
            step = f"{_short(x, decimals)} {_short(y, decimals)}"
            if not drawn or drawn[-1] != step:
                drawn.append(step)
        if closed and len(drawn) > 1 and drawn[0] == drawn[-1]:
            drawn.pop()
        if len(drawn) > 1:
            parts.append("M" + "L".join(drawn) + ("Z" if closed else ""))
    return "".join(parts)


def _short(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
