"""The documentalist's first minute: receive an incident, see it, change it."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.documentation import services
from seereya.documentation.models import Incident
from seereya.foundation.identifiers import new_id
from tests.documentation.records.filling import new_incident
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


def test_an_incident_is_received_shown_and_changed(writer, browser):
    page = browser.get(reverse("documentation:incident-new"))
    assert page.status_code == 200
    sent = browser.post(reverse("documentation:incident-new"), new_incident(title="Drone over the market", when="mars 2021"))
    row = Incident.objects.get()
    assert sent.status_code == 302
    assert sent.url == reverse("documentation:incident", args=[row.id])
    shown = browser.get(sent.url)
    assert shown.status_code == 200
    assert b"Drone over the market" in shown.content
    assert b"March 2021" in shown.content
    edit = reverse("documentation:incident-edit", args=[row.id])
    assert b"Drone over the market" in browser.get(edit).content
    browser.post(edit, {"title": "Drone over the cattle market", "version": "1", "sensitivity": "ordinary"})
    assert services.open_incident(by=writer, incident_id=row.id).content.title == "Drone over the cattle market"


def test_the_first_account_comes_with_the_incident(writer, browser):
    form = new_incident(
        **{
            "account-source_words": "a woman of the village",
            "account-verbatim": "I saw the smoke",
            "account-quantities-0-category": "killed",
            "account-quantities-0-status": "civilian",
            "account-quantities-0-words": "at least nineteen",
        }
    )
    browser.post(reverse("documentation:incident-new"), form)
    row = Incident.objects.get()
    account = services.open_incident(by=writer, incident_id=row.id).content.accounts[0]
    assert account.source_words == "a woman of the village"
    assert (account.quantities[0].minimum, account.quantities[0].maximum) == (19, None)
    assert services.open_testimony(by=writer, incident_id=row.id, purpose="test") == {account.id: "I saw the smoke"}


def test_the_same_form_sent_twice_makes_one_incident(browser):
    form = new_incident(token=str(new_id()))
    first = browser.post(reverse("documentation:incident-new"), form)
    second = browser.post(reverse("documentation:incident-new"), form)
    assert first.url == second.url
    assert Incident.objects.count() == 1


def test_other_words_sent_with_the_same_form_are_not_lost_in_silence(browser):
    form = new_incident(token=str(new_id()))
    browser.post(reverse("documentation:incident-new"), form)
    again = browser.post(reverse("documentation:incident-new"), form | {"title": "Something else"})
    assert again.status_code == 409
    assert Incident.objects.get().reference.encode() in again.content
    assert b"Something else" in again.content


def test_a_monitor_without_the_vault_writes_and_gets_a_reference_only(office):
    monitor = office.join(Role.MONITOR, holding=(), language="en")
    browser = browser_for(monitor)
    sent = browser.post(reverse("documentation:incident-new"), new_incident(title="Told by a relay"))
    row = Incident.objects.get()
    assert sent.status_code == 200
    assert row.reference.encode() in sent.content
    assert b"Told by a relay" not in sent.content
    assert browser.get(reverse("documentation:incident", args=[row.id])).status_code == 404


def test_what_is_missing_is_said_in_words_beside_and_on_top(browser):
    refused = browser.post(reverse("documentation:incident-new"), new_incident(title="", when="31 February 2021"))
    assert refused.status_code == 422
    assert refused.content.count(b"Say in a few words what happened.") == 2
    assert b"There is no such day in that month." in refused.content
