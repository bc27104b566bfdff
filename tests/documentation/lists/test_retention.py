"""What is due to be deleted is counted beyond incidents: contacts without a basis, sound, evidence, case files; a legal hold keeps it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.casework import services as casework
from seereya.casework.models import CaseFile
from seereya.documentation import services as documentation
from seereya.documentation.models import Incident, Person
from seereya.evidence import services as evidence
from seereya.evidence.models import EvidenceItem
from seereya.foundation import clock
from seereya.protection.queries.dataprotection import retention_list
from seereya.protection.services.dataprotection import place_hold, set_retention
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import incident, interview, packs_loaded, person
from tests.factories.evidence import item
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(64)


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def officer(house):
    return house.join(Role.DATA_PROTECTION, language="en")


@pytest.fixture
def writer(house):
    return house.join(Role.DOCUMENTALIST)


def due(officer):
    return {one.rule: one.due for one in retention_list(officer)}


def long_ago(model, row, *, column="made_at", days=4000):
    model.objects.filter(id=row.id).update(**{column: clock.now() - timedelta(days=days)})


def test_contacts_of_persons_without_a_basis(officer, writer):
    asked, silent, held = (person(by=writer) for _ in range(3))
    consent(writer, asked.id)
    assert due(officer)["RT-CON"] == 0
    for one in (asked, silent, held):
        long_ago(Person, one)
    assert due(officer)["RT-CON"] == 2
    place_hold(by=officer, subject=held.id, reason="a case")
    assert due(officer)["RT-CON"] == 1


def test_unverified_incidents_that_name_somebody_under_hold_are_kept(officer, writer):
    one, other = incident(by=writer), incident(by=writer)
    named = person(by=writer)
    documentation.link_person(by=writer, incident_id=one.id, person_id=named.id, role="victim")
    for row in (one, other):
        long_ago(Incident, row, column="changed_at")
    assert due(officer)["RT-UNV"] == 2
    place_hold(by=officer, subject=named.id, reason="a case")
    assert due(officer)["RT-UNV"] == 1


def test_sound_of_complete_interviews_that_nothing_else_needs(officer, writer):
    heard = person(by=writer)
    row = interview(by=writer, person=heard)
    sound = item(by=writer, data=WAV, name="voix.wav", declared="audio/wav")
    evidence.link_item(by=writer, item_id=sound.id, kind="interview", target=str(row.id))
    assert due(officer)["RT-AUDIO"] == 0
    documentation.complete_interview(by=writer, interview_id=row.id)
    assert due(officer)["RT-AUDIO"] == 1
    place_hold(by=officer, subject=heard.id, reason="a case")
    assert due(officer)["RT-AUDIO"] == 0


def test_sound_that_is_evidence_is_kept(officer, writer):
    row = interview(by=writer, person=person(by=writer))
    sound = item(by=writer, data=WAV, name="voix.wav", declared="audio/wav")
    evidence.link_item(by=writer, item_id=sound.id, kind="interview", target=str(row.id))
    evidence.link_item(by=writer, item_id=sound.id, kind="incident", target=str(incident(by=writer).id))
    documentation.complete_interview(by=writer, interview_id=row.id)
    assert due(officer)["RT-AUDIO"] == 0


def test_evidence_falls_due_only_where_the_organisation_says_so(officer, writer):
    row, about = item(by=writer), incident(by=writer)
    long_ago(EvidenceItem, row)
    assert due(officer)["RT-CRIME"] is None
    assert "nothing falls due" in browser_for(officer).get(reverse("protection:data-protection")).content.decode()
    set_retention(by=officer, rule="RT-CRIME", days=3650)
    assert due(officer)["RT-CRIME"] == 1
    named = person(by=writer)
    documentation.link_person(by=writer, incident_id=about.id, person_id=named.id, role="victim")
    evidence.link_item(by=writer, item_id=row.id, kind="incident", target=str(about.id))
    place_hold(by=officer, subject=named.id, reason="a case")
    assert due(officer)["RT-CRIME"] == 0


def test_closed_case_files_and_what_counsel_is_asked_under_a_hold(house, officer, writer):
    counsel = house.join(Role.COUNSEL)
    row = case_file(by=counsel)
    long_ago(CaseFile, row, column="changed_at")
    assert due(officer)["RT-CASE"] == 0
    casework.close_case(by=counsel, case_id=row.id, why="judged")
    long_ago(CaseFile, row, column="changed_at")
    said = "ask counsel which of them a legal hold concerns"
    assert due(officer)["RT-CASE"] == 1
    assert said not in browser_for(officer).get(reverse("protection:data-protection")).content.decode()
    place_hold(by=officer, subject=person(by=writer).id, reason="a case")
    assert said in browser_for(officer).get(reverse("protection:data-protection")).content.decode()
