"""What follows when somebody leaves, changes roles or loses a key: keys gone in one transaction, then new keys for the vaults."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from seereya.accounts import services as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.jobs.rules import NoWorker
from seereya.jobs.services import enqueue
from seereya.vault.keyring import VaultKeys, keyring_of
from seereya.vault.models import Grant, Vault, VaultKey, Wrap
from seereya.vault.packing import pack
from seereya.vault.rules import Refused, VaultKind, may_hold_grant
from seereya.vault.services.grants import revoke_grant, take_grants
from seereya.vault.services.profiles import erase_profile
from seereya.vault.services.rotation import rewrap_vault, rotate
from seereya.vault.services.vaults import seal_versions_to_organisation

REWRAP = "vault.rewrap"
_AT_ONCE = 2000


def leave(*, by: Actor, member_id: UUID) -> list[Vault]:
    """Ends a colleague's membership: sessions dead and grants gone in one transaction, then every vault held is rotated.

    Vaults whose key the caller does not hold are marked: the next holder who comes in rotates them. Returns those rotated here.
    What the colleague has already seen cannot be unseen. Raises `Refused("last_holder")` where a vault would close for everybody.
    """
    with transaction.atomic():
        accounts.end_membership(by=by, member_id=member_id)
        take_grants(by=by, member_id=member_id, vaults=_held(member_id))
        erase_profile(member_id)
    return rotate_due(by=by)


def _held(member_id: UUID) -> list[UUID]:
    return list(Grant.objects.filter(member_id=member_id, revoked_at=None).values_list("vault_id", flat=True).distinct())


def change_roles(*, by: Actor, member_id: UUID, roles: Iterable[Role]) -> list[Vault]:
    """Sets a colleague's roles, and takes back the keys that the new roles may not hold. Returns the vaults rotated here."""
    chosen = frozenset(roles)
    with transaction.atomic():
        accounts.change_roles(by=by, member_id=member_id, roles=chosen)
        kinds = Vault.objects.filter(id__in=_held(member_id)).values_list("id", "kind")
        lost = [vault_id for vault_id, kind in kinds if not may_hold_grant(VaultKind(kind), chosen)]
        take_grants(by=by, member_id=member_id, vaults=lost)
    return rotate_due(by=by)


def take_back(*, by: Actor, vault_id: UUID, member_id: UUID) -> list[Vault]:
    """Takes one vault's key from a colleague and gives the vault a new one. Returns the vaults rotated here."""
    revoke_grant(by=by, vault_id=vault_id, member_id=member_id)
    return rotate_due(by=by)


def rotate_due(*, by: Actor) -> list[Vault]:
    """Rotates the vaults this member holds that wait for it, and has their records moved to the new key."""
    ring = keyring_of(by)
    mine = [keys.vault.id for keys in ring.all()]
    due = Vault.objects.filter(id__in=mine, organisation_id=by.organisation_id).exclude(rotation_due_at=None)
    rotated = []
    for vault_id in list(due.values_list("id", flat=True)):
        rotated.append(rotate(by=by, vault_id=vault_id))
        rewrap_soon(by=by, keys=ring[vault_id])
    return rotated


def rotate_now(*, by: Actor, vault_id: UUID) -> Vault:
    """A new key for one vault, because a holder asks for it."""
    vault = rotate(by=by, vault_id=vault_id)
    rewrap_soon(by=by, keys=keyring_of(by)[vault_id])
    return vault


def rewrap_soon(*, by: Actor, keys: VaultKeys) -> None:
    """Moves older wraps to the newest key: a few at once, many as a job that holds the vault's keys for an hour at most."""
    older = Wrap.objects.filter(vault=keys.vault, version__lt=keys.newest)[: _AT_ONCE + 1].count()
    if not older:
        return
    if older > _AT_ONCE and _queued(by, keys):
        return
    rewrap_vault(keys)


def _queued(by: Actor, keys: VaultKeys) -> bool:
    """False where no worker lives to whom the keys could be sealed."""
    try:
        enqueue(REWRAP, {"vault": str(keys.vault.id)}, started_by=by.id, organisation=by.organisation_id, key=pack(keys))
    except NoWorker:
        return False
    return True


def catch_up(by: Actor) -> None:
    """What a session that opens does for its vaults: due rotations, rewraps that broke off, copies for the custodians."""
    try:
        rotate_due(by=by)
    except Refused:  # a colleague rotates the same vault at this moment
        by.keyring = None
    for keys in keyring_of(by).all():
        rewrap_soon(by=by, keys=keys)
    seal_to_custodians(by)


def seal_to_custodians(by: Actor) -> None:
    """Seals the keys of the vaults held to the organisation's recovery key, where that is newer than their copies."""
    organisation = by.member.organisation
    if not organisation.recovery_public:
        return
    ring = keyring_of(by)
    held = [keys.vault.id for keys in ring.all()]
    behind = VaultKey.objects.filter(vault__in=held).exclude(organisation_generation=organisation.recovery_generation)
    for vault_id in set(behind.values_list("vault_id", flat=True)):
        seal_versions_to_organisation(organisation=organisation, keys=ring[vault_id])
