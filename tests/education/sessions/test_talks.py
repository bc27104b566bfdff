"""Somebody asks to talk in private: nobody is named, nothing ties the talk to the session in clear, help is offered by others."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.education.models import PrivateTalk, Session
from seereya.education.sealing import NotThere
from seereya.education.services import opening_sessions, talks
from seereya.protection.models import Referral
from seereya.protection.naming import named
from tests.factories import education_sessions as make
from tests.factories.accounts import browser_for
from tests.factories.protection import CARE, referral
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


def test_the_educator_cannot_read_it_back_and_protection_can(educator, protector):
    row = make.given(by=educator)
    asked = make.talk(row, by=educator, need="être entendue", again="vendredi, au puits")
    with pytest.raises(NotThere):
        opening_sessions.open_talk(by=educator, talk_id=asked.id)
    _row, content = opening_sessions.open_talk(by=protector, talk_id=asked.id)
    assert (content.need, content.session) == ("être entendue", str(row.id))
    assert opening_sessions.open_session(by=educator, session_id=row.id).talks == 1


def test_nothing_in_clear_ties_a_talk_to_its_session_or_its_educator(educator):
    row = make.given(by=educator)
    before = Session.objects.filter(id=row.id).values().get()
    asked = make.talk(row, by=educator)
    after = Session.objects.filter(id=row.id).values().get()
    assert {name for name in before if before[name] != after[name]} == {"talks"}
    assert len(before["talks"]) == len(after["talks"])
    stored = PrivateTalk.objects.filter(id=asked.id).values().get()
    assert set(stored) == {"id", "organisation_id", "code", "month", "status", "version", "content"}
    entry = AuditEntry.objects.get(tag="education:talk:begin")
    assert str(row.id) not in str(vars(entry))


def test_a_referral_made_for_it_ends_the_waiting(educator, protector, django_capture_on_commit_callbacks):
    asked = make.talk(make.given(by=educator), by=educator)
    with django_capture_on_commit_callbacks(execute=True):
        referral(by=protector, subject=asked.id)
    asked.refresh_from_db()
    assert asked.status == PrivateTalk.OFFERED
    assert named(protector, [asked.id])[asked.id].code == asked.code
    assert named(educator, [asked.id]) == {}


def test_ended_with_words_of_the_person(educator, protector):
    asked = make.talk(make.given(by=educator), by=educator)
    with pytest.raises(Refused, match="talk_words_needed"):
        talks.end_talk(by=protector, talk_id=asked.id, version=1, words=" ")
    row = talks.end_talk(by=protector, talk_id=asked.id, version=1, words="Elle préfère attendre.")
    assert row.status == PrivateTalk.ENDED
    with pytest.raises(Refused, match="changed_meanwhile"):
        talks.end_talk(by=protector, talk_id=asked.id, version=1, words="x")
    with pytest.raises(NotThere):
        talks.end_talk(by=office().join(Role.PROTECTION), talk_id=asked.id, version=2, words="x")


def test_sent_twice_is_one_talk(educator):
    row = make.given(by=educator)
    fields = {"token": "01900000-0000-7000-8000-000000000001", "need": "soins"}
    browser = browser_for(educator)
    where = reverse("education:talk-new", args=[row.id])
    assert [browser.post(where, fields).status_code for _ in range(2)] == [302, 302]
    assert PrivateTalk.objects.count() == 1
    assert "1 personne a demandé" in browser.get(reverse("education:session", args=[row.id])).content.decode()


def test_from_the_talk_to_the_referral_in_the_browser(educator, protector):
    asked = make.talk(make.given(by=educator), by=educator, need="un avocat")
    browser = browser_for(protector)
    assert f'href="{reverse("education:talks")}"' in browser.get(reverse("home")).content.decode()
    page = browser.get(reverse("education:talk", args=[asked.id])).content.decode()
    refer = reverse("protection:refer", args=[asked.id])
    assert refer in page
    assert browser.get(refer).status_code == 200
    made = browser.post(refer, {"service": CARE, "token": "01900000-0000-7000-8000-000000000002"})
    assert made.status_code == 302, made.content.decode()
    assert asked.code in browser.get(reverse("protection:referral", args=[Referral.objects.get().id])).content.decode()
