"""Evidence and case files joined: evidence on the page of a file, exhibits that are items of evidence."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.casework import services
from seereya.evidence import services as evidence
from seereya.evidence import targets
from seereya.evidence.models import EvidenceItem
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import incident, interview, packs_loaded, person
from tests.factories.evidence import item
from tests.factories.exits import consent
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


def exhibit(browser, row, **said):
    return browser.post(reverse("casework:exhibit-new", args=[row.id]), said)


def test_an_exhibit_is_an_item_of_evidence(house, counsel, row):
    made, browser = item(by=house.join(Role.DOCUMENTALIST), title="Zcrater", origin="a passer-by"), browser_for(counsel)
    assert "Item of evidence" in text(browser.get(reverse("casework:exhibit-new", args=[row.id])))
    assert exhibit(browser, row, reference=made.reference.lower()).status_code == 302
    page = browser.get(reverse("casework:case", args=[row.id]))
    kept = evidence.read_item(by=counsel, item_id=made.id).content
    for words in (made.reference, "Zcrater", "a passer-by", kept.sha256):
        assert words in text(page)
    for name in ("evidence:item", "evidence:extract"):
        assert f'href="{reverse(name, args=[made.id])}"' in page.content.decode()
    assert [(one.kind, one.target, one.words) for one in kept.links] == [("case", str(row.id), "")]
    again = exhibit(browser, row, reference=made.reference)
    assert again.status_code == 409
    assert "exhibit 1 already" in text(again)
    assert exhibit(browser, row, words="A letter", origin="the family").status_code == 302
    assert [one.number for one in services.open_case(by=counsel, case_id=row.id).content.exhibits] == [1, 2]


@pytest.mark.parametrize("said", [{}, {"words": "A letter"}, {"reference": "AMDH-EV-9999"}])
def test_an_exhibit_without_item_needs_words_and_origin(counsel, row, said):
    answer = exhibit(browser_for(counsel), row, **said)
    assert answer.status_code == 409
    assert not services.open_case(by=counsel, case_id=row.id).content.exhibits


def test_an_item_of_somebody_else_is_not_found(counsel, row):
    theirs = item(by=office("ASFC").join(Role.DOCUMENTALIST))
    answer = exhibit(browser_for(counsel), row, reference=theirs.reference)
    assert answer.status_code == 409
    assert "that you can open" in text(answer)


def test_the_package_names_reference_and_hash(house, counsel, row):
    made = item(by=house.join(Role.DOCUMENTALIST), title="Zcrater")
    victim = person(by=house.join(Role.DOCUMENTALIST))
    consent(counsel, victim.id, scope="C-JUS-MLI")
    services.add_party(by=counsel, case_id=row.id, code=victim.code, role="victim", basis="Mandat")
    services.add_exhibit(by=counsel, case_id=row.id, reference=made.reference)
    said = {"scope": "C-JUS-MLI", "recipient": "Doyen", "level": "ID-3", "purpose": "plainte", "seen": "1"}
    answer = browser_for(counsel).post(reverse("casework:case-package", args=[row.id]), said)
    assert answer.status_code == 200
    assert made.reference in text(answer)
    assert evidence.read_item(by=counsel, item_id=made.id).content.sha256 in text(answer)
