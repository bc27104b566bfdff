"""Maps without a server: true to shape, small, and never drawn from what is not there."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.geo import Bounds, GeometryError, bounds_of, distance_km, middle_of, project, to_svg_path

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]}
latitudes = st.floats(-85, 85)
longitudes = st.floats(-180, 180)


def test_known_distances():
    assert distance_km(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(343.6, abs=1)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.2)
    assert distance_km(90, 0, -90, 0) == pytest.approx(20015, abs=1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways_and_never_above_half_the_earth(a, b, c, d):
    there = distance_km(a, b, c, d)
    assert there == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert 0 <= there <= 20016
    assert distance_km(a, b, a, b) == 0


@given(st.floats(-70, 60), st.floats(0.5, 20), st.floats(-170, 150), st.floats(0.5, 20), st.floats(0, 1), st.floats(0, 1))
def test_points_of_the_box_fall_on_the_map(south, tall, west, wide, up, across):
    bounds = Bounds(west, south, west + wide, south + tall)
    x, y = project(south + tall * up, west + wide * across, bounds, 600, 400)
    assert -1e-6 <= x <= 600 + 1e-6
    assert -1e-6 <= y <= 400 + 1e-6


def test_north_is_up_and_shapes_keep_their_proportions():
    bounds = Bounds(0, 50, 10, 60)
    height = bounds.height_for(500)
    assert project(60, 0, bounds, 500, height) == pytest.approx((0, 0))
    assert project(50, 10, bounds, 500, height) == pytest.approx((500, height))
    assert height == pytest.approx(500 / math.cos(math.radians(55)))


def test_a_single_point_is_drawn_in_the_middle():
    assert project(5, 5, Bounds(5, 5, 5, 5), 100, 80) == (50, 40)


def test_svg_path_of_an_area_with_a_hole():
    holed = {"type": "Polygon", "coordinates": [*SQUARE["coordinates"], [[4, 4], [6, 4], [6, 6], [4, 4]]]}
    path = to_svg_path(holed, Bounds(0, 0, 10, 10), 100, 100)
    assert path.count("M") == path.count("Z") == 2
    assert set(path) <= set("MLZ .-0123456789")


def test_points_that_fall_together_are_left_out():
    dense = {"type": "LineString", "coordinates": [[n / 10_000, 0] for n in range(10_001)] + [[1, 1]]}
    assert to_svg_path(dense, Bounds(0, 0, 1, 1), 100, 100, decimals=0).count("L") <= 101


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": [[0, 0]]},
        {"type": "Polygon", "coordinates": "x"},
        {"type": "Polygon", "coordinates": [[["a", 1]]]},
        {"type": "Polygon", "coordinates": [[[200, 1]]]},
        {"type": "LineString", "coordinates": [[float("nan"), 0]]},
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(geometry):
    with pytest.raises(GeometryError, match=r"\w+ \w+"):
        to_svg_path(geometry, Bounds(0, 0, 1, 1), 10, 10)


def test_middle_and_bounds():
    both = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[50, 50], [51, 50], [51, 51], [50, 50]]]]}
    assert middle_of(both) == pytest.approx((5, 5))
    assert bounds_of(SQUARE, both) == (0, 0, 51, 51)
    assert middle_of({"type": "Point", "coordinates": [3, 4]}) == (3, 4)
    with pytest.raises(GeometryError):
        bounds_of()
