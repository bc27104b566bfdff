"""The map of a selection: the same numbers as the list, nothing finer than a place of the tree, readable without colour or script."""

import re
from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.documentation.pages_lists import mapping
from seereya.documentation.pages_lists.drawing import LARGEST, SMALLEST, WIDTH, Spot, draw
from tests.factories import documentation as make


def shown(page):
    return {line["spot"].label: line["spot"].count for line in page.context["lines"]}


@pytest.mark.django_db
def test_circles_and_table_say_the_same(desk, ask):
    for place in ("ML05", "ML0503", "ML03", ""):
        make.incident(by=desk, place=place)
    page = ask(desk, "?view=map")
    text = page.content.decode()
    assert shown(page) == {"Mopti": 2, "Sikasso": 1}
    assert page.context["unplaced"] == 1
    assert page.context["total"] == 4
    for place, count in shown(page).items():
        assert f"<title>{place}: {count}</title>" in text
        assert re.search(rf">{place}</a></th>.*?<td class=\"number\">{count}</td>", text, re.DOTALL)
    assert "A blank is not peace." in text
    assert "Kayes" in [spot.label for spot in page.context["blanks"]]


@pytest.mark.django_db
def test_a_click_goes_down_and_the_trail_comes_back(desk, ask):
    make.incident(by=desk, place="ML0503")
    make.incident(by=desk, place="ML05")
    country = ask(desk, "?view=map&year=2021")
    below = ask(desk, country.context["lines"][0]["spot"].url)
    assert list(shown(below).values()) == [1]
    assert below.context["here"] == 1, "the incident of which only the region is known"
    assert below.context["selection"].include["year"] == ("2021",)
    back = ask(desk, below.context["trail"][1]["url"])
    assert shown(back) == {"Mopti": 2}


@pytest.mark.django_db
def test_redrawn_borders_are_said(desk, ask):
    make.incident(by=desk, place="ML0102")
    page = ask(desk, "?view=map")
    assert shown(page) == {"Kayes": 1, "Nioro": 1}
    assert page.context["total"] == 1
    assert "Borders were redrawn" in page.content.decode()


@pytest.mark.django_db
def test_an_excluded_place_is_not_drawn(desk, ask):
    make.incident(by=desk, place="ML0503")
    make.incident(by=desk, place="ML03")
    assert shown(ask(desk, "?view=map&not_place=ML05")) == {"Sikasso": 1}


@pytest.mark.django_db
def test_a_place_without_parts_is_drawn_among_its_neighbours(desk, ask):
    make.incident(by=desk, place="ML0503")
    make.packs_loaded()
    page = ask(desk, "?view=map&place=ML0503")
    assert page.context["total"] == 1


def test_the_outline_comes_from_the_pack():
    assert set(mapping.outlines()) == {"ML"}


degrees = st.tuples(st.floats(10, 25), st.floats(-12, 4))
many = st.lists(st.tuples(degrees, st.integers(0, 100_000)), max_size=30)


def spots(given_places):
    return [Spot(f"P{number}", f"Place {number}", *point, count, "?") for number, (point, count) in enumerate(given_places)]


@given(many, st.booleans())
def test_everything_drawn_lies_on_the_page(found, near):
    drawing = draw(spots(found), mapping.outlines(), near=near)
    for circle in (*drawing.circles, *drawing.blanks):
        assert -1 <= float(circle.x) <= WIDTH + 1
        assert -1 <= float(circle.y) <= float(drawing.height) + 1
    assert {circle.spot.code for circle in drawing.circles} == {spot.code for spot in spots(found) if spot.count}


@given(many)
def test_area_says_how_many(found):
    """Twice as many, twice as much ink; what is too small to be seen is drawn at the smallest size."""
    drawing = draw(spots(found), mapping.outlines(), near=False)
    for circle in drawing.circles:
        radius = float(circle.radius)
        area, largest = pi * radius**2, pi * LARGEST**2
        assert radius == SMALLEST or area == pytest.approx(largest * circle.spot.count / drawing.largest, rel=0.05)


@given(many)
def test_labels_do_not_lie_on_each_other(found):
    drawing = draw(spots(found), mapping.outlines(), near=False)
    boxes = []
    for circle in drawing.circles:
        if circle.words:
            long = 6.6 * (len(circle.spot.label) + len(str(circle.spot.count)) + 1)
            x, y = float(circle.words.x), float(circle.words.y)
            left = {"start": x, "end": x - long, "middle": x - long / 2}[circle.words.anchor]
            boxes.append((left, y - 14, left + long, y))
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] + 0.2 or other[2] <= one[0] + 0.2 or one[3] <= other[1] + 0.2 or other[3] <= one[1] + 0.2
            assert apart


@given(many)
def test_numbers_are_written_for_svg_not_for_people(found):
    drawing = draw(spots(found), mapping.outlines(), near=True)
    written = [drawing.width, drawing.height, drawing.bar, *(circle.x + circle.y + circle.radius for circle in drawing.circles)]
    assert not any("," in text for text in written)
