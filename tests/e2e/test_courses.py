"""The pages of one course, and of its pack, are open to everybody: wide and narrow, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.browsing import HEIGHTS, NARROW, WIDE, faults, picture

PARTS = {
    "course": "",
    "course-screen": "",
    "course-screen-edit": "edit/",
    "course-picture": "picture/",
    "course-voice": "voice/bm/",
    "course-question": "questions/new/?kind=picture",
}
PACKED = ("index.html", "fr/00.html", "fr/05.html", "fr/end.html", "fr/print.html")
VERSION = "main a[href*='/versions/'][href$='/preview/index.html']"


def course_of(page: Any) -> str:
    page.goto("/education/?q=TEMOIN-1")
    return str(page.locator("table.list tbody a").first.get_attribute("href"))


def quiet(page: Any, name: str, language: str) -> list[str]:
    wrong = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        wrong += [f"{width}: {fault}" for fault in faults(page)]
        picture(page, f"{name}-{language}-{width}")
    return wrong


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PARTS)
def test_a_page_of_a_course_is_open_to_everybody(visit, name, language):
    page = visit("issa", language=language)
    where = course_of(page)
    page.goto(where)
    if name != "course":
        where = page.locator("ol.screens a[href^='/education/screens/']").first.get_attribute("href") + PARTS[name]
    assert page.goto(where).status == 200
    assert page.locator("h1").count() == 1
    assert quiet(page, name, language) == []


@pytest.mark.parametrize("part", ["publish/", "pack/", "questions/import/", "screens/new/"])
def test_a_page_of_a_version_is_open_to_everybody(visit, part):
    page = visit("issa")
    page.goto(course_of(page))
    version = page.locator(VERSION).first.get_attribute("href").removesuffix("preview/index.html")
    assert page.goto(version + part).status == 200
    assert quiet(page, f"version-{part.split('/')[0]}", "fr") == []


@pytest.mark.parametrize("name", PACKED)
def test_a_page_of_a_pack_is_open_to_everybody(visit, name):
    page = visit("issa")
    page.goto(course_of(page))
    start = page.locator(VERSION).first.get_attribute("href").removesuffix("index.html")
    assert page.goto(start + name).status == 200
    assert quiet(page, f"pack-{name.split('/')[-1].removesuffix('.html')}", "fr") == []


def test_screens_are_put_in_order_without_script(visit):
    page = visit("issa", script=False)
    page.goto(course_of(page))
    before = page.locator(".screen-title").all_inner_texts()
    page.locator("button[value=down]").first.click()
    after = page.locator(".screen-title").all_inner_texts()
    assert [one.split(". ", 1)[1] for one in after[:2]] == [one.split(". ", 1)[1] for one in before[:2]][::-1]
    page.locator("button[value=up]").first.click()
    assert page.locator(".screen-title").all_inner_texts() == before
