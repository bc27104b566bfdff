"""The data-protection desk: a month to answer, erasure by two, legal hold before everything, 72 hours for a breach."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.documentation.models import Incident
from seereya.documentation.queries import search_names
from seereya.documentation.services import open_identity
from seereya.documentation.services.storing import NotThere as NoPerson
from seereya.foundation import clock
from seereya.protection import desk
from seereya.protection.content import BreachContent
from seereya.protection.models import Breach, PersonRequest, Processing
from seereya.protection.queries.dataprotection import retention_list
from seereya.protection.rules_dataprotection import RequestStatus, answer_due, authority_due
from seereya.protection.sealing import NotThere
from seereya.protection.services import dataprotection as services
from seereya.protection.services import open_protection
from seereya.protection.services.openings_dataprotection import open_registers, open_request
from seereya.vault.models import Wrap
from tests.factories.accounts import browser_for
from tests.factories.documentation import incident
from tests.factories.protection import danger, referral, safe_contact


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_is_a_month(received):
    due = answer_due(received)
    assert 28 <= (due - received).days <= 31
    assert due.day == received.day or due.day in {28, 29, 30}


@pytest.fixture
def officer(ours):
    return ours.join(Role.DATA_PROTECTION)


@pytest.fixture
def asked(officer, person):
    return ask(officer, person.id)


def ask(by, subject, kind="erasure", received_on=None):
    received = received_on or clock.today()
    return services.receive_request(by=by, subject=subject, kind=kind, received_on=received, words="forget me", identified="seen")


def answer(row, by, *, granted=True):
    return services.answer_request(
        by=by, request_id=row.id, version=row.version, granted=granted, answer="as you wish", done="names"
    )


pytestmark = pytest.mark.django_db


def test_an_erasure_takes_two_and_leaves_nothing_that_opens(officer, protector, person, asked):
    row = referral(by=protector, subject=person.id)
    safe_contact(by=protector, subject=person.id)
    danger(by=protector, subject=person.id, level="RK4")
    proposed = answer(asked, officer)
    assert proposed.status == RequestStatus.PROPOSED
    assert asked.reference in {work.badge for work in desk.waiting(protector)}
    assert asked.reference not in {work.badge for work in desk.waiting(officer)}
    with pytest.raises(Refused, match="second_person_needed"):
        services.agree_to_erasure(by=officer, request_id=asked.id)
    assert open_identity(by=protector, person_id=person.id, purpose="last look").names == ["Zeynabou Tall"]
    services.agree_to_erasure(by=protector, request_id=asked.id)
    assert not Wrap.objects.filter(record__in=[person.id, row.id]).exists()
    with pytest.raises(NoPerson):
        open_identity(by=protector, person_id=person.id, purpose="too late")
    about = open_protection(by=protector, subject=person.id)
    assert (about.referrals, about.rules, about.risks, about.plan) == ([], None, [], None)
    assert search_names(by=protector, typed="Zeynabou", purpose="too late") == []
    ended, content = open_request(by=officer, request_id=asked.id)
    assert (ended.status, content.done) == (RequestStatus.GRANTED, "names")
    assert AuditEntry.objects.filter(tag="vault:record:erase", subject=person.id).count() == 1


def test_a_legal_hold_beats_an_erasure_at_both_steps(officer, protector, person, asked):
    hold = services.place_hold(by=officer, subject=person.id, reason="case before the court")
    with pytest.raises(Refused, match="legal_hold"):
        answer(asked, officer)
    services.lift_hold(by=officer, hold_id=hold.id)
    asked.refresh_from_db()
    answer(asked, officer)
    services.place_hold(by=officer, subject=person.id, reason="again")
    with pytest.raises(Refused, match="legal_hold"):
        services.agree_to_erasure(by=protector, request_id=asked.id)
    assert Wrap.objects.filter(record=person.id).exists()


def test_who_agrees_holds_the_identities_vault(ours, officer, asked):
    answer(asked, officer)
    with pytest.raises(Refused, match="identity_holder_needed"):
        services.agree_to_erasure(by=ours.join(Role.MONITOR), request_id=asked.id)


def test_an_answer_is_given_once_and_in_words(officer, person):
    row = ask(officer, person.id, "access")
    with pytest.raises(Refused, match="answer_needed"):
        services.answer_request(by=officer, request_id=row.id, version=1, granted=True, answer=" ", done="")
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.answer_request(by=officer, request_id=row.id, version=7, granted=True, answer="x", done="")
    row = answer(row, officer, granted=False)
    assert row.status == RequestStatus.REFUSED
    with pytest.raises(Refused, match="request_answered"):
        answer(row, officer)
    with pytest.raises(Refused, match="request_kind_needed"):
        ask(officer, person.id, "forgetting")


def test_the_desk_says_what_is_late(officer, monitor, person):
    ask(officer, person.id, received_on=clock.today() - timedelta(days=40))
    ask(officer, person.id)
    content = BreachContent("a laptop without its disk key")
    now = clock.now()
    services.save_breach(by=officer, content=content, known_at=now - timedelta(hours=80), authority_told_at=None)
    row = services.save_breach(by=officer, content=content, known_at=now - timedelta(hours=2), authority_told_at=None)
    assert [(one.kind, one.badge) for one in desk.waiting(officer)] == [("late", "1")] * 3 + [("waits", "1")]
    services.save_breach(
        by=officer, content=content, known_at=row.known_at, authority_told_at=now, breach_id=row.id, version=row.version
    )
    assert len(desk.waiting(officer)) == 3
    assert desk.waiting(monitor) == []
    assert authority_due(row.known_at) - row.known_at == timedelta(hours=72)
    with pytest.raises(Refused, match="breach_in_future"):
        services.save_breach(by=officer, content=content, known_at=now + timedelta(hours=1), authority_told_at=None)
    with pytest.raises(Refused, match="breach_needed"):
        services.save_breach(by=officer, content=BreachContent(" "), known_at=now, authority_told_at=None)


def test_what_is_due_is_counted_by_each_room(officer, ours):
    writer = ours.join(Role.DOCUMENTALIST)
    old = incident(by=writer)
    incident(by=writer)
    Incident.objects.filter(id=old.id).update(changed_at=datetime(2020, 1, 1, tzinfo=UTC))
    found = {one.rule: one for one in retention_list(officer)}
    assert (found["RT-UNV"].days, found["RT-UNV"].due) == (730, 1)
    assert (found["RT-CRIME"].days, found["RT-CRIME"].due) == (None, None)
    services.set_retention(by=officer, rule="RT-UNV", days=None)
    found = {one.rule: one for one in retention_list(officer)}
    assert (found["RT-UNV"].days, found["RT-UNV"].own, found["RT-UNV"].due) == (None, True, None)
    with pytest.raises(NotThere):
        services.set_retention(by=officer, rule="RT-NONE", days=3)


def test_another_organisation_opens_none_of_it(focal, officer, person, asked):
    services.place_hold(by=officer, subject=person.id, reason="x")
    found = open_registers(by=focal)
    assert (found.requests, found.breaches, found.holds) == ([], [], [])
    for act in (
        lambda: ask(focal, person.id),
        lambda: answer(asked, focal),
        lambda: services.agree_to_erasure(by=focal, request_id=asked.id),
        lambda: services.place_hold(by=focal, subject=person.id, reason="x"),
        lambda: open_request(by=focal, request_id=asked.id),
    ):
        with pytest.raises(NotThere):
            act()


def test_the_pages(officer, protector, person):
    browser = browser_for(officer)

    def url(name, *args):
        return reverse(f"protection:{name}", args=args)

    made = browser.post(url("request-new", person.id), {"kind": "erasure", "received": "3/11/2026", "words": "oubliez-moi"})
    assert made.status_code == 302
    row = PersonRequest.objects.get()
    assert browser.post(url("request-new", person.id), {"kind": "erasure", "received": "2026"}).status_code == 422
    assert person.code in browser.get(url("request", row.id)).content.decode()
    told = {"version": 1, "granted": "1", "answer": "oui"}
    assert browser.post(url("request-answer", row.id), told).status_code == 302
    assert "Accepter et effacer" not in browser.get(url("request", row.id)).content.decode()
    theirs = browser_for(protector)
    assert "/agree/" in theirs.get(url("request", row.id)).content.decode()
    assert theirs.post(url("request-agree", row.id)).status_code == 302
    assert browser.post(url("hold-new", person.id), {"reason": "x"}).status_code == 404  # erased
    fields = {"what": "un portable perdu", "known": "3/11/2026", "known_hour": "08:00"}
    assert browser.post(url("breach-new"), fields).status_code == 302
    breach = Breach.objects.get()
    fields |= {"version": 1, "told_on": "4/11/2026", "told_hour": "09:00", "measures": "suspendu"}
    assert browser.post(url("breach", breach.id), fields).status_code == 302
    assert "suspendu" in browser.get(url("breach", breach.id)).content.decode()
    assert browser.post(url("retention", "RT-LOG"), {"days": "100"}).status_code == 302
    line = {"name": "Annuaire", "purpose": "orienter", "basis": "intérêt légitime", "categories": "services"}
    assert browser.post(url("processing-new"), line).status_code == 302
    assert browser.post(url("processing-edit", Processing.objects.get().id), line | {"name": "Annuaire 2"}).status_code == 302
    assert "Annuaire 2" in browser.get(url("processing")).content.decode()
    assert "un portable perdu" in browser.get(url("data-protection")).content.decode()
