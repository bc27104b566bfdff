"""A sealed value moved to another row, field, group, version or organisation opens nowhere (case A7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.models import Authenticator, Member, Session
from seereya.accounts.rules import Refused, Role
from seereya.accounts.services import give_passphrase, sessions
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal import Broken
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Grant, VaultKey, Wrap
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services import keep_draft, read_draft
from tests.factories import accounts, vault

pytestmark = pytest.mark.django_db


@given(
    here=st.tuples(st.sampled_from(["incident", "person"]), st.sampled_from(list(Group)), st.integers(1, 3)),
    there=st.tuples(st.sampled_from(["incident", "person"]), st.sampled_from(list(Group)), st.integers(1, 3)),
    same_record=st.booleans(),
)
def test_value_opens_in_its_place_only(here, there, same_record):
    keys = RecordKeys.new(new_id())
    other = keys if same_record else RecordKeys(new_id(), keys.whole)
    blob = keys.seal(*here, b"the name of a witness")
    if here == there and same_record:
        assert other.open(*there, blob) == b"the name of a witness"
    else:
        with pytest.raises(Broken):
            other.open(*there, blob)


@pytest.fixture
def two():
    return vault.office("AMDH"), vault.office("FIDH")


def test_wrap_moved_to_another_record_or_vault(two):
    ours, theirs = two
    first = vault.record(ours.first, into={ours.vaults[VaultKind.DOCUMENTATION]: None})
    second = vault.record(ours.first, into={ours.vaults[VaultKind.IDENTITIES]: None})
    wrap = Wrap.objects.get(record=first.record)
    for change in (
        {"record": second.record},
        {"vault": ours.vaults[VaultKind.IDENTITIES]},
        {"vault": theirs.vaults[VaultKind.DOCUMENTATION]},
        {"scope": "content"},
    ):
        moved = Wrap.objects.get(record=first.record)
        for name, value in change.items():
            setattr(moved, name, value)
        for person in (ours.first, theirs.first):
            with pytest.raises(Broken):
                keyring_of(person).unwrap(moved)
    assert keyring_of(ours.first).unwrap(wrap) == first.whole


def test_grant_copied_to_another_member_breaks_instead_of_opening(two):
    ours, theirs = two
    thief = ours.join(Role.MONITOR, holding=())
    grant = Grant.objects.filter(member=ours.first.member, vault=ours.vaults[VaultKind.DOCUMENTATION]).get()
    Grant.objects.create(vault=grant.vault, version=1, member=thief.member, wrapped=bytes(grant.wrapped), made_at=grant.made_at)
    for person in (thief, theirs.first):
        if person is theirs.first:
            Grant.objects.filter(member=thief.member).update(member=person.member)
        person.keyring = None
        with pytest.raises(Broken):
            keyring_of(person)


def test_grant_moved_to_another_vault(two):
    ours, _ = two
    documentation, identities = ours.vaults[VaultKind.DOCUMENTATION], ours.vaults[VaultKind.IDENTITIES]
    blob = bytes(Grant.objects.get(vault=documentation, member=ours.first.member).wrapped)
    Grant.objects.filter(vault=identities, member=ours.first.member).update(wrapped=blob)
    ours.first.keyring = None
    with pytest.raises(Broken):
        keyring_of(ours.first)


def test_older_key_moved_between_vaults(two):
    from seereya.vault.services import rotate

    ours, _ = two
    documentation, identities = (ours.vaults[kind] for kind in (VaultKind.DOCUMENTATION, VaultKind.IDENTITIES))
    rotate(by=ours.first, vault_id=documentation.id)
    rotate(by=ours.first, vault_id=identities.id)
    blob = bytes(VaultKey.objects.get(vault=documentation, version=2).previous)
    VaultKey.objects.filter(vault=identities, version=2).update(previous=blob)
    ours.first.keyring = None
    with pytest.raises(Broken):
        keyring_of(ours.first)


def test_members_boxes_moved_between_members():
    one, other = accounts.member(handle="one", totp=True, stage=None), accounts.member(handle="other", totp=True, stage=None)
    row = Member.objects.get(id=one.id)
    Member.objects.filter(id=other.id).update(
        salt=bytes(row.salt), verifier=bytes(row.verifier), private_boxed=bytes(row.private_boxed)
    )
    with pytest.raises(Refused, match="wrong_passphrase"):
        give_passphrase(handle="other", passphrase=one.passphrase, browser=b"")


def test_session_handed_to_another_member_or_stage():
    one, other = accounts.member(), accounts.member()
    Session.objects.filter(member=one.member).update(member=other.member)
    assert sessions.find(one.token) is None
    half = accounts.member(totp=True, stage=None)
    step = give_passphrase(handle=half.member.handle, passphrase=half.passphrase, browser=b"")
    Session.objects.filter(member=half.member).update(stage="open")
    assert sessions.find(step.token) is None, "whoever writes the database does not skip the second factor"


def test_seed_of_one_member_is_no_use_to_another():
    one, other = accounts.member(totp=True), accounts.member(totp=True)
    blob = bytes(Authenticator.objects.get(member=one.member).seed)
    Authenticator.objects.filter(member=other.member).update(seed=blob)
    from seereya.accounts.services.totp import check_totp

    with pytest.raises(Broken):
        check_totp(by=other, code=other.code)


def test_draft_moved_to_another_form_or_person():
    one, other = accounts.member(), accounts.member()
    draft = keep_draft(by=one, form_key="incident/new", fields={"title": ["words"]})
    assert read_draft(by=one, form_key="incident/new") == {"title": ["words"]}
    draft.form_key = "person/new"
    draft.save()
    with pytest.raises(Broken):
        read_draft(by=one, form_key="person/new")
    draft.form_key, draft.member = "incident/new", other.member
    draft.save()
    with pytest.raises(Broken):
        read_draft(by=other, form_key="incident/new")


def test_other_organisations_rows_look_like_nothing(two):
    ours, theirs = two
    keys = vault.record(theirs.first, into={theirs.vaults[VaultKind.DOCUMENTATION]: None})
    assert record_keys(keyring_of(ours.first), [keys.record, new_id()]) == {}
