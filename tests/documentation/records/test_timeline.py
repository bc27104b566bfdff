"""The timeline draws every point inside its frame, in order, whatever the dates."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from seereya.documentation.content import When
from seereya.documentation.pages import timeline
from seereya.documentation.pages.timeline import Point

days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
points = st.builds(
    lambda first, length, kind: Point(kind, "label", first, first + timedelta(days=length), ""),
    days,
    st.integers(0, 400),
    st.sampled_from(["incident", "account", "move"]),
)


@given(st.lists(points, min_size=2, max_size=12))
def test_points_stay_inside_and_in_order(found):
    drawn = timeline.draw(found)
    places = [float(mark.x) for mark in drawn.marks]
    assert all(0 <= x <= timeline.WIDTH for x in places)
    assert all(float(mark.x) + float(mark.width) <= timeline.WIDTH + 1 for mark in drawn.marks)
    starts = [point.first for point in drawn.points]
    assert starts == sorted(starts)
    axis = timeline.Axis([day for one in found for day in (one.first, one.last)])
    ordered = sorted({day for one in found for day in (one.first, one.last)})
    assert [axis.at(day) for day in ordered] == sorted(axis.at(day) for day in ordered)


def test_one_point_alone_is_not_drawn():
    assert timeline.draw([Point("incident", "x", date(2021, 1, 3), date(2021, 1, 3), "")]) is None


def test_an_unknown_date_is_no_point():
    assert timeline.point("account", "x", When(), "") is None


def test_a_long_empty_time_is_cut_so_that_the_rest_can_be_read():
    near = [Point("account", "x", date(2021, 1, day), date(2021, 1, day), "") for day in (3, 5, 9)]
    late = [Point("move", "x", date(2026, 11, 23), date(2026, 11, 23), "")]
    drawn = timeline.draw([*near, *late])
    assert drawn.cut
    assert float(drawn.marks[2].x) - float(drawn.marks[0].x) > 100
