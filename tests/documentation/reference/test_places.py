"""Places: a tree one walks, names one finds under any spelling, and divisions that changed."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.reference import places
from tests.factories import documentation as make
from tests.factories.accounts import browser_for, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    make.packs_loaded()
    return browser_for(member(Role.DOCUMENTALIST, language="en"))


def page(browser, name, *args, **params):
    answer = browser.get(reverse(f"documentation:{name}", args=args), params)
    assert answer.status_code == 200
    return answer


def test_the_tree_begins_with_countries_and_their_parts(browser):
    (country,) = page(browser, "places").context["countries"]
    assert country["place"].label == "Mali"
    assert {"Mopti", "Kayes", "Nioro"} <= {line.label for line in country["parts"]}


@pytest.mark.parametrize("typed", ["Ségou", "segou", "SEGU"])
def test_any_spelling_finds_a_place(browser, typed):
    assert any("Segou" in line.label for line in page(browser, "places", q=typed).context["found"])


def test_a_place_says_its_names_validity_and_what_lies_in_it(browser):
    shown = page(browser, "place", "ML05")
    text = shown.content.decode()
    assert "Moptii" in text
    assert len(shown.context["parts"]) == len(places.tree().children("ML05"))
    assert shown.context["incidents_url"].endswith("?place=ML05")
    assert "13 March 2023" in page(browser, "place", "ML-R11").content.decode()


def test_redrawn_borders_lead_to_each_other(browser):
    assert "Went over to" in page(browser, "place", "ML0102").content.decode()
    assert "ML0102" in [line.url.rsplit("/", 1)[-1] for line in page(browser, "place", "ML-R11").context["parts"]]
    assert "ML0102" in [line.url.rsplit("/", 1)[-1] for line in page(browser, "place", "ML01").context["parts"]]


def test_a_place_that_is_not_there(browser):
    assert browser.get(reverse("documentation:place", args=["ML99"])).status_code == 404
    assert "Try another spelling" in page(browser, "places", q="xyz").content.decode()


def test_roles_that_read_no_incident_are_not_led_to_them():
    make.packs_loaded()
    shown = page(browser_for(member(Role.DONOR, language="en")), "place", "ML05")
    assert shown.context["incidents_url"] == ""


def test_every_place_is_below_its_parent_exactly_once():
    make.packs_loaded()
    tree = places.tree()
    for node in tree.nodes.values():
        parent = node.path[-2] if len(node.path) > 1 else ""
        assert [one.code for one in tree.children(parent)].count(node.code) == 1


def test_a_change_read_while_it_happens_is_read_again():
    """Another thread may ask for the tree while places are loaded: what it read must not stay."""
    make.packs_loaded()
    before = places.tree()
    assert places.tree() is before
    places.changed()
    assert places.tree() is not before
