"""The ledger of exits, page by page: everything that left is on some page, and no page opens more than it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seereya.accounts.rules import Role
from seereya.vault import pages_basis as pages
from seereya.vault import services
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded, person
from tests.factories.exits import consent, leaving
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


def test_nothing_that_left_is_beyond_the_last_page(monkeypatch):
    packs_loaded()
    house = office("AMDH")
    writer, reader = house.join(Role.DOCUMENTALIST), house.join(Role.COORDINATOR)
    aminata = person(by=writer).id
    consent(writer, aminata)
    left = [services.let_out(by=writer, leaving=leaving(aminata)).id for _ in range(5)]
    assert pages.ledger_page(reader, "")["pager"] is None
    monkeypatch.setattr(pages, "LEDGER_SIZE", 2)
    seen = [row["url"] for number in ("1", "2", "3") for row in pages.ledger_page(reader, number)["table"]["rows"]]
    assert len(seen) == len(set(seen)) == len(left)
    assert all(any(str(one) in url for url in seen) for one in left)
    last = pages.ledger_page(reader, "99")["pager"]
    assert (last["first"], last["last"], last["total"], last["next_url"]) == (5, 5, 5, "")
    assert pages.ledger_page(reader, "²")["pager"]["first"] == 1
    assert 'rel="next"' in browser_for(reader).get("/exits/").content.decode()


def test_a_page_asks_the_same_of_many_exits():
    packs_loaded()
    house = office("AMDH")
    writer, browser = house.join(Role.DOCUMENTALIST), browser_for(house.join(Role.COORDINATOR))
    aminata = person(by=writer).id
    consent(writer, aminata)
    counts = []
    for more in (2, 6):
        for _ in range(more):
            services.let_out(by=writer, leaving=leaving(aminata))
        browser.get("/exits/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/exits/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
