"""Somebody leaves (case A5): sessions dead and keys gone at once; old keys open nothing written afterwards; rewrapping resumes."""

import time

import pytest

from seereya.accounts.models import Session
from seereya.accounts.rules import MemberStatus, Refused, Role
from seereya.accounts.services import suspend
from seereya.accounts.services.sessions import find as find_session
from seereya.foundation import clock, seal
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal import Broken
from seereya.jobs import services as jobs
from seereya.jobs.models import Job
from seereya.vault.keyring import Keyring, VaultKeys, keyring_of, wrap_context
from seereya.vault.models import Grant, Vault, Wrap
from seereya.vault.packing import pack, unpack
from seereya.vault.rules import WHOLE, Form, VaultKind
from seereya.vault.services import catch_up, change_roles, deposit_into, leave, open_records, rewrap_vault, rotate
from seereya.vault.services.leaving import REWRAP, rewrap_soon
from tests.factories import accounts, vault
from tests.factories.jobs import TestHand

pytestmark = pytest.mark.django_db
DOCUMENTATION = VaultKind.DOCUMENTATION


@pytest.fixture
def office():
    return vault.office("AMDH")


@pytest.fixture
def leaver(office):
    return office.join(Role.DOCUMENTALIST)


def carried_away(person):
    """A copy of every key that was open in somebody's session."""
    return Keyring([VaultKeys(keys.vault, dict(keys.privates)) for keys in keyring_of(person).all()])


def test_within_a_second_sessions_are_dead_and_keys_gone(office, leaver):
    other = accounts.browser_for(accounts.log_in(leaver))
    began = time.monotonic()
    leave(by=office.first, member_id=leaver.id)
    assert time.monotonic() - began < 1
    assert find_session(leaver.token) is None
    assert other.get("/me/").url.startswith("/login/")
    assert not Grant.objects.filter(member=leaver.member, revoked_at=None).exists()
    assert {bytes(grant.wrapped) for grant in Grant.objects.filter(member=leaver.member)} == {b""}
    leaver.member.refresh_from_db()
    assert leaver.member.status == MemberStatus.LEFT
    assert bytes(leaver.member.private_boxed) == b""


def test_old_key_opens_nothing_written_after(office, leaver):
    thief = carried_away(leaver)
    documentation = office.vaults[DOCUMENTATION]
    before = vault.record(office.first, into={documentation: None})
    assert thief.unwrap(Wrap.objects.get(record=before.record)) == before.whole
    leave(by=office.first, member_id=leaver.id)
    fresh = Vault.objects.get(id=documentation.id)
    after = vault.record(office.first, into={fresh: None})
    deposited = deposit_into(vault=fresh, record_id=new_id())
    for record in (before.record, after.record, deposited.record):
        with pytest.raises(Broken):
            thief.unwrap(Wrap.objects.get(record=record))
    for colleague in (office.first, office.second):
        accounts.log_in(colleague)
        assert len(open_records(by=colleague, records=[before.record, after.record, deposited.record])) == 3


def test_version_written_into_the_row_does_not_help_the_thief(office, leaver):
    """The version is bound: relabelling a new wrap as an old one opens nothing."""
    thief = carried_away(leaver)
    leave(by=office.first, member_id=leaver.id)
    after = vault.record(office.first, into={Vault.objects.get(id=office.vaults[DOCUMENTATION].id): None})
    wrap = Wrap.objects.get(record=after.record)
    wrap.version = 1
    with pytest.raises(Broken):
        thief.unwrap(wrap)


def test_vaults_the_caller_does_not_hold_wait_for_the_next_holder(office):
    counsel = office.join(Role.COUNSEL)
    casework = office.vaults[VaultKind.CASEWORK]
    leave(by=office.first, member_id=counsel.id)
    casework.refresh_from_db()
    assert (casework.version, casework.rotation_due_at is not None) == (1, True)
    catch_up(accounts.log_in(office.second))
    casework.refresh_from_db()
    assert (casework.version, casework.rotation_due_at) == (2, None)


def test_last_holder_does_not_leave_with_the_only_key(office):
    with pytest.raises(Refused, match="last_holder"):
        leave(by=office.first, member_id=office.second.id)
    office.second.member.refresh_from_db()
    assert office.second.member.status == MemberStatus.ACTIVE
    assert Session.objects.filter(member=office.second.member).exists(), "all or nothing"


def test_nobody_ends_the_own_membership_or_a_strangers(office):
    with pytest.raises(Refused, match="second_person_needed"):
        leave(by=office.first, member_id=office.first.id)
    with pytest.raises(Refused, match="no_such_member"):
        leave(by=office.first, member_id=vault.office().first.id)


def test_roles_that_may_hold_less_lose_keys_and_the_vault_is_rotated(office, leaver):
    thief = carried_away(leaver)
    change_roles(by=office.first, member_id=leaver.id, roles=[Role.MONITOR])
    accounts.log_in(leaver)
    assert [keys.vault.kind for keys in keyring_of(leaver).all()] == ["documentation"]
    after = vault.record(office.first, into={Vault.objects.get(id=office.vaults[VaultKind.IDENTITIES].id): None})
    with pytest.raises(Broken):
        thief.unwrap(Wrap.objects.get(record=after.record))


def test_suspended_member_keeps_the_vaults_and_opens_none(office, leaver):
    suspend(by=office.first, member_id=leaver.id)
    assert find_session(leaver.token) is None
    assert Grant.objects.filter(member=leaver.member, revoked_at=None).exists()


class Killed(BaseException):
    """Stands for a process that ends here."""


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_rewrap_killed_half_way_leaves_everything_readable_and_resumes(office, batches):
    documentation = office.vaults[DOCUMENTATION]
    records = [vault.record(office.first, into={documentation: None}).record for _ in range(9)]
    rotate(by=office.first, vault_id=documentation.id)
    keys = keyring_of(office.first)[documentation.id]
    done = []

    def die(count):
        done.append(count)
        if len(done) == batches:
            raise Killed

    with pytest.raises(Killed):
        rewrap_vault(keys, progress=die, batch=2)
    versions = set(Wrap.objects.values_list("version", flat=True))
    assert versions == {1, 2}
    assert len(open_records(by=accounts.log_in(office.second), records=records)) == 9
    catch_up(accounts.log_in(office.second))
    assert set(Wrap.objects.values_list("version", flat=True)) == {2}
    assert len(open_records(by=accounts.log_in(office.first), records=records)) == 9


def test_key_survives_many_rotations(office):
    documentation = office.vaults[DOCUMENTATION]
    keys = vault.record(office.first, into={documentation: None})
    for number in range(2, 8):
        assert rotate(by=office.first if number % 2 else office.second, vault_id=documentation.id).version == number
        accounts.log_in(office.first)
        accounts.log_in(office.second)
    assert open_records(by=office.second, records=[keys.record])[keys.record].whole == keys.whole


def many(office, count):
    documentation = Vault.objects.get(id=office.vaults[DOCUMENTATION].id)
    keys = keyring_of(office.first)[documentation.id]
    rows, now = [], clock.now()
    for _ in range(count):
        record = new_id()
        blob = seal.box(keys.wrapping(keys.newest), seal.new_key(), wrap_context(record, documentation.id, keys.newest, WHOLE))
        rows.append(
            Wrap(
                record=record,
                vault=documentation,
                organisation=office.organisation,
                owner=office.organisation.id,
                version=keys.newest,
                scope=WHOLE,
                form=Form.SETTLED,
                blob=blob,
                made_at=now,
            )
        )
    Wrap.objects.bulk_create(rows, batch_size=1000)


def test_large_vault_without_a_worker_is_rewrapped_on_the_spot(office, leaver):
    many(office, 2100)
    leave(by=office.first, member_id=leaver.id)
    assert not Wrap.objects.filter(vault=office.vaults[DOCUMENTATION], version=1).exists()


def test_large_vault_is_left_to_a_worker(office):
    many(office, 2100)
    documentation = office.vaults[DOCUMENTATION]
    rotate(by=office.first, vault_id=documentation.id)
    worker = TestHand()
    rewrap_soon(by=office.first, keys=keyring_of(office.first)[documentation.id])
    job = Job.objects.get(kind=REWRAP)
    private = keyring_of(office.first)[documentation.id].privates[2]
    assert private.hex().encode() not in bytes(job.keys_sealed)
    assert jobs.run_next(worker)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"rewrapped": 2100})
    assert not Wrap.objects.filter(vault=documentation, version=1).exists()


def test_packed_keys_are_the_keys(office):
    keys = keyring_of(office.first)[office.vaults[DOCUMENTATION].id]
    assert unpack(keys.vault, pack(keys)).privates == keys.privates
    for junk in (b"", b"[]", b'{"a": "zz"}', b"\xff"):
        with pytest.raises(Broken):
            unpack(keys.vault, junk)


@pytest.mark.heavy
def test_hundred_thousand_records_in_a_minute(office, leaver):
    many(office, 100_000)
    began = time.monotonic()
    leave(by=office.first, member_id=leaver.id)
    took = time.monotonic() - began
    print(f"{took:.1f} s")
    assert took < 60
    assert not Wrap.objects.filter(vault=office.vaults[DOCUMENTATION], version=1).exists()
