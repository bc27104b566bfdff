"""The search on top of every page, and suggestions: only what the member can open, and it says where it looked."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from tests.factories import documentation as make
from tests.factories.accounts import browser_for, member

pytestmark = pytest.mark.django_db


def search(person, typed, status=200):
    response = browser_for(person).get(reverse("documentation:search"), {"q": typed})
    assert response.status_code == status
    return response


def test_a_reference_leads_straight_to_the_record(desk):
    one = make.incident(by=desk)
    before = AuditEntry.objects.count()
    for typed in (one.reference, one.reference.lower(), f" {one.reference} "):
        assert search(desk, typed, 302).url == reverse("documentation:incident", args=[one.id])
    assert AuditEntry.objects.count() == before, "finding it opens nothing"


def test_an_open_code_leads_to_the_person_and_the_source(desk, partner):
    make.packs_loaded()
    person, source = make.person(by=desk), make.source(by=desk)
    assert search(desk, person.code, 302).url == reverse("documentation:person", args=[person.id])
    assert search(desk, source.code.lower(), 302).url == reverse("documentation:source", args=[source.id])
    assert search(partner, person.code).context["incidents_total"] == 0


def test_words_find_incidents_and_places(desk):
    one = make.incident(by=desk, title="Near the market of Douentza")
    page = search(desk, "douentza")
    text = page.content.decode()
    assert page.context["incidents_total"] == 1
    assert one.reference in text
    assert any("Douentza" in place["label"] for place in page.context["places"])
    assert "Searched: the vault Documentation (AMDH)" in text


def test_it_says_what_it_did_not_search(house):
    make.packs_loaded()
    nobody = house.join(Role.MONITOR, holding=(), language="en")
    assert "No documentation vault is open to you" in search(nobody, "drone").content.decode()
    donor = member(Role.DONOR, organisation=house.organisation, language="en")
    page = search(donor, "mopti")
    assert "Your roles do not read incidents." in page.content.decode()
    assert "incidents_total" not in page.context


def test_names_are_never_searched_here(desk):
    make.packs_loaded()
    make.person(by=desk, name="Aminata Keïta")
    page = search(desk, "Aminata Keïta")
    assert page.context["incidents_total"] == 0
    assert "Names are never searched here." in page.content.decode()


def test_what_cannot_be_searched_is_said(desk):
    make.packs_loaded()
    assert "too common" in search(desk, "le", 400).content.decode()
    assert search(desk, "").status_code == 200


@pytest.mark.parametrize(("typed", "labels"), [("m", []), ("tenenk", ["Ténenkou"]), ("Ténenk", ["Ténenkou"])])
def test_places_are_suggested_from_two_letters(desk, typed, labels):
    make.packs_loaded()
    browser = browser_for(desk)
    for answer in (
        browser.get(reverse("documentation:place-suggest"), {"q": typed}),
        browser.post(reverse("documentation:place-suggest"), {"q": typed}),
    ):
        results = answer.json()["results"]
        assert [result["label"].split(",")[0].replace("Tenenkou", "Ténenkou") for result in results][: len(labels)] == labels
        assert all(set(result) == {"label", "value"} for result in results)
