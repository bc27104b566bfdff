"""Courses in a real browser: a voice recorded with a microphone, and a pack played from a folder on a small telephone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from seereya.education.rules import resultcode
from tests.e2e.browsing import WIDER, Visits, submit
from tests.e2e.house import CHROMIUM, House

SMALL = {"width": 320, "height": 480}
SCREENS, ASKED = 10, 9
THUMB = 44
MICROPHONE = ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture
def card(visit: Callable[..., Any], tmp_path: Path) -> Path:
    """The arrest course as the educator hands it out, neutral, unpacked on a card."""
    page = visit("issa")
    page.goto("/education/?q=DROITS-1")
    page.locator("table.list tbody a").first.click()
    page.get_by_role("link", name="Fabriquer un paquet").click()
    page.locator("[name=neutral]").check()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Fabriquer le paquet").click()
    waited.value.save_as(tmp_path / "pack.zip")
    assert re.fullmatch(r"module-[0-9a-z]{3}\.zip", waited.value.suggested_filename)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        archive.extractall(tmp_path / "card")
    return next((tmp_path / "card").iterdir())


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def phone(request: pytest.FixtureRequest, browser: Any) -> Iterator[tuple[Any, bool]]:
    """A small telephone without a network; whatever it asks of another place, and what its console says, fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport=SMALL, java_script_enabled=request.param, offline=True)
    context.set_default_timeout(10_000)
    context.on("request", lambda asked: None if asked.url.startswith("file://") else complaints.append(asked.url))
    context.on("requestfailed", lambda asked: complaints.append(f"failed: {asked.url}"))
    context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page(), request.param
    context.close()
    assert complaints == []


def test_a_course_is_played_to_its_end(card: Path, phone: tuple[Any, bool]) -> None:
    page, script = phone
    page.goto((card / "index.html").as_uri())
    page.get_by_role("link", name="Français").click()
    for number in range(1, SCREENS + 1):
        assert f"{number} / {SCREENS}" in page.locator(".where").inner_text()
        assert page.evaluate(WIDER) <= 0
        for touched in page.locator("a.go, summary").all():
            assert touched.bounding_box()["height"] >= THUMB
        if number == 1:
            page.locator("summary").nth(1).click()  # a wrong answer first: it stays the answer
            assert page.locator("details").nth(1).locator(".wrong").is_visible()
            page.locator("summary").nth(0).click()
        elif page.locator("details[data-right]").count():
            page.locator("details[data-right] summary").first.click()
            assert page.locator("details[data-right] .right").first.is_visible()
        page.locator("a[rel=next]").click()
    assert page.locator(".code").is_visible() is script
    if script:
        found = resultcode.read(page.locator(".code").inner_text())
        assert (found.right, found.asked) == (ASKED - 1, ASKED)
        assert page.locator(f".result[data-mark='{found.mark}']").count() == 1
        page.get_by_role("link", name="Recommencer").click()
        assert "#" not in page.url


def test_the_sheets_print_on_a4(card: Path, browser: Any) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((card / "fr/print.html").as_uri())
    assert page.locator(".card img").count() == SCREENS
    assert page.locator(".page").count() == SCREENS
    assert page.pdf(format="A4").startswith(b"%PDF")
    context.close()


def test_a_voice_is_recorded_in_the_browser(house: House, browser: Any, visits: Visits) -> None:
    """With the browser's own imitation of a microphone, under the same content security policy as everywhere."""
    equipped = browser.browser_type.launch(executable_path=CHROMIUM, args=MICROPHONE)
    mine = Visits(house, equipped, states=visits.states)
    page = mine.open("issa")
    page.goto("/education/?q=TEMOIN-1")
    page.locator("table.list tbody a").first.click()
    page.locator("ol.screens a[href^='/education/screens/']").first.click()
    page.locator("a[href$='/voice/bm/']").click()
    page.get_by_role("button", name="Enregistrer la voix").click()
    page.get_by_role("button", name="Arrêter").wait_for()
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Arrêter").click()
    page.get_by_role("button", name="Réenregistrer").wait_for()
    submit(page, "Garder l’enregistrement")
    assert "Enregistrement gardé" in page.locator("main").inner_text()
    assert page.locator("audio.voice").count() >= 1
    heard = page.evaluate("async () => (await fetch(document.querySelector('audio.voice').src)).headers.get('content-type')")
    assert heard in {"audio/webm", "audio/mp4", "audio/ogg"}
    mine.close()
    equipped.close()
