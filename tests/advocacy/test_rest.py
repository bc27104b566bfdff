"""Stakeholders are sealed; facts stand with their source; bodies say what we have with each."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused, Role
from seereya.advocacy import services
from seereya.advocacy.content import ActionContent, StakeholderContact, StanceEntry
from seereya.advocacy.models import Action, ContextEvent, Stakeholder
from seereya.advocacy.services.openings import open_contact, open_stakeholder
from seereya.protection.sealing import NotThere
from tests.factories.accounts import browser_for
from tests.factories.advocacy import action, ask, commitment, days_ago, stakeholder

pytestmark = pytest.mark.django_db


def page(browser, name, *args, query=""):
    response = browser.get(reverse(f"advocacy:{name}", args=args) + query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_stakeholder_is_sealed_and_reached_for_a_purpose(officer, browser):
    fields = {
        "called": "Contact 3",
        "sensitive": "on",
        "function": "Zfunction",
        "name": "Zname",
        "reach": "Zreach",
        "rules": "Zrules",
    }
    assert browser.post(reverse("advocacy:stakeholder-new"), fields).status_code == 302
    row = Stakeholder.objects.get()
    for mark in ("Contact 3", "Zfunction", "Zname", "Zreach"):
        assert mark.encode() not in bytes(row.content) + bytes(row.contact)
    assert "Contact 3" in page(browser, "stakeholders")
    text = page(browser, "stakeholder", row.id)
    assert "Zfunction" in text
    assert "Zname" not in text
    opened = browser.post(reverse("advocacy:stakeholder-contact", args=[row.id]), {"purpose": ""})
    assert opened.status_code == 409
    opened = browser.post(reverse("advocacy:stakeholder-contact", args=[row.id]), {"purpose": "rendez-vous"})
    assert "Zname" in opened.content.decode()
    assert "Zrules" in opened.content.decode()
    changed = {"called": "Contact 4", "version": row.version}
    assert browser.post(reverse("advocacy:stakeholder-edit", args=[row.id]), changed).status_code == 302
    assert open_contact(by=officer, stakeholder_id=row.id, purpose="x").name == "Zname"
    edit = reverse("advocacy:stakeholder-contact-edit", args=[row.id])
    assert "Zname" in browser.get(edit).content.decode()
    assert browser.post(edit, {"version": "7", "name": "Zother"}).status_code == 409
    assert browser.post(edit, {"version": "1", "name": "Zother", "reach": "Zphone"}).status_code == 302
    changed_contact = open_contact(by=officer, stakeholder_id=row.id, purpose="x")
    assert (changed_contact.name, changed_contact.reach) == ("Zother", "Zphone")
    assert b"Zother" not in bytes(Stakeholder.objects.get().contact)
    assert browser.post(reverse("advocacy:stakeholder-edit", args=[row.id]), changed).status_code == 409


def test_stances_are_dated_and_stay(officer, browser):
    row = stakeholder(by=officer)
    for on, influence, stance in ((days_ago(90), 4, "SS-OPP"), (days_ago(5), 4, "SS-NEU"), (days_ago(40), 3, "SS-BLK")):
        services.record_stance(by=officer, stakeholder_id=row.id, entry=StanceEntry(on.isoformat(), influence, stance, "Zwhy"))
    content = open_stakeholder(by=officer, stakeholder_id=row.id).content
    assert len(content.history) == 3
    assert content.latest.stance == "SS-NEU"
    assert "Zwhy" in page(browser, "stakeholder", row.id)
    with pytest.raises(Refused, match="unknown_stance"):
        services.record_stance(by=officer, stakeholder_id=row.id, entry=StanceEntry(days_ago(1).isoformat(), 6, "SS-NEU"))
    posted = {"stance": "SS-SUP", "influence": "5", "on": "3 mars 2024"}
    assert browser.post(reverse("advocacy:stance-new", args=[row.id]), posted).status_code == 302


def test_actions_are_found_by_the_stakeholder_met(officer, browser, partner):
    row = stakeholder(by=officer)
    done = action(by=officer, content=ActionContent(subject="x", stakeholder=str(row.id)))
    action(by=officer)
    text = page(browser, "stakeholder", row.id)
    assert text.count("ADV-000") == 1
    assert "Conseillère" in page(browser, "action", done.id)
    browser.post(reverse("advocacy:stakeholder-close", args=[row.id]))
    assert "Conseillère" not in page(browser, "stakeholders")
    theirs = stakeholder(by=partner)
    with pytest.raises(NotThere):
        action(by=officer, content=ActionContent(subject="x", stakeholder=str(theirs.id)))


def test_stakeholders_are_for_those_who_do_the_advocacy(officer, partner, ours):
    row = stakeholder(by=officer, contact=StakeholderContact(name="Zname"))
    for role in (Role.COUNSEL, Role.EVALUATION, Role.DONOR, Role.DOCUMENTALIST, Role.MONITOR):
        reader = browser_for(ours.join(role))
        assert reader.get(reverse("advocacy:stakeholders")).status_code == 403, role
        assert reader.get(reverse("advocacy:stakeholder", args=[row.id])).status_code == 403, role
    assert browser_for(partner).get(reverse("advocacy:stakeholder", args=[row.id])).status_code == 404
    assert browser_for(partner).post(reverse("advocacy:stakeholder-contact", args=[row.id]), {"purpose": "x"}).status_code == 404


@pytest.mark.parametrize("role", [Role.DONOR, Role.AUDITOR, Role.FINANCE, Role.MONITOR, Role.ADMINISTRATOR])
def test_the_room_is_closed_to_other_roles(ours, role):
    reader = browser_for(ours.join(role))
    for name in ("home", "commitments", "actions", "recommendations", "bodies"):
        assert reader.get(reverse(f"advocacy:{name}")).status_code == 403


FACTS = {
    "events": {"kind": "promise", "on": "3 mars 2019", "title": "Ztitle", "by_whom": "Gouvernement", "ended_on": "18 août 2020"},
    "figures": {"worded": "plus de 270", "about": "Zabout", "period": "2021", "scope": "Centre", "as_of": "31 décembre 2021"},
    "calls": {"caller": "Zcaller", "on": "3 mars 2024", "words": "Enquêter", "body": "INT-HRC"},
}


@pytest.mark.parametrize("kind", FACTS)
def test_a_fact_stands_with_its_source_and_partners_read_it(browser, partner, kind):
    new = reverse("advocacy:fact-new", args=[kind])
    assert browser.post(new, FACTS[kind]).status_code == 422  # without its source
    made = browser.post(new, FACTS[kind] | {"source": "Communiqué", "source_url": "https://example.org/1"})
    assert made.status_code == 302, made.content.decode()[-800:]
    fact = made["Location"].rstrip("/").rsplit("/", 1)[-1]
    mark = next(value for value in FACTS[kind].values() if value.startswith(("Z", "plus")))
    theirs = browser_for(partner)
    assert mark in page(theirs, "facts", kind)
    assert mark in page(theirs, "fact", kind, fact)
    assert theirs.get(reverse("advocacy:fact-edit", args=[kind, fact])).status_code == 404
    changed = FACTS[kind] | {"source": "Autre source", "version": "1"}
    assert browser.post(reverse("advocacy:fact-edit", args=[kind, fact]), changed).status_code == 302
    assert "Autre source" in page(browser, "fact", kind, fact)
    assert browser.get(reverse("advocacy:facts", args=["nothing"])).status_code == 404


def test_an_end_before_its_beginning_is_refused(officer):
    values = {"kind": "summit", "on": days_ago(5), "until": days_ago(9), "title": "x", "source": "y"}
    with pytest.raises(Refused, match="ends_before_it_begins"):
        services.save_fact(by=officer, kind="events", values=values)
    assert ContextEvent.objects.count() == 0


def test_a_body_says_what_we_have_with_it(officer, browser, partner):
    row = commitment(by=officer, body="NAT-MJ")
    mine, theirs = ask(by=officer, body="NAT-MJ"), ask(by=partner, body="NAT-MJ")
    text = page(browser, "body", "NAT-MJ")
    assert row.reference in text
    assert mine.reference in text
    assert theirs.reference not in text
    assert page(browser, "bodies", query="?show=used&level=national").count("/advocacy/bodies/NAT-MJ/") == 2
    assert browser.get(reverse("advocacy:body", args=["NOPE"])).status_code == 404
    assert Action.objects.count() == 0
