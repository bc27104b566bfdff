"""Faults measured in other systems (documentation.md, section 4): each must not happen here."""

import pytest
from django.urls import reverse

from tests.factories import documentation as make
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


def test_keita_is_found_with_and_without_its_diaeresis(desk, total):
    make.incident(by=desk, accounts=[make.account("Keïta", says="Keïta rapporte des tirs")])
    assert total(desk, "?q=Keita") == 1
    assert total(desk, "?q=KEÏTA") == 1
    assert total(desk, "?q=keit*") == 1


@pytest.mark.parametrize("place", ["ML05", "ML"])
def test_a_region_finds_its_communes(desk, total, place):
    make.incident(by=desk, place="ML0503")
    make.incident(by=desk, place="ML03")
    assert total(desk, f"?place={place}") == (1 if place == "ML05" else 2)


def test_excluding_a_region_excludes_its_communes(desk, total):
    make.incident(by=desk, place="ML0503")
    make.incident(by=desk, place="ML03")
    assert total(desk, "?not_place=ML05") == 1
    assert total(desk, "?not_place=ML") == 0


def test_a_kind_of_violation_means_all_below_it(desk, total):
    make.incident(by=desk, types=["V-LIFE-AIR"])
    assert total(desk, "?type=V-LIFE") == 1
    assert total(desk, "?not_type=V-LIFE") == 0


def test_a_word_of_a_closed_record_is_nowhere(desk, partner, ask, total):
    """Total 0 everywhere: list, facets, map, search, suggestions, saved search."""
    make.incident(by=desk, title="Xylographe", place="ML0503", place_words="Xylographe")
    mine = make.incident(by=partner, title="Something else", place="ML03")
    page = ask(partner, "?q=xylographe")
    assert page.context["total"] == 0
    assert [facet for facet in page.context["facets"] if any(value["count"] for value in facet["values"])] == []
    assert total(partner, "?q=xylog*") == 0
    drawn = ask(partner, "?view=map&q=xylographe").context
    assert (drawn["total"], drawn["lines"], drawn["unplaced"]) == (0, [], 0)
    browser = browser_for(partner)
    found = browser.get(reverse("documentation:search"), {"q": "xylographe"})
    assert found.context["incidents_total"] == 0
    assert browser.get(reverse("documentation:place-suggest"), {"q": "xylographe"}).json() == {"results": []}
    browser.post(reverse("documentation:saved-search-new"), {"name": "Trap", "query": "q=xylographe"})
    assert [link["count"] for link in ask(partner).context["saved"]] == [0]
    assert total(partner) == 1
    assert mine.reference in ask(partner).content.decode()


def test_a_reference_of_a_closed_record_leads_nowhere(desk, partner):
    one = make.incident(by=desk)
    missing = one.reference[:-4] + "9999"
    browser = browser_for(partner)
    answers = [browser.get(reverse("documentation:search"), {"q": reference}) for reference in (one.reference, missing)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.context["incidents_total"] for answer in answers] == [0, 0]


BROKEN = [
    ("?foo=1", "foo"),
    ("?place=ML99", "ML99"),
    ("?not_place=ML99", "ML99"),
    ("?type=V-NONSENSE", "V-NONSENSE"),
    ("?status=open", "open"),
    ("?blames=PC-NONE", "PC-NONE"),
    ("?year=20x1", "20x1"),
    ("?flag=red", "red"),
    ("?organisation=AMDH", "AMDH"),
    ("?person=1", "“1”"),
    ("?from=someday", "someday"),
    ("?to=31/2/2021", "31/2/2021"),
    ("?from=2022&to=2021", "ends before it begins"),
    ("?sort=colour", "colour"),
    ("?size=7", "“7”"),
    ("?page=0", "“0”"),
    ("?page=²", "²"),
    ("?columns=title,secret", "secret"),
    ("?view=globe", "globe"),
    ("?q=a&q=b", "more than once"),
    ("?q=-dron*", "beginning of a word"),
    ("?q=le", "too common"),
    ("?near=1,2,3", "near"),
    ("?q=" + "x" * 301, "300"),
]


def test_a_broken_filter_is_refused_in_words(desk, ask):
    """Never dropped: the list would be wider than its reader believes. Never an opaque fault either."""
    make.packs_loaded()
    for query, named in BROKEN:
        text = ask(desk, query, status=400).content.decode()
        assert named in text, query
        assert "Show the list without it" in text, query


def test_the_way_back_keeps_the_rest(desk, ask):
    make.packs_loaded()
    page = ask(desk, "?q=drone&place=ML05&place=ML99&page=3", status=400)
    assert page.context["without_url"] == "?q=drone&place=ML05"
    assert ask(desk, page.context["without_url"]).context["selection"].include["place"] == ("ML05",)


def test_a_beginning_never_widens_the_search(desk, total):
    """A beginning whose stem is shorter was once dropped, and everything was found."""
    make.incident(by=desk, title="Nothing of the kind")
    for beginning in ("moussa*", "villages*", "animaux*"):
        assert total(desk, f"?q={beginning}") == 0
        make.incident(by=desk, title=beginning.removesuffix("*"))
        assert total(desk, f"?q={beginning}") == 1
