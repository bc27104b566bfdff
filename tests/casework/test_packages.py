"""The package for the magistrate: names with a basis only, a withdrawal refuses it whole and loses nothing, contradicting material goes along."""

import pytest

from seereya.accounts.rules import Role
from seereya.casework import services
from seereya.vault.models import Disclosure
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import packs_loaded, person
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db

SAID = {"scope": "C-JUS-MLI", "recipient": "Doyen des juges", "level": "ID-3", "purpose": "plainte"}


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL)


@pytest.fixture
def victim(house, counsel):
    made = person(by=house.join(Role.DOCUMENTALIST), name="Zaminata")
    consent(counsel, made.id, scope="C-JUS-MLI")
    return made


@pytest.fixture
def row(counsel, victim):
    made = case_file(by=counsel, summary="Le 3 janvier.", contradicting="Zcontradicting")
    services.add_party(by=counsel, case_id=made.id, code=victim.code, role="victim", basis="Mandat")
    return made


def ask(counsel, row, *named, **more):
    data = SAID | {"named": [str(one.id) for one in named]} | more
    return browser_for(counsel).post(f"/cases/{row.id}/package/", data)


def test_looked_at_then_let_out_with_names_and_what_contradicts(counsel, row, victim):
    looked = ask(counsel, row, look="1")
    assert victim.code in looked.content.decode()
    assert Disclosure.objects.count() == 0
    answer = ask(counsel, row, victim, seen="1")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Zaminata" in page
    assert "Zcontradicting" in page
    assert Disclosure.objects.get().kind == "case_package"


def test_nobody_is_named_without_a_basis(house, counsel, row):
    other = person(by=house.join(Role.DOCUMENTALIST), name="Zother")
    services.add_party(by=counsel, case_id=row.id, code=other.code, role="witness", basis="")
    answer = ask(counsel, row, other, seen="1")
    assert answer.status_code == 409
    assert "Zother" not in answer.content.decode()
    answer = ask(counsel, row, seen="1")
    assert answer.status_code == 200
    assert other.code in answer.content.decode()
    assert "Zother" not in answer.content.decode()


def test_consent_withdrawn_in_the_middle_refuses_in_words_and_the_draft_stays(counsel, row, victim):
    assert ask(counsel, row, look="1").status_code == 200
    browser = browser_for(counsel)
    kept = SAID | {"named": [str(victim.id)], "seen": "1", "recipient": "Zdraftrecipient"}
    assert browser.post(f"/vault/drafts/case-package/{row.id}/-/", kept).status_code in {200, 204, 404}
    consent(counsel, victim.id, scope="C-JUS-MLI", status="CS-REV")
    answer = ask(counsel, row, victim, seen="1", recipient="Zdraftrecipient")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zdraftrecipient" in page
    assert "Zaminata" not in page
    assert Disclosure.objects.count() == 0
    answer = ask(counsel, row, seen="1")
    assert victim.code not in answer.content.decode().partition('<article class="dossier">')[2]


def test_paralegal_lets_nothing_out(house, row):
    assert browser_for(house.join(Role.PARALEGAL)).get(f"/cases/{row.id}/package/").status_code == 403
