"""A consent taken back by somebody of a case file is said on the file's page and on the desk, until it is given anew."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.casework import services
from seereya.casework.pages import withdrawals
from seereya.vault.services import withdraw_consent
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import packs_loaded, person
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
SAID = "A consent was taken back"


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL, language="en")


@pytest.fixture
def victim(counsel):
    made = person(by=counsel)
    consent(counsel, made.id, scope="C-JUS-MLI")
    return made


@pytest.fixture
def case(counsel, victim):
    row = case_file(by=counsel)
    services.add_party(by=counsel, case_id=row.id, code=victim.code, role="victim", basis="Mandate")
    return row


def page(counsel, case):
    return browser_for(counsel).get(reverse("casework:case", args=[case.id])).content.decode()


def test_page_and_desk_say_it_until_it_is_given_anew(counsel, case, victim):
    assert SAID not in page(counsel, case)
    assert withdrawals.waits(counsel) == []
    withdraw_consent(by=counsel, subject=victim.id)
    said = page(counsel, case)
    assert SAID in said
    assert reverse("exits:basis", args=[victim.id]) in said
    assert [one.url for one in withdrawals.waits(counsel)] == [reverse("casework:case", args=[case.id])]
    assert "a consent was taken back" in browser_for(counsel).get(reverse("home")).content.decode()
    consent(counsel, victim.id, scope="C-JUS-MLI")
    assert SAID not in page(counsel, case)
    assert withdrawals.waits(counsel) == []


def test_the_desk_leaves_out_closed_files_and_persons_of_no_file(counsel, case, victim):
    stranger = person(by=counsel)
    consent(counsel, stranger.id)
    withdraw_consent(by=counsel, subject=stranger.id)
    assert withdrawals.waits(counsel) == []
    withdraw_consent(by=counsel, subject=victim.id)
    services.close_case(by=counsel, case_id=case.id, why="her wish")
    assert withdrawals.waits(counsel) == []


def test_another_organisation_is_told_nothing(counsel, case, victim):
    withdraw_consent(by=counsel, subject=victim.id)
    assert withdrawals.waits(office("ASFC").join(Role.COUNSEL)) == []
