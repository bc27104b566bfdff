"""Where public documents lie: a coarse grid of bitmaps, and exact points for the cells a circle cuts."""

import sqlite3
from array import array
from collections.abc import Iterator
from itertools import compress
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Final

from pyroaring import BitMap

from seereya.foundation.searching.entries import Point
from seereya.foundation.searching.queries import Cell
from seereya.foundation.searching.store import integers, read_blob, write_meta
from seereya.foundation.searching.values import Values

CELL: Final = 0.1
_FIELD: Final = "@cell"
_NOWHERE: Final = -1
_EARTH_KM: Final = 6371.0088
_DEGREE_KM: Final = 111.32
_MICRO: Final = 1_000_000
_HALF_DIAGONAL_KM: Final = CELL * _DEGREE_KM * 0.7072
_LONGITUDES: Final = 1 << 32


def distance_km(first: Point, second: Point) -> float:
    """Great-circle distance on a sphere of the earth's mean radius."""
    north, other = radians(first[0]), radians(second[0])
    chord = sin((other - north) / 2) ** 2 + cos(north) * cos(other) * sin(radians(second[1] - first[1]) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def pack_point(point: Point) -> int:
    """A point as one whole number, rounded to a millionth of a degree (eleven centimetres)."""
    return (round(point[0] * _MICRO) + 90 * _MICRO) * _LONGITUDES + round(point[1] * _MICRO) + 180 * _MICRO


def unpack_point(packed: int) -> Point:
    latitude, longitude = divmod(packed, _LONGITUDES)
    return ((latitude - 90 * _MICRO) / _MICRO, (longitude - 180 * _MICRO) / _MICRO)


def cell_of(packed: int) -> str:
    """The name of the cell in which a packed point lies."""
    latitude, longitude = divmod(packed, _LONGITUDES)
    step = round(CELL * _MICRO)
    return f"{latitude // step}:{longitude // step}"


def _centre(row: int, column: int, size: float = CELL) -> Point:
    return ((row + 0.5) * size - 90, (column + 0.5) * size - 180)


class Points:
    """Cells are a hidden facet; the exact points stand in one array by row."""

    def __init__(self, database: sqlite3.Connection, values: Values) -> None:
        self._database = database
        self._values = values
        self._places: array[int] | None = None

    def insert(self, row: int, point: Point) -> None:
        packed = pack_point(point)
        places = self._loaded()
        if row >= len(places):
            places.extend([_NOWHERE] * (row + 1 - len(places)))
        places[row] = packed
        self._values.add(row, {_FIELD: (cell_of(packed),)})

    def remove(self, row: int) -> None:
        places = self._loaded()
        if row < len(places):
            places[row] = _NOWHERE

    def settle(self) -> None:
        write_meta(self._database, "places", self._loaded().tobytes())

    def within(self, centre: Point, radius_km: float) -> BitMap:
        """Rows at most so far from a point."""
        inside: list[BitMap] = []
        cut: list[BitMap] = []
        for row, column, docs in self._cells():
            if abs((row + 0.5) * CELL - 90 - centre[0]) * _DEGREE_KM * 0.99 > radius_km + _HALF_DIAGONAL_KM:
                continue
            distance = distance_km(centre, _centre(row, column))
            if distance + _HALF_DIAGONAL_KM <= radius_km:
                inside.append(docs)
            elif distance - _HALF_DIAGONAL_KM <= radius_km:
                cut.append(docs)
        found = BitMap.union(BitMap(), *inside)
        found |= self._exact(BitMap.union(BitMap(), *cut), centre, radius_km)
        return found

    def grid(self, found: BitMap, size: float) -> list[Cell]:
        """How many of the rows found lie in each square; squares are as wide as asked or the next multiple of a cell."""
        factor = max(1, ceil(size / CELL - 1e-9))
        counts: dict[tuple[int, int], int] = {}
        for row, column, docs in self._cells():
            if count := found.intersection_cardinality(docs):
                square = (row // factor, column // factor)
                counts[square] = counts.get(square, 0) + count
        side = CELL * factor
        return [Cell(*_centre(*square, side), count) for square, count in sorted(counts.items())]

    def _cells(self) -> Iterator[tuple[int, int, BitMap]]:
        for name, docs in self._values.field(_FIELD).items():
            row, column = name.split(":")
            yield int(row), int(column), docs

    def _exact(self, rows: BitMap, centre: Point, radius_km: float) -> BitMap:
        """Documents often share a place: each distinct place is measured once."""
        places = [self._loaded()[row] for row in rows]
        near = {place for place in set(places) if place != _NOWHERE and distance_km(centre, unpack_point(place)) <= radius_km}
        return BitMap(compress(rows, (place in near for place in places)))

    def _loaded(self) -> "array[int]":
        if self._places is None:
            self._places = integers("q", read_blob(self._database, "places") or b"")
        return self._places
