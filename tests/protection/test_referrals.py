"""Referrals: offered, decided, sent to a partner without a name, answered, closed; who reads what at each step."""

from datetime import timedelta

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.foundation import clock
from seereya.protection import queries, services
from seereya.protection.content import ReferralContent, Released
from seereya.protection.models import Referral
from seereya.protection.pages import referrals as pages
from seereya.protection.rules import Side, Status
from seereya.protection.sealing import NotThere
from seereya.protection.services.openings import open_released
from seereya.vault.models import Wrap
from seereya.vault.services import rotate_now
from tests.factories.protection import moved, referral, service

pytestmark = pytest.mark.django_db
CONSENT = (Status.CONSENTED, "In Bambara, before the nurse.")


@pytest.fixture
def clinic(focal):
    return service(by=focal, name="Clinique", given_by_us=True, shared=True)


@pytest.fixture
def sent(monitor, person, clinic):
    row = referral(by=monitor, subject=person.id, service=clinic, need="care today", note="met at the pump")
    return moved(row, CONSENT, (Status.SENT, "expect her tomorrow"), by=monitor)


def test_an_offer_is_sealed_and_a_stranger_sees_nothing(monitor, focal, person, clinic):
    row = referral(by=monitor, subject=person.id, service=clinic, need="care today", note="met at the pump")
    opened = services.open_referral(by=monitor, referral_id=row.id)
    assert (opened.side, opened.own.note, opened.content.service_name) == (Side.SENDER, "met at the pump", "Clinique")
    assert b"care" not in bytes(row.content)
    assert str(person.id) not in repr(Referral.objects.filter(id=row.id).values_list())
    with pytest.raises(NotThere):
        services.open_referral(by=focal, referral_id=row.id)
    assert list(queries.referrals_received(focal)) == []


def test_a_partner_s_service_receives_it_only_once_it_is_sent(monitor, focal, sent):
    assert [one.id for one in queries.referrals_received(focal)] == [sent.id]
    opened = services.open_referral(by=focal, referral_id=sent.id)
    assert (opened.side, opened.own, opened.content.need) == (Side.RECEIVER, None, "care today")
    text = opened.content.to_json().decode()
    assert "pump" not in text
    assert "nurse" not in text


def test_the_receiver_holds_the_content_and_nothing_else(theirs, sent):
    scopes = Wrap.objects.filter(record=sent.id, organisation=theirs.organisation).values_list("scope", flat=True)
    assert list(scopes) == ["content"]


def test_nothing_is_sent_without_consent(monitor, person, clinic):
    row = referral(by=monitor, subject=person.id, service=clinic)
    for after, code in ((Status.SENT, "referral_move_not_possible"), (Status.CONSENTED, "consent_needed")):
        with pytest.raises(Refused) as refused:
            moved(row, (after, " "), by=monitor)
        assert refused.value.code == code


def test_the_receiver_answers_and_the_sender_closes_with_the_person_s_words(monitor, focal, sent):
    row = moved(sent, (Status.ACKNOWLEDGED, "at 9, ask for the midwife"), (Status.DONE, ""), by=focal)
    with pytest.raises(Refused):
        moved(row, (Status.CLOSED, "well received"), by=focal)
    row = moved(row, (Status.CLOSED, "she was well received"), by=monitor)
    own = services.open_referral(by=monitor, referral_id=row.id).own
    assert (own.feedback, own.consent) == ("she was well received", CONSENT[1])
    theirs = services.open_referral(by=focal, referral_id=row.id).content
    assert "well received" not in theirs.to_json().decode()
    assert [one.after for one in theirs.steps] == ["RS-PROP", "RS-CONS", "RS-SENT", "RS-ACK", "RS-DONE", "RS-CLOS"]


def test_a_rejection_needs_its_reason_and_stands_on_both_sides(monitor, focal, sent):
    with pytest.raises(Refused, match="reason_needed"):
        moved(sent, (Status.FAILED, ""), by=focal)
    row = moved(sent, (Status.FAILED, "no midwife this week"), by=focal)
    assert services.open_referral(by=monitor, referral_id=row.id).content.steps[-1].words == "no midwife this week"


def test_a_name_travels_only_with_its_own_consent(ours, monitor, focal, protector, person, clinic):
    without = moved(referral(by=monitor, subject=person.id, service=clinic), CONSENT, (Status.SENT, ""), by=monitor)
    assert not services.open_referral(by=focal, referral_id=without.id).holds_identity
    row = referral(by=monitor, subject=person.id, service=clinic)
    row = moved(row, CONSENT, (Status.SENT, ""), by=monitor, released=Released("Zeynabou", "through the nurse"))
    assert open_released(by=focal, referral_id=row.id, purpose="expects her") == Released("Zeynabou", "through the nurse")
    assert services.open_referral(by=protector, referral_id=row.id).holds_identity
    assert not services.open_referral(by=monitor, referral_id=row.id).holds_identity  # who typed it need not read it back
    with pytest.raises(NotThere):
        open_released(by=ours.join(Role.COORDINATOR), referral_id=row.id, purpose="curious")
    with pytest.raises(Refused, match="purpose_needed"):
        open_released(by=focal, referral_id=row.id, purpose="")


def test_a_person_who_says_no_after_all_takes_the_name_back(monitor, focal, person, clinic):
    row = referral(by=monitor, subject=person.id, service=clinic)
    row = moved(row, CONSENT, (Status.SENT, ""), by=monitor, released=Released("Zeynabou"))
    record = row.released_id
    row = moved(row, (Status.DECLINED, ""), by=monitor)
    assert not Wrap.objects.filter(record=record).exists()
    with pytest.raises(NotThere):
        open_released(by=focal, referral_id=row.id, purpose="late")


def test_two_hands_on_one_referral(monitor, person):
    row = referral(by=monitor, subject=person.id)
    stale = row.version
    moved(row, CONSENT, by=monitor)
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.move_referral(by=monitor, referral_id=row.id, version=stale, after=Status.DECLINED)


def test_a_correction_keeps_what_was_decided_and_stops_when_it_left(monitor, person, sent):
    row = referral(by=monitor, subject=person.id, need="old")
    row = moved(row, CONSENT, by=monitor)
    content = ReferralContent("RF-SHE", need="new")
    row = services.change_referral(by=monitor, referral_id=row.id, version=row.version, content=content, note=" later ")
    opened = services.open_referral(by=monitor, referral_id=row.id)
    assert (opened.content.need, opened.own.note, opened.own.consent) == ("new", "later", CONSENT[1])
    assert len(opened.content.steps) == 2
    with pytest.raises(Refused, match="referral_has_left"):
        services.change_referral(by=monitor, referral_id=sent.id, version=sent.version, content=content, note="")


def test_a_person_s_referrals_are_found_after_the_vault_s_key_has_changed(protector, person):
    first = referral(by=protector, subject=person.id)
    rotate_now(by=protector, vault_id=Wrap.objects.get(record=first.id).vault_id)
    protector.keyring = None
    second = referral(by=protector, subject=person.id)
    about = services.open_protection(by=protector, subject=person.id)
    assert {row.id for row, _ in about.referrals} == {first.id, second.id}
    assert bytes(first.subject_tag) != bytes(second.subject_tag)


def test_the_same_form_sent_twice_makes_one(monitor, person):
    token = person.made_by_id
    content = ReferralContent("RF-SHE")
    rows = {services.offer_referral(by=monitor, subject=person.id, content=content, token=token).id for _ in range(2)}
    assert rows == {token}


def test_nobody_refers_a_partner_s_person(focal, person):
    with pytest.raises(NotThere):
        referral(by=focal, subject=person.id)


def test_the_first_offer_is_known_to_the_interview(monitor, person):
    assert queries.first_offer(by=monitor, subject=person.id) is None
    row = referral(by=monitor, subject=person.id)
    assert queries.first_offer(by=monitor, subject=person.id) == row.made_at


def test_hours_left_are_shown_from_the_vocabulary(monitor, person):
    event = (clock.now() - timedelta(hours=80)).isoformat()
    row = referral(by=monitor, subject=person.id, event_at=event)
    clocks = pages.referral(monitor, row.id)["clocks"]
    assert [one["kind"] for one in clocks] == ["late", "waits"]


def test_a_page_of_referrals_is_one_entry_of_the_log(monitor, person, django_assert_num_queries):
    rows = [referral(by=monitor, subject=person.id) for _ in range(3)]
    before = AuditEntry.objects.count()
    about = services.open_protection(by=monitor, subject=person.id)
    assert len(about.referrals) == 3
    assert AuditEntry.objects.count() == before + 1
    assert {one.subject for one in AuditEntry.objects.latest("id").subjects.all()} == {row.id for row in rows}
