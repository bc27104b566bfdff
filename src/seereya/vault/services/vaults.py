"""Making vaults: a key pair each, sealed to its first members and to the organisation's recovery key."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from seereya.accounts.models import Member, Organisation
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import MemberStatus
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.vault.keyring import VaultKeys, grant_context
from seereya.vault.models import Grant, Vault, VaultKey
from seereya.vault.rules import FIRST_VAULTS, VaultKind, check_may_hold_grant, is_given_at_once, may_hold_grant


def recovery_context(vault: UUID, version: int, organisation: UUID) -> bytes:
    """What a vault's private key sealed to the organisation's recovery key is bound to."""
    return seal.context("vault-recovery", vault, version, organisation)


def add_grant(
    *, vault: Vault, version: int, private: bytes, member: Member, given_by: UUID | None, approved_by: UUID | None
) -> Grant:
    """Seals a vault's private key to a member. The rule on roles is checked by the caller's act, and once more here."""
    check_may_hold_grant(VaultKind(vault.kind), roles_of(member))
    grant, _ = Grant.objects.update_or_create(
        vault=vault,
        version=version,
        member=member,
        defaults={
            "wrapped": seal.seal_to(bytes(member.public_key), private, grant_context(vault.id, version, member.id)),
            "given_by": given_by,
            "approved_by": approved_by,
            "made_at": clock.now(),
            "revoked_at": None,
        },
    )
    return grant


def add_version(*, vault: Vault, version: int, pair: seal.KeyPair, previous: bytes = b"") -> VaultKey:
    """Stores one version of a vault's key pair, with the private half sealed to the organisation's recovery key where there is one."""
    organisation = vault.organisation
    recovery = bytes(organisation.recovery_public)
    sealed = seal.seal_to(recovery, pair.private, recovery_context(vault.id, version, organisation.id)) if recovery else b""
    return VaultKey.objects.create(
        vault=vault,
        version=version,
        public_key=pair.public,
        previous=previous,
        private_for_organisation=sealed,
        organisation_generation=organisation.recovery_generation if recovery else 0,
        made_at=clock.now(),
    )


@transaction.atomic
def make_vault(
    *,
    organisation: Organisation,
    kind: VaultKind,
    members: Iterable[Member],
    by: UUID | None,
    approved_by: UUID | None = None,
    name: str = "",
    marked: bool = False,
) -> Vault:
    """A new vault whose key is given to `members`; nobody else, no administrator and no host, can open it."""
    pair = seal.keypair()
    vault = Vault.objects.create(
        organisation=organisation, kind=kind, name=name, marked=marked, public_key=pair.public, made_at=clock.now()
    )
    add_version(vault=vault, version=1, pair=pair)
    for member in members:
        add_grant(vault=vault, version=1, private=pair.private, member=member, given_by=by, approved_by=approved_by)
    record(tag=Tag.VAULT_MADE, actor=by, organisation=organisation.id, subject=vault.id, facts={"kind": str(kind)})
    return vault


def make_first_vaults(*, organisation: Organisation, members: Iterable[Member], by: UUID | None) -> list[Vault]:
    """The vaults each organisation starts with, granted to those founders whose roles may hold them."""
    founders = list(members)
    vaults = []
    for kind in FIRST_VAULTS:
        holders = [member for member in founders if may_hold_grant(kind, roles_of(member))]
        vaults.append(make_vault(organisation=organisation, kind=kind, members=holders, by=by))
    return vaults


@transaction.atomic
def missing_vault(*, organisation: Organisation, kind: VaultKind, by: UUID | None) -> Vault:
    """The organisation's vault of a kind, made where it was founded before there were such vaults.

    Its key goes to every active colleague whose roles are given it at once; it is empty, so that nobody learns anything by it.
    """
    Organisation.objects.select_for_update().get(id=organisation.id)  # two who come at once make one
    found = Vault.objects.filter(organisation=organisation, kind=kind).order_by("marked", "made_at").first()
    if found is not None:
        return found
    members = Member.objects.filter(organisation=organisation, status=MemberStatus.ACTIVE).exclude(public_key=b"")
    holders = [member for member in members if is_given_at_once(kind, roles_of(member))]
    return make_vault(organisation=organisation, kind=kind, members=holders, by=by)


def seal_versions_to_organisation(*, organisation: Organisation, keys: VaultKeys) -> None:
    """Seals every version of a vault's private key that is at hand to the organisation's recovery key of today."""
    for row in VaultKey.objects.filter(vault=keys.vault).exclude(organisation_generation=organisation.recovery_generation):
        private = keys.privates.get(row.version)
        if private is None:
            continue
        row.private_for_organisation = seal.seal_to(
            bytes(organisation.recovery_public), private, recovery_context(row.vault_id, row.version, organisation.id)
        )
        row.organisation_generation = organisation.recovery_generation
        row.save(update_fields=["private_for_organisation", "organisation_generation"])
