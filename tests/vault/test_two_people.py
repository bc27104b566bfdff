"""What takes two people is not done by one, even by one who writes the database (case A12); the founding ceremony."""

from itertools import combinations

import pytest

from seereya.accounts import services as accounts_services
from seereya.accounts.models import Member, Organisation
from seereya.accounts.rules import Refused, Role
from seereya.accounts.services.enrolment import FOUNDERS
from seereya.foundation import clock
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Grant, GrantRequest, Vault, VaultKey
from seereya.vault.queries import ceremony_due
from seereya.vault.rules import RequestState, VaultKind
from seereya.vault.services import decide_grant, hold_ceremony, make_vault, open_records, reopen_vault, rotate
from tests.factories import accounts, vault

pytestmark = pytest.mark.django_db
COUNTRIES = ["Mali", "Mali", "France", "Canada", "Sénégal"]


@pytest.fixture
def founders():
    organisation = accounts.organisation("AMDH")
    return [
        accounts.member(*sorted(roles), organisation=organisation, handle=handle)
        for roles, handle in zip(FOUNDERS, ("awa", "bintou"), strict=True)
    ]


def ceremony(founders, **changes):
    first, second = founders
    words = {"handle": second.member.handle, "passphrase": second.passphrase, "countries": COUNTRIES, "browser": b""} | changes
    return hold_ceremony(by=first, **words)


def test_ceremony_makes_shares_and_vaults_for_both(founders):
    assert ceremony_due(founders[0])
    shares = ceremony(founders)
    assert [share.number for share in shares] == [1, 2, 3, 4, 5]
    assert [share.country for share in shares] == COUNTRIES
    assert not ceremony_due(founders[0])
    for person in founders:
        person.keyring = None
    kinds = [{keys.vault.kind for keys in keyring_of(person).all()} for person in founders]
    assert kinds == [{"documentation", "finance", "identities", "staff"}, {"casework", "documentation", "identities", "staff"}]
    assert not VaultKey.objects.filter(private_for_organisation=b"").exists()
    assert not Member.objects.filter(private_for_organisation=b"").exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"passphrase": "wrong"}, "wrong_second_person"),
        ({"handle": "awa"}, "wrong_second_person"),
        ({"handle": "nobody"}, "wrong_second_person"),
        ({"handle": "stranger"}, "wrong_second_person"),
        ({"countries": ["Mali"] * 3 + ["France", "Canada"]}, "custodians_in_one_country"),
        ({"countries": ["Mali", "mali ", "MALI", "France", "Canada"]}, "custodians_in_one_country"),
    ],
)
def test_ceremony_of_one_person_makes_nothing(founders, changes, code):
    accounts.member(handle="stranger")
    with pytest.raises(Refused, match=code):
        ceremony(founders, **changes)
    assert not Vault.objects.exists()
    assert bytes(Organisation.objects.get(code="AMDH").recovery_public) == b""


def test_ceremony_held_again_replaces_the_shares(founders):
    old = [share.text for share in ceremony(founders)]
    new = [share.text for share in ceremony(founders)]
    first, second = founders
    third = accounts.member(organisation=first.member.organisation)
    accounts_services.seal_to_organisation(by=third)
    with pytest.raises(Refused, match="bad_share"):
        accounts_services.recover_with_shares(by=first, member_id=second.id, shares=old[:3], passphrase="x")
    accounts_services.recover_with_shares(by=first, member_id=second.id, shares=new[:3], passphrase="x")
    assert Vault.objects.count() == 5, "the vaults stay"


def test_vault_that_nobody_holds_is_reopened_by_any_three_custodians_and_no_two(founders):
    shares = [share.text for share in ceremony(founders)]
    first, second = founders
    documentation = Vault.objects.get(kind=VaultKind.DOCUMENTATION)
    keys = vault.record(accounts.log_in(second), into={documentation: None})
    Grant.objects.filter(vault=documentation).update(revoked_at=clock.now(), wrapped=b"")
    for two in combinations(shares, 2):
        with pytest.raises(Refused, match="too_few_shares"):
            reopen_vault(by=first, vault_id=documentation.id, member_id=first.id, shares=list(two))
    for three in combinations(shares, 3):
        reopen_vault(by=first, vault_id=documentation.id, member_id=first.id, shares=list(three))
        first.keyring = None
        assert keys.record in open_records(by=first, records=[keys.record])
        Grant.objects.filter(vault=documentation).delete()
    rotated_by = accounts.member(Role.DONOR, organisation=first.member.organisation)
    with pytest.raises(Refused, match="role_may_not_hold_vault"):
        reopen_vault(by=first, vault_id=documentation.id, member_id=rotated_by.id, shares=shares[:3])


def test_reopening_reaches_what_was_written_before_and_after_rotations(founders):
    shares = [share.text for share in ceremony(founders)]
    first, second = founders
    documentation = Vault.objects.get(kind=VaultKind.DOCUMENTATION)
    old = vault.record(accounts.log_in(second), into={documentation: None})
    documentation = rotate(by=second, vault_id=documentation.id)
    new = vault.record(accounts.log_in(second), into={documentation: None})
    Grant.objects.filter(vault=documentation).delete()
    reopen_vault(by=first, vault_id=documentation.id, member_id=first.id, shares=shares[2:])
    assert len(open_records(by=accounts.log_in(first), records=[old.record, new.record])) == 2


def test_one_person_with_the_whole_database_gives_nobody_a_key(founders):
    """Rows can be forged; a key cannot: without the vault's key there is nothing to seal to the accomplice."""
    ceremony(founders)
    office = founders[0].member.organisation
    casework = Vault.objects.get(kind=VaultKind.CASEWORK)
    accomplice = accounts.member(Role.COUNSEL, organisation=office)
    forged = GrantRequest.objects.create(
        vault=casework, member=accomplice.member, asked_by=founders[1].member, asked_at=clock.now()
    )
    with pytest.raises(Refused, match="decider_must_hold_vault"):
        decide_grant(by=accounts.log_in(founders[0]), request_id=forged.id, give=True)
    forged.state = RequestState.GIVEN
    forged.save()
    assert casework.id not in keyring_of(accounts.log_in(accomplice))


def test_one_person_with_the_whole_database_recovers_nobody(founders):
    """Without three papers the sealed copies of keys are bytes."""
    ceremony(founders)
    first, second = founders
    Organisation.objects.filter(code="AMDH").update(shares_needed=1)
    for shares in ([], ["0"], [bytes(Organisation.objects.get(code="AMDH").recovery_private).hex()]):
        with pytest.raises(Refused, match=r"bad_share|too_few_shares"):
            accounts_services.recover_with_shares(by=first, member_id=second.id, shares=shares, passphrase="x")


def test_new_vault_is_sealed_to_the_custodians_from_the_start(founders):
    ceremony(founders)
    organisation = Organisation.objects.get(code="AMDH")
    made = make_vault(
        organisation=organisation, kind=VaultKind.STAFF, members=[founders[0].member], by=founders[0].id, name="Second"
    )
    assert VaultKey.objects.get(vault=made).organisation_generation == organisation.recovery_generation
