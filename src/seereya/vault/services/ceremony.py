"""The founding ceremony: two founders side by side make the organisation's recovery shares and its first vaults."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts import services as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.rules import MemberStatus
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import seal
from seereya.foundation.seal import Broken
from seereya.vault.models import Vault, VaultKey
from seereya.vault.rules import Refused, VaultKind, check_may_hold_grant
from seereya.vault.services.leaving import seal_to_custodians
from seereya.vault.services.vaults import add_grant, make_first_vaults, recovery_context


@dataclass(frozen=True)
class Printed:
    """One custodian's share, to be printed on a page of its own."""

    number: int
    country: str
    text: str


def hold_ceremony(*, by: Actor, handle: str, passphrase: str, countries: list[str], browser: bytes) -> list[Printed]:
    """Both founders type; the shares come back once. Held again later, it replaces the shares, with two people all the same.

    Raises `Refused`: `wrong_second_person`, `too_many_guesses`, `too_few_custodians`, `custodians_in_one_country`.
    """
    second = accounts.recognise(by=by, handle=handle, passphrase=passphrase, browser=browser)
    with transaction.atomic():
        shares = accounts.make_recovery_shares(by=by, countries=countries, second=second)
        organisation = by.member.organisation
        second.member.organisation = organisation
        accounts.seal_to_organisation(by=second)
        if not Vault.objects.filter(organisation=organisation).exists():
            make_first_vaults(organisation=organisation, members=[by.member, second.member], by=by.id)
        for person in (by, second):
            person.keyring = None
            seal_to_custodians(person)
    return [Printed(number, country, text) for number, (country, text) in enumerate(zip(countries, shares, strict=True), 1)]


def reopen_vault(*, by: Actor, vault_id: UUID, member_id: UUID, shares: list[str]) -> Vault:
    """A vault whose holders are all gone: enough custodians open its newest key for one colleague whose roles may hold it.

    Raises `Refused`: `no_such_vault`, `no_such_member`, `role_may_not_hold_vault`, `no_shares`, and what is wrong with the shares.
    """
    vault = Vault.objects.select_related("organisation").filter(id=vault_id, organisation_id=by.organisation_id).first()
    if vault is None:
        raise Refused("no_such_vault")
    member = Member.objects.filter(id=member_id, organisation_id=by.organisation_id, status=MemberStatus.ACTIVE).first()
    if member is None:
        raise Refused("no_such_member")
    check_may_hold_grant(VaultKind(vault.kind), accounts.roles_of(member))
    newest = VaultKey.objects.get(vault=vault, version=vault.version)
    if not newest.private_for_organisation:
        raise Refused("no_shares")
    private_of_organisation = accounts.join_shares(vault.organisation, shares)
    try:
        private = seal.open_with(
            private_of_organisation,
            bytes(newest.private_for_organisation),
            recovery_context(vault.id, newest.version, vault.organisation_id),
        )
    except Broken:
        raise Refused("bad_share") from None
    with transaction.atomic():
        add_grant(vault=vault, version=newest.version, private=private, member=member, given_by=by.id, approved_by=None)
        record(
            tag=Tag.ORGANISATION_RECOVERY_USED,
            actor=by.id,
            organisation=by.organisation_id,
            subject=member.id,
            facts={"vault": str(vault.id)},
        )
    return vault
