"""A lost device or an arrest: who is exposed according to the log, warned one by one; an exercise changes nothing."""

import pytest

from seereya.accounts.models import Member, Session
from seereya.accounts.rules import MemberStatus, Refused, Role
from seereya.documentation.services import open_contact, open_identity, open_person
from seereya.foundation import announcements
from seereya.protection import desk, services
from seereya.protection.announcements import MemberAtRisk
from seereya.protection.models import Drill
from seereya.protection.pages import drills as pages
from seereya.protection.sealing import NotThere
from seereya.vault.models import Grant, Vault
from tests.factories.documentation import person as record_person
from tests.factories.protection import safe_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(ours):
    return ours.join(Role.SECURITY)


@pytest.fixture
def taken(ours):
    return ours.join(Role.DOCUMENTALIST)


def begin(by, member, *, is_exercise=False, kind="arrest", days=30):
    return services.begin_drill(
        by=by, member_id=member.id, kind=kind, days=days, words="at a checkpoint", is_exercise=is_exercise
    )


def test_the_log_says_whom_it_exposes(officer, taken, protector, person):
    safe_contact(by=protector, subject=person.id, times="Tuesday")
    untouched = record_person(by=protector)
    written = record_person(by=taken)
    open_person(by=taken, person_id=untouched.id)
    open_identity(by=taken, person_id=person.id, purpose="a call")
    open_contact(by=taken, person_id=person.id, purpose="a call")
    content = services.open_drill(by=officer, drill_id=begin(officer, taken).id).content
    found = {one.subject: (one.how, one.times) for one in content.exposed}
    assert found == {str(person.id): (["contact", "identity"], 2), str(written.id): (["written"], 1)}
    assert (content.deposits, len(content.vaults)) == (1, 2)
    page = pages.drill(officer, Drill.objects.get().id)
    rules = {one["code"]: one["rules"] for one in page["people"]}
    assert any("Tuesday" in fact["value"] for fact in rules[person.code])
    assert rules[written.code] == []


def test_warned_one_by_one(officer, taken, person):
    open_identity(by=taken, person_id=person.id, purpose="a call")
    row = begin(officer, taken)
    assert pages.drill(officer, row.id)["unwarned"] == 1
    services.tick_warned(by=officer, drill_id=row.id, subject=str(person.id), note="through the nurse")
    page = pages.drill(officer, row.id)
    assert (page["unwarned"], page["people"][0]["note"]) == (0, "through the nurse")
    with pytest.raises(NotThere):
        services.tick_warned(by=officer, drill_id=row.id, subject="somebody else", note="")


def test_one_act_suspends_closes_and_takes_the_keys_back(ours, officer, taken, protector, person):
    row = begin(officer, taken)
    services.suspend_exposed(by=officer, drill_id=row.id)
    assert Member.objects.get(id=taken.id).status == MemberStatus.SUSPENDED
    assert not Session.objects.filter(member=taken.member).exists()
    assert not Grant.objects.filter(member=taken.member, revoked_at=None).exists()
    documentation = Vault.objects.get(organisation=ours.organisation, kind="documentation")
    assert (documentation.version, documentation.rotation_due_at) == (2, None)
    identities = Vault.objects.get(organisation=ours.organisation, kind="identities")
    assert identities.rotation_due_at is not None  # the officer does not hold it: the next holder gives it a new key
    assert services.open_drill(by=officer, drill_id=row.id).content.suspended_at


def test_an_exercise_changes_nothing_and_tells_nobody(officer, taken, django_capture_on_commit_callbacks):
    heard = []
    announcements.subscribe(MemberAtRisk, heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        row = begin(officer, taken, is_exercise=True)
    with pytest.raises(Refused, match="exercise_changes_nothing"):
        services.suspend_exposed(by=officer, drill_id=row.id)
    assert Member.objects.get(id=taken.id).status == MemberStatus.ACTIVE
    assert heard == []
    assert desk.waiting(officer) == []
    with django_capture_on_commit_callbacks(execute=True):
        begin(officer, taken)
    assert [(one.member, one.kind) for one in heard] == [(taken.id, "arrest")]
    assert [one.kind for one in desk.waiting(officer)] == ["late"]


def test_closed_is_closed_and_another_organisation_sees_nothing(officer, taken, focal):
    row = begin(officer, taken)
    services.close_drill(by=officer, drill_id=row.id)
    with pytest.raises(Refused, match="drill_closed"):
        services.close_drill(by=officer, drill_id=row.id)
    assert taken.member.handle.encode() not in bytes(Drill.objects.get(id=row.id).content)
    with pytest.raises(NotThere):
        services.open_drill(by=focal, drill_id=row.id)
    with pytest.raises(Refused, match="no_such_member"):
        begin(focal, taken)
    for bad in ({"kind": "flood"}, {"days": 0}):
        with pytest.raises(Refused, match="unknown_drill"):
            begin(officer, taken, **bad)
