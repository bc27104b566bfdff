"""The questions read aloud, what stands on a person's page, withdrawal, the sheet, reviews, limits: as somebody sees them."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.vault import services
from seereya.vault.models import Basis, BasisVersion, BulkLimit
from seereya.vault.rules import Group
from tests.factories.accounts import browser_for, log_in
from tests.factories.documentation import packs_loaded, person
from tests.factories.exits import consent, leaving
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
YES = {
    "q_CQ-KEEP": "CS-YES",
    "q_CQ-UN": "CS-YES",
    "c_CQ-UN": "Zconditionqk",
    "proof": "CM-ORA",
    "given": "3 mars 2021",
    "version": "0",
}


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def writer(house):
    return house.join(Role.DOCUMENTALIST)


@pytest.fixture
def aminata(writer):
    return person(by=writer)


def browser_of(one):
    one.keyring = None
    return browser_for(log_in(one))


def at(name, *args):
    return reverse(f"exits:{name}", args=args)


def test_five_questions_become_a_version(writer, aminata):
    browser = browser_of(writer)
    page = browser.get(at("record", aminata.id, "consent")).content.decode()
    assert page.count('type="radio"') == 5 * 4
    assert browser.post(at("record", aminata.id, "consent"), YES).status_code == 302
    answers = {
        one.scope: (one.status, one.level) for one in services.consent_of(by=writer, subject=aminata.id)[0].content.answers
    }
    assert answers == {"C-INT": ("CS-YES", "ID-3"), "C-UN": ("CS-YES-C", "ID-4")}
    for where in (at("basis", aminata.id), reverse("documentation:person", args=[aminata.id])):
        assert "Zconditionqk" in browser.get(where).content.decode()
    again = browser.post(at("record", aminata.id, "consent"), YES)
    assert again.status_code == 409
    assert BasisVersion.objects.count() == 1


def test_full_scopes_only_when_needed(writer, aminata):
    browser = browser_of(writer)
    url = at("record", aminata.id, "consent") + "?full=1"
    assert "s_C-ICC" in browser.get(url).content.decode()
    assert browser.post(url, YES | {"s_C-ICC": "CS-YES", "l_C-ICC": "ID-3"}).status_code == 302
    assert browser.post(at("record", aminata.id, "consent"), YES | {"version": "1"}).status_code == 302
    assert services.assess_exit(by=writer, leaving=leaving(aminata.id, scope="C-ICC"))[0].allowed


@pytest.mark.parametrize(
    ("kind", "more", "status"),
    [
        ("consent", {"guardian_implicated": "on"}, 409),
        ("consent", {"minor": "on"}, 409),
        ("consent", {"minor": "on", "guardian": "tante", "assent": "yes"}, 302),
        ("consent", {"proof": ""}, 409),
        ("family", {}, 409),
        ("family", {"relation": "veuve", "dissent": "un oncle"}, 302),
    ],
)
def test_who_speaks_and_for_whom(writer, aminata, kind, more, status):
    assert browser_of(writer).post(at("record", aminata.id, kind), YES | more).status_code == status


def test_reasons_for_claims_and_functions(writer, aminata):
    browser = browser_of(writer)
    for kind in ("legal_claim", "public_function"):
        assert browser.get(at("record", aminata.id, kind)).status_code == 200
        filled = {"scopes": ["C-LEG"], "level": "ID-4", "reasons": "", "version": "0"}
        assert browser.post(at("record", aminata.id, kind), filled).status_code == 409
        assert browser.post(at("record", aminata.id, kind), filled | {"reasons": "plainte"}).status_code == 302
    assert browser.get(at("record", aminata.id, "nothing")).status_code == 404
    assert len(services.consent_of(by=writer, subject=aminata.id)) == 2


def test_taking_back_shows_what_left_and_what_was_asked_back(writer, aminata):
    consent(writer, aminata.id)
    row = services.let_out(by=writer, leaving=leaving(aminata.id, recipient="Zrecipientqk"))
    browser, url = browser_of(writer), at("withdraw", aminata.id, "consent")
    assert "Zrecipientqk" in browser.get(url).content.decode()
    filled = {"reason": "peur", "recalled": [str(row.id)], "recall": "Zletterqk"}
    assert browser.post(url, filled).status_code == 302
    assert "Zletterqk" in browser.get(at("basis", aminata.id)).content.decode()
    assert browser.get(url).status_code == 409


def test_sheet_reviews_and_ledger(house, writer, aminata):
    consent(writer, aminata.id)
    services.let_out(by=writer, leaving=leaving(aminata.id, recipient="Zrecipientqk"))
    browser = browser_of(writer)
    sheet = browser.get(at("sheet", aminata.id)).content.decode()
    assert aminata.code in sheet
    assert sheet.count("☐") >= 10
    assert browser.get(at("ledger")).status_code == 403
    officer = browser_of(house.join(Role.DATA_PROTECTION))
    assert "Zrecipientqk" in officer.get(at("ledger")).content.decode()
    with time_machine.travel(clock.now() + timedelta(days=366)):
        later = browser_of(house.join(Role.DOCUMENTALIST))
        assert at("reviews") in later.get("/").content.decode()
        assert aminata.code in later.get(at("reviews")).content.decode()


def test_limit_is_lifted_from_the_home_page(house, writer, aminata, settings):
    settings.BULK_OPENINGS = 1
    services.open_records(by=writer, records=[aminata.id], group=Group.IDENTITY, purpose="p")
    browser = browser_of(writer)
    refused = browser.post(reverse("documentation:person-identity", args=[aminata.id]) + "?part=identity", {"purpose": "p"})
    assert refused.status_code == 409
    limit = BulkLimit.objects.get()
    security = browser_of(house.join(Role.SECURITY))
    assert at("limits") in security.get("/").content.decode()
    assert writer.member.handle in security.get(at("limits")).content.decode()
    assert security.post(at("lift", limit.id)).status_code == 302
    opened = browser.post(reverse("documentation:person-identity", args=[aminata.id]) + "?part=identity", {"purpose": "p"})
    assert opened.status_code == 200


def test_panel_costs_five_statements(writer, aminata, django_assert_num_queries):
    from seereya.vault.keyring import keyring_of
    from seereya.vault.pages_basis import panel

    consent(writer, aminata.id)
    services.let_out(by=writer, leaving=leaving(aminata.id))
    keyring_of(writer)
    with django_assert_num_queries(6):
        panel(writer, aminata.id)
    for _ in range(3):
        services.let_out(by=writer, leaving=leaving(aminata.id))
    with django_assert_num_queries(6):
        panel(writer, aminata.id)


def minor(typed="2009", **more):
    said = {"minor": "on", "born": typed, "guardian": "aunt", "assent": "yes", "given": "25 novembre 2026"}
    return YES | said | more


def test_a_child_who_comes_of_age_is_asked_in_person(house):
    writer = house.join(Role.DOCUMENTALIST, language="en")
    aminata = person(by=writer)
    with time_machine.travel("2026-11-25 12:00", tick=False):
        browser = browser_of(writer)
        assert (
            browser.post(at("record", aminata.id, "consent"), minor("14 March 2009", given="25 November 2026")).status_code == 302
        )
        page = browser.get(at("basis", aminata.id)).content.decode()
        assert "March 2027" in page
        assert "14 March" not in page
    assert str(Basis.objects.get().review_on) == "2027-03-01"
    with time_machine.travel("2027-02-28 12:00", tick=False):
        assert aminata.code not in browser_of(writer).get(at("reviews")).content.decode()
    with time_machine.travel("2027-03-14 12:00", tick=False):
        page = browser_of(writer).get(at("reviews")).content.decode()
        assert aminata.code in page
        assert "Turns eighteen" in page


def test_what_is_known_of_a_child_s_age_stays_until_said_anew(house, writer, aminata):
    browser = browser_of(writer)
    browser.post(at("record", aminata.id, "consent"), minor("2015"))
    browser.post(at("record", aminata.id, "consent"), minor("", version="1"))
    (held,) = services.consent_of(by=writer, subject=aminata.id)
    assert held.content.adult_from == "2033-01"
    browser.post(at("record", aminata.id, "consent"), YES | {"version": "2"})
    (held,) = services.consent_of(by=writer, subject=aminata.id)
    assert held.content.adult_from == ""
