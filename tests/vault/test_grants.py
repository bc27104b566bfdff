"""Grants take two people and a key: one asks, another who holds the vault gives."""

import pytest

from seereya.accounts.rules import Role
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Grant, GrantRequest
from seereya.vault.rules import Refused, RequestState, VaultKind
from seereya.vault.services import ask_for_grant, decide_grant, make_vault, open_records, take_back
from tests.factories import accounts, vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return vault.office("AMDH")


@pytest.fixture
def documentation(office):
    return office.vaults[VaultKind.DOCUMENTATION]


@pytest.fixture
def colleague(office):
    return office.join(Role.MONITOR, holding=())


def test_one_asks_and_another_gives(office, documentation, colleague):
    keys = vault.record(office.first, into={documentation: None})
    request = ask_for_grant(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    decide_grant(by=office.second, request_id=request.id, give=True)
    colleague.keyring = None
    assert set(open_records(by=colleague, records=[keys.record])) == {keys.record}


def test_refused_is_refused(office, documentation, colleague):
    request = ask_for_grant(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    assert decide_grant(by=office.second, request_id=request.id, give=False).state == RequestState.REFUSED
    colleague.keyring = None
    assert documentation.id not in keyring_of(colleague)


@pytest.mark.parametrize("who", ["asker", "receiver", "somebody without the vault", "another organisation"])
def test_nobody_gives_alone(office, documentation, colleague, who):
    deciders = {
        "asker": office.first,
        "receiver": colleague,
        "somebody without the vault": office.join(Role.VERIFIER, holding=()),
        "another organisation": vault.office().first,
    }
    request = ask_for_grant(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    with pytest.raises(Refused):
        decide_grant(by=deciders[who], request_id=request.id, give=True)
    assert not Grant.objects.filter(member=colleague.member).exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DONOR, Role.AUDITOR, Role.FINANCE, Role.EDUCATOR])
def test_some_roles_never_hold_documentation(office, documentation, role):
    outsider = office.join(role, holding=())
    with pytest.raises(Refused, match="role_may_not_hold_vault"):
        ask_for_grant(by=office.first, vault_id=documentation.id, member_id=outsider.id)


def test_a_role_lost_between_asking_and_giving_counts(office, documentation, colleague):
    request = ask_for_grant(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    colleague.member.roles_held.update(role=Role.DONOR)
    with pytest.raises(Refused, match="role_may_not_hold_vault"):
        decide_grant(by=office.second, request_id=request.id, give=True)


def test_asking_twice_and_asking_for_who_has_it(office, documentation, colleague):
    ask_for_grant(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    with pytest.raises(Refused, match="already_asked"):
        ask_for_grant(by=office.second, vault_id=documentation.id, member_id=colleague.id)
    with pytest.raises(Refused, match="already_granted"):
        ask_for_grant(by=office.first, vault_id=documentation.id, member_id=office.second.id)


def test_request_is_answered_once(office, documentation, colleague):
    request = ask_for_grant(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    decide_grant(by=office.second, request_id=request.id, give=True)
    with pytest.raises(Refused, match="no_such_request"):
        decide_grant(by=office.second, request_id=request.id, give=False)
    assert GrantRequest.objects.get().state == RequestState.GIVEN


def test_vault_of_another_organisation_is_not_there(office, colleague):
    foreign = vault.office().vaults[VaultKind.DOCUMENTATION]
    for act in (
        lambda: ask_for_grant(by=office.first, vault_id=foreign.id, member_id=colleague.id),
        lambda: take_back(by=office.first, vault_id=foreign.id, member_id=colleague.id),
    ):
        with pytest.raises(Refused, match="no_such_vault"):
            act()


def test_key_taken_back_opens_nothing_and_the_vault_has_a_new_one(office, documentation):
    colleague = office.join(Role.MONITOR, holding=(VaultKind.DOCUMENTATION,))
    keys = vault.record(office.first, into={documentation: None})
    rotated = take_back(by=office.first, vault_id=documentation.id, member_id=colleague.id)
    assert [one.id for one in rotated] == [documentation.id]
    colleague.keyring = None
    assert open_records(by=colleague, records=[keys.record]) == {}
    office.second.keyring = None
    assert keys.record in open_records(by=office.second, records=[keys.record])
    assert bytes(Grant.objects.get(member=colleague.member).wrapped) == b""


def test_last_holder_keeps_the_key(office):
    casework = office.vaults[VaultKind.CASEWORK]
    with pytest.raises(Refused, match="last_holder"):
        take_back(by=office.first, vault_id=casework.id, member_id=office.second.id)
    assert casework.id in keyring_of(accounts.log_in(office.second))


def test_what_is_not_held_cannot_be_taken_back(office, documentation, colleague):
    with pytest.raises(Refused, match="not_granted"):
        take_back(by=office.first, vault_id=documentation.id, member_id=colleague.id)


def test_new_vault_cannot_be_given_to_roles_that_may_not_hold_it(office):
    with pytest.raises(Refused, match="role_may_not_hold_vault"):
        make_vault(organisation=office.organisation, kind=VaultKind.CASEWORK, members=[office.first.member], by=office.first.id)
