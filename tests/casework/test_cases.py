"""Opening case files: sealed, coarse columns, one form one file, strangers."""

import pytest

from seereya.accounts.rules import Role
from seereya.casework import services
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.queries import lists
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault import indexing
from seereya.vault.models import IndexEntry
from seereya.vault.services.reindexing import held_indexes, rebuild_index
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.documentation import incident, packs_loaded
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL)


def test_file_is_sealed_and_readable_by_counsel(counsel):
    row = case_file(by=counsel, title="Zunique")
    assert row.reference == "AMDH-CF-0001"
    kept = CaseFile.objects.get(pk=row.pk)
    assert b"Zunique" not in bytes(kept.content)
    assert services.open_case(by=counsel, case_id=row.id).content.title == "Zunique"
    assert kept.month
    assert kept.forum == ""


def test_same_form_sent_twice_makes_one_file(counsel):
    token = new_id()
    for _ in range(2):
        services.open_case_file(by=counsel, content=CaseContent(title="X"), case_id=token)
    assert CaseFile.objects.count() == 1


def test_documentalist_and_stranger_find_nothing(house, counsel):
    row = case_file(by=counsel)
    other = office("ASFC").join(Role.COUNSEL)
    assert browser_for(other).get(f"/cases/{row.id}/").status_code == 404
    assert browser_for(house.join(Role.DOCUMENTALIST)).get(f"/cases/{row.id}/").status_code == 403


def test_incident_must_be_open_to_the_member(house, counsel):
    theirs = incident(by=office("FIDH").join(Role.DOCUMENTALIST))
    with pytest.raises(services.Refused, match="no_such_incident"):
        case_file(by=counsel, incidents=[str(theirs.id)])
    ours = incident(by=house.join(Role.DOCUMENTALIST))
    assert case_file(by=counsel, incidents=[str(ours.id)])


def test_list_and_page(counsel):
    row = case_file(by=counsel, title="Zlisted")
    browser = browser_for(counsel)
    assert "Zlisted" in browser.get("/cases/").content.decode()
    assert "Zlisted" in browser.get(f"/cases/{row.id}/").content.decode()
    answer = browser.post("/cases/new/", {"title": "Nouveau", "token": str(new_id()), "facts": "3 janvier 2021"})
    assert answer.status_code == 302, answer.content.decode()[:2000]


def test_index_is_built_anew_from_the_files(counsel):
    case_file(by=counsel, title="Zrebuilt")
    IndexEntry.objects.filter(index="cases").delete()
    indexing.forget_everything()
    browser = browser_for(counsel)
    assert browser.get("/cases/").status_code == 503
    for held in held_indexes(by=counsel):
        rebuild_index(by=counsel, held=held)
    assert "Zrebuilt" in browser.get("/cases/").content.decode()


def test_desk_and_panel(house, counsel):
    ours = incident(by=house.join(Role.DOCUMENTALIST))
    row = case_file(by=counsel, incidents=[str(ours.id)])
    services.start_deadline(by=counsel, case_id=row.id, rule="D-POU", starts=clock.today().isoformat())
    browser = browser_for(counsel)
    home = browser.get("/").content.decode()
    assert row.reference in home
    assert row.reference in browser.get(f"/incidents/{ours.id}/").content.decode()
    assert row.reference not in browser_for(house.join(Role.DOCUMENTALIST)).get(f"/incidents/{ours.id}/").content.decode()
    assert "/cases/counts/" in browser_for(house.join(Role.COORDINATOR)).get("/").content.decode()


def test_list_asks_a_fixed_number_of_questions(counsel, django_assert_num_queries):
    for number in range(4):
        case_file(by=counsel, title=f"Dossier {number}")
    lists.cases(by=counsel)
    with django_assert_num_queries(1):
        assert lists.cases(by=counsel).total == 4
