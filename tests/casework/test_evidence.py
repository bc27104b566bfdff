"""Evidence and case files joined: evidence on the page of a file, exhibits that are items of evidence."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.evidence import services as evidence
from seereya.evidence import targets
from seereya.evidence.models import EvidenceItem
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import incident, interview, packs_loaded, person
from tests.factories.evidence import item
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """A home of its own for sealed files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL, language="en")


@pytest.fixture
def row(counsel):
    return case_file(by=counsel)


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_records_are_found_and_named_only_where_keys_open_them(house, counsel, row):
    writer = house.join(Role.DOCUMENTALIST)
    heard = interview(by=writer, person=person(by=writer))
    found = targets.find("interview", writer, f" {heard.reference.lower()} ")
    assert found == (heard.id, heard.reference)
    assert targets.find("case", counsel, row.reference) == (row.id, row.reference)
    assert targets.find("case", writer, row.reference) is None
    assert targets.find("interview", office("ASFC").join(Role.DOCUMENTALIST), heard.reference) is None
    assert targets.name(writer, [("case", row.id)]) == {}
    known = incident(by=writer)
    named = targets.name(counsel, [("case", row.id), ("incident", known.id), ("interview", heard.id)])
    assert named[row.id].url == reverse("casework:case", args=[row.id])
    assert named[heard.id].words == heard.reference


def test_evidence_is_added_from_the_page_of_a_case_and_stays_with_counsel(counsel, row):
    browser, where = browser_for(counsel), reverse("casework:case", args=[row.id])
    page = browser.get(where)
    assert "No evidence is linked to it yet" in text(page)
    add = re.search(r'href="(/evidence/new/\?[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    form = browser.get(add)
    assert row.reference in text(form)
    assert re.search(r'value="casework"[^>]*checked', form.content.decode())
    made = item(by=counsel, title="Zcrater")
    evidence.link_item(by=counsel, item_id=made.id, kind="case", target=str(row.id), locator="left half", words=row.reference)
    assert "Zcrater" in text(browser.get(where))
    assert "left half" in text(browser.get(where))
    shown = browser.get(reverse("evidence:item", args=[EvidenceItem.objects.get().id])).content.decode()
    assert f'href="{where}"' in shown
