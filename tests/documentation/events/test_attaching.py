"""An external event becomes an account of an incident when a person says so, in its source's own words and numbers."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation import rules
from seereya.documentation.importing import undoing
from seereya.documentation.models import EventVersion
from seereya.documentation.rules import Refused
from seereya.documentation.services import open_incident
from seereya.documentation.services.events import attach_event
from seereya.documentation.services.storing import NotThere
from tests.factories import documentation
from tests.factories.accounts import browser_for
from tests.factories.events import csv_of, row, take
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def monitor():
    return office().join(Role.DOCUMENTALIST, language="en")


@pytest.fixture
def event():
    take(csv_of([row(77)]), release="25.1")
    return EventVersion.objects.get().event


def test_the_account_says_what_the_source_says(monitor, event):
    incident = documentation.incident(by=monitor)
    attach_event(by=monitor, incident_id=incident.id, event_id=event)
    account = open_incident(by=monitor, incident_id=incident.id).content.accounts[0]
    assert account.source_words == "UCDP GED 25.1, event 77 (CC BY 4.0)"
    assert account.external_event == str(event)
    assert "Koro town" in account.says
    total, civilians = account.quantities
    assert (total.status, total.words, total.minimum, total.maximum) == ("total", "best 5, low 4, high 7", 4, 7)
    assert (civilians.status, civilians.minimum, civilians.maximum) == ("civilian", 5, 5)
    assert [blame.words for blame in account.blames] == ["JNIM"]
    entry = AuditEntry.objects.get(tag=Tag.EVENT_ATTACHED)
    assert (entry.subject, entry.facts["event"]) == (incident.id, str(event))


def test_an_external_register_is_no_independent_source(monitor, event):
    incident = documentation.incident(by=monitor)
    attach_event(by=monitor, incident_id=incident.id, event_id=event)
    assert rules.independent_accounts(open_incident(by=monitor, incident_id=incident.id).content.accounts) == 0


def test_of_a_fight_between_two_sides_nobody_is_blamed(monitor):
    take(csv_of([row(78, type_of_violence=1)]))
    incident = documentation.incident(by=monitor)
    attach_event(by=monitor, incident_id=incident.id, event_id=EventVersion.objects.get().event)
    assert open_incident(by=monitor, incident_id=incident.id).content.accounts[0].blames == []


def test_an_event_is_attached_to_an_incident_once(monitor, event):
    incident = documentation.incident(by=monitor)
    attach_event(by=monitor, incident_id=incident.id, event_id=event)
    with pytest.raises(Refused, match="event_already_attached"):
        attach_event(by=monitor, incident_id=incident.id, event_id=event)


def test_an_event_whose_import_was_undone_is_not_attached_but_an_account_stays(monitor, event):
    first, second = documentation.incident(by=monitor), documentation.incident(by=monitor, title="Autre")
    attach_event(by=monitor, incident_id=first.id, event_id=event)
    undoing.undo(undoing.newest().id)
    with pytest.raises(Refused, match="no_such_event"):
        attach_event(by=monitor, incident_id=second.id, event_id=event)
    assert open_incident(by=monitor, incident_id=first.id).content.accounts[0].external_event == str(event)


def test_nothing_is_attached_to_an_incident_of_others(event):
    theirs = documentation.incident(by=office().join(Role.DOCUMENTALIST))
    with pytest.raises(NotThere):
        attach_event(by=office().join(Role.DOCUMENTALIST), incident_id=theirs.id, event_id=event)


def test_an_incident_is_chosen_from_the_list_or_named_by_its_reference(monitor, event):
    first, second = documentation.incident(by=monitor), documentation.incident(by=monitor, title="Autre")
    browser, where = browser_for(monitor), reverse("documentation:event-attach", args=[event])
    page = browser.get(where).content.decode()
    assert first.reference in page
    assert second.reference in page
    assert browser.post(where, {"incident": str(first.id)}).url == reverse("documentation:incident", args=[first.id])
    named = browser.post(where, {"reference": f" {second.reference.lower()} "})
    assert named.url == reverse("documentation:incident", args=[second.id])


@pytest.mark.parametrize("said", [{}, {"reference": "AMDH-INC-9999"}, {"incident": "x"}])
def test_what_names_no_incident_is_said_on_the_form(monitor, event, said):
    documentation.incident(by=monitor)
    response = browser_for(monitor).post(reverse("documentation:event-attach", args=[event]), said)
    assert response.status_code == 400
    assert "error-summary" in response.content.decode()


def test_places_of_a_country_whose_pack_is_loaded_are_known(monitor):
    documentation.packs_loaded()
    take(
        csv_of(
            [
                row(1),
                row(2, adm_1="Mopti region", adm_2="Unheard-of cercle"),
                row(3, adm_1="", adm_2=""),
                row(4, country="Syria", adm_1="Homs Governorate", adm_2=""),
            ]
        )
    )
    found = dict(EventVersion.objects.order_by("external_id").values_list("external_id", "place"))
    assert found["1"].startswith("ML05")
    assert len(found["1"]) > len("ML05")
    assert (found["2"], found["3"], found["4"]) == ("ML05", "ML", "")
    page = browser_for(monitor).get(reverse("documentation:events"), {"place": "ML05"}).content.decode()
    assert "ML05" in page
