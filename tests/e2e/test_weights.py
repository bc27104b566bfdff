"""How heavy the first page is over the wire, styles and scripts included, for somebody on a slow line."""

from __future__ import annotations

import pytest

from tests.e2e.browsing import weighed

FIRST = 50_000  # of any other page: test_pages


def weigh(page, where: str) -> dict[str, int]:
    """Bytes of each answer of a page."""
    found = weighed(page)
    page.goto(where)
    page.wait_for_load_state("networkidle")
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_page_is_light(visit, language):
    page = visit(language=language)
    found = weigh(page, "/login/")
    assert len(found) > 2
    assert sum(found.values()) <= FIRST, found


def test_styles_are_light(visit):
    page = visit(language="fr")
    found = weigh(page, "/login/")
    assert sum(size for address, size in found.items() if address.endswith(".css")) <= 15_000
