"""Each page, in both languages, wide and narrow, light and dark: open to everybody, quiet, its own, light, and nowhere too wide."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.e2e import addresses
from tests.e2e.browsing import CONTRAST, EVERYTHING, HEIGHTS, LAYOUT, NARROW, WIDE, WORDS, faults, picture, weighed
from tests.factories.events import csv_of, row

WINDOWS = ("home", "incidents", "incidents-map", "incident", "incident-edit")  # the manual shows them as a window does
RULES = {
    ("fr", WIDE, "light"): EVERYTHING,
    ("fr", WIDE, "dark"): CONTRAST,
    ("fr", NARROW, "light"): LAYOUT,
    ("fr", NARROW, "dark"): CONTRAST,
    ("en", WIDE, "light"): WORDS,
}
SEEN = os.environ.get("PICTURES") != "none"  # in a whole run nobody looks at them: they take a seventh of its time
HEAVIEST = 150_000  # bytes of a page without a map, styles and scripts included, as they travel
LIGHT = [name for name in addresses.NAMES if name != "incidents-map" and name not in addresses.FOUND]
REFUSING = {"incidents-refused": 400, "commitments-refused": 400, "not-there": 404}


@pytest.fixture(scope="module", autouse=True)
def events(house, tmp_path_factory) -> None:
    """Some external events, taken in from the command line."""
    file = tmp_path_factory.mktemp("ged") / "GEDEvent_v25_1.csv"
    file.write_bytes(csv_of([row(number, best=4 + number % 4) for number in range(1, 31)]))
    house.command("import", "ged", str(file))


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return {}


def looks(page: Any, language: str, name: str) -> list[str]:
    """What is wrong with a page as it stands, at both widths, light and dark; keeps pictures of it (`SEEN`).

    Every rule in French in a wide window; in English what depends on words, in a narrow window what depends on the place there is,
    in the dark the colours.
    """
    wrong = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        for scheme in ("light", "dark") if language == "fr" else ("light",):
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{width} {scheme}: {fault}" for fault in faults(page, RULES.get((language, width, scheme)))]
            if not SEEN:
                continue
            if (width, scheme) == (WIDE, "light") and name in WINDOWS:
                picture(page, f"{name}-window-{language}-{width}", at="figure" if name == "incidents-map" else "body")
            if scheme == "light":
                picture(page, f"{name}-{language}-{width}")
    return wrong


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", addresses.NAMES)
def test_a_page_is_open_to_everybody(visit, known, name, language):
    page = visit("oumar", language=language)
    where = addresses.address(page, name, known)
    weights = weighed(page) if language == "fr" and name in LIGHT else {}
    answer = page.goto(where)
    assert answer.status == REFUSING.get(name, 200)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert looks(page, language, name) == []
    assert bool(weights) is (language == "fr" and name in LIGHT)
    assert sum(weights.values()) <= HEAVIEST, weights


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", addresses.OTHERS)
def test_a_page_of_another_member_is_open_to_everybody(visit, name, language):
    handle, where = addresses.OTHERS[name]
    page = visit(handle, language=language)
    assert page.goto(where).status == REFUSING.get(name, 200)
    assert page.locator("h1").count() == 1
    assert looks(page, language, name) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", addresses.ADVOCACY)
def test_a_page_of_advocacy_is_open_to_everybody(visit, name, language):
    page = visit("paul", language=language)
    where, part = addresses.ADVOCACY[name]
    page.goto(where)
    found = page.locator("table.list tbody a").first.get_attribute("href")
    assert page.goto(f"{found}{part}").status == 200
    assert page.locator("h1").count() == 1
    assert looks(page, language, f"advocacy-{name}") == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", addresses.LATER)
def test_a_page_of_the_second_half_is_open_to_everybody(visit, name, language):
    handle, where, link, rest = addresses.LATER[name]
    page = visit(handle, language=language)
    page.goto(where)
    assert page.goto(page.locator(link).first.get_attribute("href") + rest).status == 200
    assert page.locator("h1").count() == 1
    assert looks(page, language, name) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", addresses.CASE)
def test_a_page_of_a_case_file_is_open_to_everybody(visit, known, name, language):
    page = visit("bakary", language=language)
    if "case" not in known:
        known["case"] = addresses.case(page)
    assert page.goto(known["case"] + addresses.CASE[name]).status == 200
    assert page.locator("h1").count() == 1
    assert looks(page, language, name) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("name", "where"), [("login", "/login/"), ("recover", "/recover/"), ("enrol-refused", "/enrol/nothing/")]
)
def test_a_page_at_the_door_is_open_to_everybody(visit, name, where, language):
    page = visit(language=language)
    page.goto(where)
    assert page.locator("html").get_attribute("lang") == language
    assert looks(page, language, name) == []


@pytest.mark.parametrize(
    "handle", ["awa", "mariam", "fanta", "issa", "sira", "nana", "salif", "luc", "europe", "audit", "ruth", "karim"]
)
def test_home_is_open_to_everybody_whatever_they_do(visit, handle):
    page = visit(handle)
    page.goto("/")
    assert looks(page, "fr", f"home-{handle}") == []


@pytest.mark.parametrize(
    "name", ["home", "incidents", "incident", "account-edit", "person", "incident-move", "events", "organisation"]
)
def test_a_page_can_be_read_without_script(visit, known, name):
    page = visit("oumar", script=False)
    page.goto(addresses.address(page, name, known))
    words = page.locator("main").inner_text()
    assert len(words) > 100
    hidden = page.locator("main form[hidden]").count()
    assert hidden == 0, "a form that waits for a script"
