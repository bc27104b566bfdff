"""How heavy pages are over the wire, styles and scripts included, for somebody on a slow line."""

from __future__ import annotations

import pytest

from tests.e2e import addresses

FIRST, ANY = 50_000, 150_000


def weigh(page, where: str) -> dict[str, int]:
    """Bytes of each answer as it travels: headers and compressed body."""
    found: dict[str, int] = {}

    def arrived(request) -> None:
        sizes = request.sizes()
        found[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    page.on("requestfinished", arrived)
    page.goto(where)
    page.wait_for_load_state("networkidle")
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_page_is_light(visit, language):
    page = visit(language=language)
    found = weigh(page, "/login/")
    assert len(found) > 2
    assert sum(found.values()) <= FIRST, found


@pytest.mark.parametrize("name", [name for name in addresses.NAMES if name != "incidents-map" and name not in addresses.FOUND])
def test_any_page_is_light(visit, name):
    page = visit("oumar", language="fr")
    where = addresses.address(page, name, {})
    page.goto("about:blank")
    found = weigh(page, where)
    assert sum(found.values()) <= ANY, found


def test_styles_are_light(visit):
    page = visit(language="fr")
    found = weigh(page, "/login/")
    assert sum(size for address, size in found.items() if address.endswith(".css")) <= 15_000
