"""A case file is about acts documented in its incidents: chosen, shown with everybody alleged, printed without anybody's code."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused, Role
from seereya.casework import services
from seereya.casework.models import CaseFile
from seereya.casework.pages.withdrawals import waits
from seereya.casework.services.documented import choose_acts, documented_acts, key_of
from seereya.documentation import services as documentation
from seereya.documentation.content import Act, Identity, Involvement, PersonContent
from seereya.foundation.identifiers import new_id
from seereya.vault.services import withdraw_consent
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import day, incident
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL)


@pytest.fixture
def told(house):
    """An incident with one act against one person, and that person."""
    by = house.join(Role.DOCUMENTALIST)
    row = incident(by=by, title="Marché")
    person = documentation.create_person(by=by, content=PersonContent(), identity=Identity(names=["Awa"]))
    documentation.link_person(by=by, incident_id=row.id, person_id=person.id, role="victim")
    one = Act(
        id="C1",
        kind="V-LIFE-AIR",
        method="deux passages",
        when=day("2021-01-03"),
        victims=[str(person.id)],
        involvements=[Involvement(words="un avion gris", degree="direct")],
    )
    documentation.save_act(by=by, incident_id=row.id, act=one)
    return row, person, by


@pytest.fixture
def case(counsel, told):
    counsel.keyring = None
    return case_file(by=counsel, incidents=[str(told[0].id)])


def test_an_act_is_chosen_and_stands_on_the_page_as_alleged(counsel, case, told):
    browser = browser_for(counsel)
    form = browser.get(reverse("casework:documented-acts", args=[case.id]))
    assert form.status_code == 200
    key = f"{told[0].id}/C1"
    assert key in form.content.decode()
    done = browser.post(reverse("casework:documented-acts", args=[case.id]), {"acts": [key]})
    assert done.status_code == 302
    page = browser.get(reverse("casework:case", args=[case.id])).content.decode()
    assert "deux passages" in page
    assert told[1].code in page
    assert "un avion gris (" in page


def test_what_was_taken_in_stays_as_it_was_until_it_is_chosen_again(counsel, case, told):
    row, _person, writer = told
    choose_acts(by=counsel, case_id=case.id, chosen=[f"{row.id}/C1"])
    changed = Act(id="C1", kind="V-LIFE-AIR", method="trois passages", when=day("2021-01-03"))
    version = documentation.open_incident(by=writer, incident_id=row.id).row.version
    documentation.save_act(by=writer, incident_id=row.id, act=changed, version=version)
    kept = services.open_case(by=counsel, case_id=case.id).content
    assert kept.acts_documented[0]["method"] == "deux passages"
    assert documented_acts(by=counsel, content=kept)[0]["method"] == "trois passages"
    choose_acts(by=counsel, case_id=case.id, chosen=[f"{row.id}/C1"])
    assert services.open_case(by=counsel, case_id=case.id).content.acts_documented[0]["method"] == "trois passages"


def test_an_act_nobody_documented_is_refused_and_nothing_changes(counsel, case):
    with pytest.raises(Refused, match="no_such_act"):
        choose_acts(by=counsel, case_id=case.id, chosen=["00000000-0000-0000-0000-000000000000/C9"])
    assert services.open_case(by=counsel, case_id=case.id).content.acts_documented == []


def test_an_act_of_an_incident_that_closed_meanwhile_stays(counsel, case, told):
    key = f"{told[0].id}/C1"
    choose_acts(by=counsel, case_id=case.id, chosen=[key])
    gone = services.open_case(by=counsel, case_id=case.id).content
    gone.incidents = ["00000000-0000-0000-0000-000000000000"]
    assert documented_acts(by=counsel, content=gone) == []
    assert [key_of(one) for one in gone.acts_documented] == [key]


def test_a_victim_of_a_chosen_act_who_takes_a_consent_back_is_said_on_the_page(counsel, case, told):
    row, person, writer = told
    choose_acts(by=counsel, case_id=case.id, chosen=[f"{row.id}/C1"])
    consent(writer, person.id)
    withdraw_consent(by=writer, subject=person.id)
    page = browser_for(counsel).get(reverse("casework:case", args=[case.id])).content.decode()
    assert reverse("exits:basis", args=[person.id]) in page
    assert waits(counsel)


def opening(told, **more):
    typed = {
        "title": "Marché",
        "incidents": told[0].reference,
        "conflict_reason": "nobody else has counsel",
        "token": str(new_id()),
    }
    return reverse("casework:case-new") + f"?incident={told[0].id}", typed | more


def test_a_file_opened_from_an_incident_offers_its_victims_and_takes_those_ticked(house, counsel, told):
    counsel.keyring = None
    row, person, writer = told
    other = documentation.create_person(by=writer, content=PersonContent(), identity=Identity(names=["Sira"]))
    documentation.link_person(by=writer, incident_id=row.id, person_id=other.id, role="witness")
    browser, (url, typed) = browser_for(counsel), opening(told, victims=[person.code])
    form = browser.get(url).content.decode()
    assert person.code in form
    assert other.code not in form
    assert browser.post(url, typed).status_code == 302
    content = services.open_case(by=counsel, case_id=CaseFile.objects.get().id).content
    assert [(one.code, one.role, one.note) for one in content.parties] == [(person.code, "victim", row.reference)]
    assert browser.post(url, opening(told, victims=[other.code])[1]).status_code == 422


def test_nobody_becomes_a_party_unasked(counsel, told):
    counsel.keyring = None
    url, typed = opening(told)
    assert browser_for(counsel).post(url, typed).status_code == 302
    assert services.open_case(by=counsel, case_id=CaseFile.objects.get().id).content.parties == []
