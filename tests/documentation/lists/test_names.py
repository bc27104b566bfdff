"""Searching names: for a purpose, on the record, among the identities one holds; explained to the others."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused
from seereya.audit.models import AuditEntry, AuditSubject
from seereya.audit.tags import Tag
from seereya.documentation.queries import search_names
from seereya.vault.purposes import read_purpose
from tests.factories import documentation as make
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
NAMES = "documentation:names"


@pytest.fixture
def people(desk):
    make.packs_loaded()
    return {name: make.person(by=desk, name=name) for name in ("Aminata Keïta", "Amadou Diallo", "Ahmadou Diallo")}


def test_the_purpose_is_asked_once_per_session(desk, people):
    browser = browser_for(desk)
    asked = browser.post(reverse(NAMES), {"name": "Keita"})
    assert "purpose" in asked.context["form"].errors
    assert not AuditEntry.objects.filter(tag=Tag.NAMES_SEARCHED).exists()
    found = browser.post(reverse(NAMES), {"name": "Keita", "purpose": "a cousin asks for news"})
    assert [hit["names"] for hit in found.context["hits"]] == [["Aminata Keïta"]]
    again = browser.post(reverse(NAMES), {"name": "Diallo"})
    assert "purpose" not in again.context["form"].fields
    assert len(again.context["hits"]) == 2


def test_each_search_is_on_the_record_with_whom_it_showed(desk, people):
    search_names(by=desk, typed="keita", purpose="a cousin asks for news")
    entry = AuditEntry.objects.get(tag=Tag.NAMES_SEARCHED)
    shown = set(AuditSubject.objects.filter(entry=entry).values_list("subject", flat=True))
    assert shown == {people["Aminata Keïta"].id}
    assert read_purpose(desk, bytes(entry.sealed)) == "a cousin asks for news"
    assert "keita" not in str(entry.facts).lower()


def test_without_a_purpose_nothing_is_shown(desk, people):
    with pytest.raises(Refused, match="purpose_needed"):
        search_names(by=desk, typed="keita")


def test_how_a_name_matches_is_said(desk, people):
    hits = {hit.names[0]: hit.how for hit in search_names(by=desk, typed="Ahmadou Diallo", purpose="test")}
    assert hits["Ahmadou Diallo"] == "exact"
    assert hits["Amadou Diallo"] in {"alias", "skeleton", "close"}
    page = browser_for(desk).post(reverse(NAMES), {"name": "Ahmadou Diallo", "purpose": "test"})
    assert "same spelling" in page.content.decode()
    assert page.context["hits"][0]["names"] == ["Ahmadou Diallo"], "the same spelling comes first"


def test_without_the_vault_the_page_says_who_can(monitor, desk, people):
    page = browser_for(monitor).get(reverse(NAMES))
    text = page.content.decode()
    assert "No identities vault is open to you" in text
    assert desk.member.handle in text
    posted = browser_for(monitor).post(reverse(NAMES), {"name": "Keita", "purpose": "curious"})
    assert "Aminata" not in posted.content.decode()
    assert not AuditEntry.objects.filter(tag=Tag.NAMES_SEARCHED).exists()


def test_another_organisation_finds_nobody(partner, people):
    assert search_names(by=partner, typed="Keita", purpose="test") == []


def test_what_is_typed_stands_in_no_address(desk, people):
    page = browser_for(desk).get(reverse(NAMES), {"name": "Keita"})
    assert "hits" not in page.context
    assert 'method="post"' in page.content.decode()
