"""Saved searches belong to one person, and open with that person's key only."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused
from seereya.documentation.models import SavedSearch
from seereya.documentation.queries.saved import saved_searches
from seereya.documentation.selection import BadSelection
from seereya.documentation.services import saved
from tests.factories import documentation as make
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


def test_a_search_is_saved_found_and_removed(desk, ask):
    make.incident(by=desk, title="Drone")
    browser = browser_for(desk)
    browser.post(reverse("documentation:saved-search-new"), {"name": "Drones of 2021", "query": "q=drone&year=2021&page=4"})
    page = ask(desk)
    (link,) = page.context["saved"]
    assert (link["name"], link["count"]) == ("Drones of 2021", 1)
    assert link["url"] == reverse("documentation:incidents") + "?q=drone&year=2021"
    assert "Search saved." in page.content.decode()
    browser.post(reverse("documentation:saved-search-remove", args=[link["id"]]))
    assert ask(desk).context["saved"] == []


def test_the_disk_shows_nothing_of_it(desk):
    make.packs_loaded()
    row = saved.save_search(by=desk, name="Bounti", query="q=bounti")
    assert b"ounti" not in bytes(SavedSearch.objects.get(id=row.id).content)


def test_nobody_else_reads_or_removes_it(desk, monitor):
    make.packs_loaded()
    row = saved.save_search(by=desk, name="Mine", query="q=drone")
    assert saved_searches(by=monitor) == []
    assert saved.forget_search(by=monitor, saved_id=row.id) is False
    SavedSearch.objects.filter(id=row.id).update(member=monitor.member)
    (moved,) = saved_searches(by=monitor)
    assert not moved.readable, "a row moved to another member does not open"


def test_the_same_name_replaces(desk):
    make.packs_loaded()
    saved.save_search(by=desk, name="Drones", query="q=drone")
    saved.save_search(by=desk, name="drones ", query="q=drones&year=2021")
    assert [(one.name, one.query) for one in saved_searches(by=desk)] == [("drones", "q=drones&year=2021")]


def test_what_cannot_be_asked_is_not_saved(desk, ask):
    make.packs_loaded()
    with pytest.raises(BadSelection):
        saved.save_search(by=desk, name="Broken", query="place=ML99")
    with pytest.raises(Refused, match="name_needed"):
        saved.save_search(by=desk, name="  ", query="q=drone")
    answer = browser_for(desk).post(reverse("documentation:saved-search-new"), {"name": "Broken", "query": "place=ML99"})
    assert answer.status_code == 400
    assert "ML99" in answer.content.decode()


def test_there_is_an_end_to_them(desk):
    make.packs_loaded()
    for number in range(saved.MOST):
        saved.save_search(by=desk, name=f"Number {number}", query="q=drone")
    with pytest.raises(Refused, match="too_many_saved"):
        saved.save_search(by=desk, name="One more", query="q=drone")


def test_one_that_lost_its_meaning_says_so(desk, ask, monkeypatch):
    """A place that is gone, or a key that changed: the list still opens, and the search can be removed."""
    make.packs_loaded()
    row = saved.save_search(by=desk, name="Old", query="q=drone")
    SavedSearch.objects.filter(id=row.id).update(content=b"sealed under an older key")
    text = ask(desk).content.decode()
    assert "cannot be read any more" in text
    assert reverse("documentation:saved-search-remove", args=[row.id]) in text
