"""The dossier with names, and exports of incidents: pages, gate and bytes together."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused, Role
from seereya.documentation import services as documentation
from seereya.documentation.packing import initials
from seereya.documentation.services import leaving as exits
from seereya.vault import services
from seereya.vault.models import Disclosure, Export
from seereya.vault.rules_exits import ExitKind, Leaving
from tests.factories.accounts import browser_for, log_in
from tests.factories.documentation import account, incident, person
from tests.factories.exits import consent
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
ASKED = {"scope": "C-UN", "recipient": "Groupe de travail", "level": "ID-3", "purpose": "communication"}


@pytest.fixture
def house():
    return office("AMDH")


@pytest.fixture
def writer(house):
    return house.join(Role.DOCUMENTALIST)


@pytest.fixture
def story(writer):
    """An incident with two persons, of whom one agreed that the United Nations hear her name."""
    row = incident(by=writer, title="=Ztitleqk", accounts=[account("RFI", killed=(3, 5))], summary="Zsummaryqk")
    yes, no = (person(by=writer, name=name) for name in ("Zaminataqk Keïta", "Zmoussaqk Diarra"))
    for one in (yes, no):
        documentation.link_person(by=writer, incident_id=row.id, person_id=one.id, role="victim")
    consent(writer, yes.id)
    return row, yes, no


def browser_of(one):
    one.keyring = None
    return browser_for(log_in(one))


def test_dossier_names_only_those_whom_a_basis_allows(writer, story):
    row, yes, no = story
    browser, url = browser_of(writer), reverse("documentation:incident-print-names", args=[row.id])
    assert url in browser.get(reverse("documentation:incident-print", args=[row.id])).content.decode()
    assert browser.get(url).status_code == 200
    page = browser.post(url, ASKED | {"look": "1"}).content.decode()
    assert f'value="{yes.id}" checked' in page
    assert f'value="{no.id}"' not in page
    assert "Zaminata" not in page
    assert not Disclosure.objects.exists()
    response = browser.post(url, ASKED | {"seen": "1", "named": [str(yes.id)]})
    printed = response.content.decode()
    assert response.status_code == 200
    assert "Zaminataqk Keïta" in printed
    assert no.code in printed
    assert "Zmoussa" not in printed
    gone = services.disclosures_of(by=writer, subject=yes.id)[0]
    assert (gone.content.recipient, gone.digest.size) == ("Groupe de travail", len(response.content))
    assert services.disclosures_of(by=writer, subject=no.id) == []


def test_dossier_refuses_what_was_withdrawn_since_looking(writer, story):
    row, yes, _no = story
    browser, url = browser_of(writer), reverse("documentation:incident-print-names", args=[row.id])
    services.withdraw_consent(by=writer, subject=yes.id)
    response = browser.post(url, ASKED | {"seen": "1", "named": [str(yes.id)]})
    assert response.status_code == 409
    assert "Zaminata" not in response.content.decode()
    assert not Disclosure.objects.exists()
    assert browser.post(url, ASKED).status_code == 409  # nobody looked
    assert browser.post(url, ASKED | {"seen": "1"}).status_code == 409  # nobody is ticked
    assert browser.post(url, ASKED | {"seen": "1", "named": ["x"]}).status_code == 409
    assert browser.post(url, ASKED | {"recipient": "", "look": "1"}).status_code == 200


def test_urgent_names_are_ratified_later(house, writer, story):
    row, _yes, no = story
    browser, url = browser_of(writer), reverse("documentation:incident-print-names", args=[row.id])
    asked = ASKED | {"urgent": "taken this morning"}
    assert f'value="{no.id}"' in browser.post(url, asked | {"look": "1"}).content.decode()
    assert browser.post(url, asked | {"seen": "1", "named": [str(no.id)]}).status_code == 200
    second = browser_of(house.join(Role.COORDINATOR))
    where = reverse("exits:disclosure", args=[Disclosure.objects.get().id])
    assert where in second.get("/").content.decode()
    assert second.post(where, {"reason": "", "ratify": "1"}).status_code == 409
    assert second.post(where, {"reason": "right", "object": "1"}).status_code == 302
    assert Disclosure.objects.get().outcome == "objected"
    assert where not in second.get("/").content.decode()


def test_names_need_the_identities_vault(house, story):
    row, yes, _no = story
    from seereya.vault.rules import VaultKind

    counsel = house.join(Role.COUNSEL, holding=(VaultKind.DOCUMENTATION,))
    leaving = Leaving(ExitKind.DOSSIER, "C-UN", "GTDFI", "ID-3", (yes.id,), purpose="p")
    with pytest.raises(Refused) as refused:
        exits.print_with_names(by=counsel, incident_id=row.id, leaving=leaving)
    assert refused.value.code == "names_closed"
    assert not Disclosure.objects.exists()


def test_export_by_two_persons_through_the_pages(house, writer, story):
    row, yes, no = story
    browser, second = browser_of(writer), browser_of(house.join(Role.COUNSEL))
    url = f"{reverse('documentation:export-new')}?incident={row.id}"
    asked = ASKED | {"incidents": [str(row.id)]}
    assert row.reference in browser.get(url).content.decode()
    assert row.reference in browser.get(reverse("documentation:export-new")).content.decode()
    assert f'value="{yes.id}" checked' in browser.post(url, asked | {"look": "1"}).content.decode()
    assert browser.post(url, asked | {"seen": "1", "named": [str(no.id)]}).status_code == 409
    assert browser.post(url, asked | {"seen": "1", "named": [str(yes.id)]}).status_code == 302
    made = Export.objects.get()
    assert reverse("exits:exports") in second.get("/").content.decode()
    assert second.post(reverse("exits:fetch", args=[made.id])).status_code == 404
    assert second.post(reverse("exits:approve", args=[made.id])).status_code == 302
    assert reverse("exits:fetch", args=[made.id]) in browser.get(reverse("exits:exports")).content.decode()
    fetched = browser.post(reverse("exits:fetch", args=[made.id]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(fetched)))
    assert sorted(archive.namelist()) == ["README.txt", "incidents.jsonl", "summary.csv"]
    found = json.loads(archive.read("incidents.jsonl"))
    assert {one["code"]: one["name"] for one in found["persons"]} == {yes.code: "Zaminataqk Keïta", no.code: ""}
    assert str(yes.id) not in archive.read("incidents.jsonl").decode()
    assert "'=Ztitleqk" in archive.read("summary.csv").decode()
    assert browser.post(reverse("exits:fetch", args=[made.id])).status_code == 409
    assert [one.row.kind for one in services.ledger(by=writer)] == ["record_export"]


def test_exactly_the_incidents_ticked_in_the_list_are_exported(house, writer, story):
    row, _yes, _no = story
    house.join(Role.COUNSEL)
    other, third = (incident(by=writer, title=title) for title in ("A second one", "A third one"))
    browser, url = browser_of(writer), reverse("documentation:export-new")
    listed = browser.get(reverse("documentation:incidents")).content.decode()
    assert listed.count('name="ticked"') == 3
    ticked = [str(row.id), str(third.id)]
    opened = browser.post(url, {"open": "1", "ticked": ticked}).content.decode()
    assert all(f'name="ticked" value="{one}"' in opened for one in ticked)
    assert row.reference in opened
    assert third.reference in opened
    assert other.reference not in opened
    asked = ASKED | {"incidents": ticked, "ticked": ticked}
    assert third.reference in browser.post(url, asked | {"look": "1"}).content.decode()
    assert browser.post(url, asked | {"seen": "1"}).status_code == 302
    assert services.exports_of(by=writer)[0].content.references == [row.reference, third.reference]


def test_nothing_ticked_is_said_on_the_list_as_it_stood(writer, story):
    browser = browser_of(writer)
    answer = browser.post(reverse("documentation:export-new"), {"open": "1", "state": "sort=-date&evil=//x"})
    assert answer.url.startswith(f"{reverse('documentation:incidents')}?sort=-date")
    page = browser.get(reverse("documentation:incidents"))
    assert "Choisissez au moins un incident" in page.content.decode()


def test_what_is_of_a_partner_cannot_be_ticked_in(writer, story):
    row, _yes, _no = story
    other = office("FIDH")
    documentation.share_incident(by=writer, incident_id=row.id, organisation_id=other.organisation.id)
    browser = browser_of(other.join(Role.DOCUMENTALIST))
    assert 'name="ticked"' not in browser.get(reverse("documentation:incidents")).content.decode()
    for ids in ([str(row.id)], ["nonsense"]):
        assert browser.post(reverse("documentation:export-new"), {"open": "1", "ticked": ids}).status_code == 404


def test_whoever_said_no_is_left_out_of_a_coded_export(house, writer, story):
    row, yes, no = story
    house.join(Role.COUNSEL)
    consent(writer, no.id, status="CS-NO", level="ID-0")
    chosen = exits.choose(by=writer, incident_ids=[row.id])
    exits.ask_export(by=writer, chosen=chosen, scope="C-UN", recipient="GTDFI", level="ID-1", purpose="p", named=[])
    content = services.exports_of(by=writer)[0].content
    assert (content.subjects, content.named) == ([str(yes.id)], [])


def test_partner_cannot_export_what_was_shared(writer, story):
    row, _yes, _no = story
    other = office("FIDH")
    documentation.share_incident(by=writer, incident_id=row.id, organisation_id=other.organisation.id)
    browser = browser_of(other.join(Role.DOCUMENTALIST))
    assert browser.get(f"{reverse('documentation:export-new')}?incident={row.id}").status_code == 404
    assert browser.get(reverse("documentation:incident-print-names", args=[row.id])).status_code == 404
    assert row.reference not in browser.get(reverse("documentation:export-new")).content.decode()


def test_initials():
    assert initials(["", "Aminata Keïta"]) == "A. K."
    assert initials([]) == ""
