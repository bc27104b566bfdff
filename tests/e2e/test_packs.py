"""A pack opened from a folder, without a server, on a screen of 320 pixels, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seereya.accounts.rules import Role
from seereya.education import services
from seereya.education.packing.making import make_pack
from seereya.education.packing.options import PackOptions
from seereya.education.rules import resultcode
from tests.e2e.browsing import WIDER
from tests.factories.accounts import member
from tests.factories.documentation import packs_loaded
from tests.factories.education import OGG, draft_of

pytestmark = pytest.mark.django_db
SMALL = {"width": 320, "height": 480}
SCREENS, ASKED = 10, 9


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The arrest course as somebody unpacks it: neutral, with one recording."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's loop runs in this thread
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    packs_loaded()
    by = member(Role.EDUCATOR)
    draft = draft_of(services.install(by=by, name="arrest"))
    services.keep_recording(by=by, unit_id=draft.units.get(position=1).id, language="fr", data=OGG)
    version = services.publish(by=by, version_id=draft.id, without=True)
    made = make_pack(by=by, version_id=version.id, options=PackOptions(("fr", "en"), neutral=True))
    for name, data in made.all():
        path = tmp_path / "card" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "card"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def phone(request: pytest.FixtureRequest, browser: Any) -> Iterator[tuple[Any, bool]]:
    """A small telephone; whatever it asks of another place, and whatever its console says, fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport=SMALL, java_script_enabled=request.param, offline=True)
    context.on("request", lambda asked: None if asked.url.startswith("file://") else complaints.append(asked.url))
    context.on("requestfailed", lambda asked: None if asked.url.endswith(".ogg") else complaints.append(f"failed: {asked.url}"))
    context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page(), request.param
    context.close()
    assert complaints == []


def test_a_course_is_played_to_its_end(folder: Path, phone: tuple[Any, bool]) -> None:
    page, script = phone
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Français").click()
    for number in range(1, SCREENS + 1):
        assert f"{number} / {SCREENS}" in page.locator(".where").inner_text()
        assert page.evaluate(WIDER) <= 0 if script else True
        _large(page)
        if number == 1:
            assert page.locator("audio[preload=none]").count() == 1
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
        assert folder.joinpath("fr/end.html").read_text().count(f'data-mark="{found.mark}"') == 1
        page.get_by_role("link", name="Recommencer").click()
        assert "#" not in page.url


def _large(page: Any) -> None:
    """What is touched is large enough for a thumb."""
    for link in page.locator("a.go, summary").all():
        assert link.bounding_box()["height"] >= 44


def test_the_sheet_prints_on_a4(folder: Path, browser: Any) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((folder / "fr/print.html").as_uri())
    assert page.locator(".card img").count() == SCREENS
    assert page.locator(".page").count() == SCREENS
    assert page.pdf(format="A4").startswith(b"%PDF")
    context.close()
