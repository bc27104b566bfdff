"""Pages: a service written and verified, a person referred and answered by a partner, rules before the contact, the panel."""

from datetime import timedelta

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.foundation import clock
from seereya.protection import queries, services
from seereya.protection.models import Referral, Service
from seereya.protection.pages import referrals as pages
from seereya.protection.pages.person import panel
from seereya.protection.rules import Status
from tests.factories.accounts import browser_for
from tests.factories.documentation import person as record_person
from tests.factories.protection import moved, referral, safe_contact, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(protector):
    return browser_for(protector)


def page(browser, name, *args):
    response = browser.get(reverse(f"protection:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_service_is_written_found_verified_and_closed(browser, focal):
    fields = {"name": "Maison", "kinds": ["RF-SHE"], "discreet": "on", "phone": "7000", "address": "rue 4", "shared": "on"}
    made = browser.post(reverse("protection:service-new"), fields)
    row = Service.objects.get()
    assert made["Location"] == reverse("protection:service", args=[row.id])
    assert (row.phone, row.address) == ("", "")
    assert "7000" in page(browser, "service", row.id)
    assert "7000" not in page(browser_for(focal), "service", row.id)
    assert "Maison" in page(browser, "services")
    changed = fields | {"name": "Maison 2", "phone": "8000", "version": row.version}
    assert browser.post(reverse("protection:service-edit", args=[row.id]), changed).status_code == 302
    assert "8000" in page(browser, "service", row.id)
    assert browser.post(reverse("protection:service-edit", args=[row.id]), changed).status_code == 409
    assert browser_for(focal).post(reverse("protection:service-verify", args=[row.id])).status_code == 404
    browser.post(reverse("protection:service-close", args=[row.id]))
    assert "Maison" not in page(browser, "services")


def test_what_was_not_verified_for_ninety_days_is_said_and_stands_last(protector, browser):
    old, fresh = service(by=protector, name="Ancien"), service(by=protector, name="Zenith")
    Service.objects.filter(id=old.id).update(verified_on=clock.today() - timedelta(days=91))
    assert [one.name for one in queries.services_seen(protector)] == ["Zenith", "Ancien"]
    assert "à vérifier" in page(browser, "services")
    browser.post(reverse("protection:service-verify", args=[old.id]))
    assert "à vérifier" not in page(browser, "services")
    assert [one.id for one in queries.services_seen(protector, kind="RF-MED")] == [old.id, fresh.id]
    assert queries.services_seen(protector, kind="RF-LEG") == []


def test_a_partner_sees_shared_entries_only(protector, focal):
    service(by=protector, name="Ours")
    service(by=protector, name="Both", shared=True)
    assert [one.name for one in queries.services_seen(focal)] == ["Both"]


def test_a_person_is_offered_a_service_and_a_partner_answers(browser, person, focal):
    clinic = service(by=focal, name="Clinique", given_by_us=True, shared=True)
    fields = {"service": "RF-MED-CMR", "service_id": str(clinic.id), "event": "31 février", "need": "soins"}
    assert browser.post(reverse("protection:refer", args=[person.id]), fields).status_code == 422  # no such day
    fields |= {"event": clock.today().strftime("%d/%m/%Y"), "event_hour": "00:30"}
    assert browser.post(reverse("protection:refer", args=[person.id]), fields).status_code == 302
    row = Referral.objects.get()
    text = page(browser, "referral", row.id)
    assert person.code in text
    assert "prophylaxie" in text
    move = reverse("protection:referral-move", args=[row.id, Status.CONSENTED])
    told = {"words": "en peul", "version": row.version, "name": "Zeynabou"}
    assert browser.post(move, told).status_code == 422  # a name without its own consent
    assert browser.post(move, told | {"release": "on"}).status_code == 302
    version = Referral.objects.get().version
    browser.post(reverse("protection:referral-move", args=[row.id, Status.SENT]), {"version": version})
    theirs = browser_for(focal)
    assert row.reference in page(theirs, "home")
    text = page(theirs, "referral", row.id)
    assert person.code not in text
    assert "Zeynabou" not in text
    opened = theirs.post(reverse("protection:referral-identity", args=[row.id]), {"purpose": "elle arrive"})
    assert "Zeynabou" in opened.content.decode()
    refused = theirs.post(reverse("protection:referral-move", args=[row.id, Status.FAILED]), {"version": 3, "words": ""})
    assert refused.status_code == 422
    assert browser.get(reverse("protection:referral-move", args=[row.id, "nonsense"])).status_code == 404


def test_a_referral_is_corrected_before_it_leaves(browser, protector, person):
    row = referral(by=protector, subject=person.id, need="soins")
    url = reverse("protection:referral-edit", args=[row.id])
    assert "soins" in browser.get(url).content.decode()
    assert browser.post(url, {"service": "RF-SHE", "need": "un toit", "version": row.version}).status_code == 302
    assert "un toit" in page(browser, "referral", row.id)


def test_rules_stand_before_the_contact_and_numbers_wait_for_a_purpose(browser, protector, person):
    safe_contact(by=protector, subject=person.id, times="le mardi", avoid="7666")
    opening = reverse("documentation:person-identity", args=[person.id]) + "?part=contact"
    assert browser.post(opening).status_code == 409
    first = browser.post(opening, {"purpose": "prévenir"}).content.decode()
    assert first.index("Never at the village.") < first.index("le mardi")
    assert "7666" in first
    assert "through the nurse" not in first
    assert "through the nurse" in browser.post(opening, {"rules_read": "1"}).content.decode()


def test_whoever_has_not_opened_the_numbers_changes_the_rules_and_keeps_them(monitor, protector, person):
    safe_contact(by=protector, subject=person.id, times="le mardi", avoid="7666")
    url = reverse("protection:safe-contact", args=[person.id])
    theirs = browser_for(monitor)
    assert "7666" not in theirs.get(url).content.decode()
    assert theirs.post(url, {"times": "le jeudi", "version": 1}).status_code == 302
    assert theirs.post(url, {"times": "le lundi", "version": 1}).status_code == 409
    assert queries.safe_contact(by=protector, subject=person.id).times == "le jeudi"
    assert services.open_safe_numbers(by=protector, subject=person.id, purpose="x").avoid == "7666"


def test_risk_and_plan_by_their_forms(browser, protector, person):
    assert browser.get(reverse("protection:plan", args=[person.id])).status_code == 409
    risk = reverse("protection:risk", args=[person.id])
    assert browser.post(risk, {"person": "RK4"}).status_code == 409
    assert browser.post(risk, {"person": "RK4", "why": "menaces"}).status_code == 302
    plan = reverse("protection:plan", args=[person.id])
    fields = {"version": 1, "what_1": "dormir ailleurs", "owner_1": protector.member.handle, "owner": protector.member.handle}
    assert browser.post(plan, fields).status_code == 409
    assert browser.post(plan, fields | {"expires": "2027"}).status_code == 422
    assert browser.post(plan, fields | {"expires": "3/1/2027"}).status_code in {302, 422}
    assert person.code in page(browser, "plans")
    assert browser.post(reverse("protection:plan-close", args=[person.id])).status_code == 302


def test_the_panel_costs_the_same_however_much_there_is(protector, focal, ours, person, django_assert_num_queries):
    assert panel(ours.join(Role.ADVOCACY), person.id) is None
    assert panel(focal, person.id) is None
    rows = [referral(by=protector, subject=person.id) for _ in range(4)]
    moved(rows[0], (Status.DECLINED, ""), by=protector)
    safe_contact(by=protector, subject=person.id)
    before = AuditEntry.objects.count()
    with django_assert_num_queries(14):
        shown = panel(protector, person.id)
    assert len(shown["referrals"]) == 4
    assert AuditEntry.objects.count() == before + 1


def test_every_referral_is_on_some_page_and_a_status_stays_chosen(protector, browser, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    person = record_person(by=protector)
    for _ in range(5):
        referral(by=protector, subject=person.id)
    shown = [page(browser, "home")]
    shown += [browser.get(f"/protection/?made={number}&status=RS-PROP").content.decode() for number in (2, 3, "9", "x")]
    references = set(Referral.objects.values_list("reference", flat=True))
    assert len(references) == 5
    assert references == {one for one in references if any(one in text for text in shown[:3])}
    assert "?status=RS-PROP&amp;made=3#made" in shown[1]
    assert shown[3].count("RS-PROP&amp;made=2#made") == 1
    assert shown[4].count('rel="next"') == 1
