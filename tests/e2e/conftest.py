"""One installation and one browser for all tests of this folder; each member logs in once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import house as houses
from tests.e2e.browsing import Visits, arriving

playwright = pytest.importorskip("playwright.sync_api")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if houses.CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium"))


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[houses.House]:
    """The installation."""
    made = houses.make(tmp_path_factory.mktemp("e2e"))
    made.serve()
    yield made
    made.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """The browser of the machine. Package scope: other folders' tests start one of their own."""
    with pytest.MonkeyPatch.context() as patched, playwright.sync_playwright() as runner:
        patched.setattr(playwright.Locator, "click", arriving(playwright.Locator.click))
        alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
        opened = runner.chromium.launch(executable_path=houses.CHROMIUM, args=["--no-sandbox", "--disable-gpu", alone])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def visits(house: houses.House, browser: Any) -> Visits:
    """Logged-in members, remembered."""
    return Visits(house, browser)


@pytest.fixture
def visit(visits: Visits) -> Iterator[Callable[..., Any]]:
    """`visit("oumar", language="en", width=390)`: a page of a member, closed after the test; complaints fail the test."""
    yield visits.open
    visits.close()
