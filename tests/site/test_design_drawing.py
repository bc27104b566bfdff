"""Where things stand on the small pictures: on their axis, always to be seen, and nothing lost between two texts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.site.templatetags import drawing

number = st.floats(0, 1e6) | st.integers(0, 10**9)


@given(number | st.none(), number | st.none(), number)
def test_a_span_stays_on_its_axis_and_can_be_seen(low: float | None, high: float | None, scale: float) -> None:
    if low is not None and high is not None and low > high:
        with pytest.raises(ValueError, match="least"):
            drawing.span(low, high, scale)
        return
    drawn = drawing.span(low, high, scale)
    assert float(drawn.x) >= 0
    assert float(drawn.width) >= drawing.SMALLEST
    assert float(drawn.x) + float(drawn.width) <= drawing.WIDTH + 0.1
    assert (drawn.open_low, drawn.open_high) == (low is None, high is None)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(0, 4000))
def test_a_span_of_days_inside_its_frame(first: date, length: int, before: int) -> None:
    last = first + timedelta(days=length)
    frame_from = first - timedelta(days=before)
    drawn = drawing.dates(first, last, frame_from, last)
    assert float(drawn.x) + float(drawn.width) == pytest.approx(drawing.WIDTH, abs=0.2)


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="earliest"):
        drawing.dates(date(2026, 2, 1), date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 1))


text = st.lists(st.sampled_from(["nineteen", "dead", "men", "wedding", ",", "strike", "the"]), max_size=12).map(" ".join)


@given(text, text)
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    parts = drawing.word_parts(before, after)
    assert " ".join(p.text for p in parts if p.kind != "added").split() == before.split()
    assert " ".join(p.text for p in parts if p.kind != "removed").split() == after.split()


@given(st.none() | st.integers(0, 5), st.integers(1, 7))
def test_a_scale_fills_as_many_boxes_as_its_grade(level: int | None, count: int) -> None:
    assert sum(filled for _, filled in drawing.steps(level, count)) == min(level or 0, count)
