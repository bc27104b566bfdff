"""A vault's new key when somebody leaves: what is written afterwards the old key cannot open."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from seereya.accounts import services as accounts
from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.vault.keyring import VaultKeys, keyring_of, previous_context, wrap_context
from seereya.vault.models import Grant, Vault, Wrap
from seereya.vault.rules import Form, Refused
from seereya.vault.services.vaults import add_grant, add_version

_BATCH = 1000


@transaction.atomic
def rotate(*, by: Actor, vault_id: UUID) -> Vault:
    """Gives a vault a new key pair, granted to those who still hold it; the old private key stands boxed under the new."""
    ring = keyring_of(by)
    if vault_id not in ring:
        raise Refused("decider_must_hold_vault")
    vault = Vault.objects.select_for_update().select_related("organisation").get(id=vault_id, organisation_id=by.organisation_id)
    keys = ring[vault_id]
    if vault.version != keys.newest:
        raise Refused("rotation_overtaken")
    staying = [
        grant.member
        for grant in Grant.objects.filter(vault=vault, version=vault.version, revoked_at=None).select_related("member")
    ]
    pair, version = seal.keypair(), vault.version + 1
    previous = seal.box(
        seal.derive(pair.private, "vault/previous"), keys.privates[vault.version], previous_context(vault.id, version)
    )
    add_version(vault=vault, version=version, pair=pair, previous=previous)
    for member in staying:
        add_grant(vault=vault, version=version, private=pair.private, member=member, given_by=by.id, approved_by=None)
    vault.version, vault.public_key, vault.rotation_due_at = version, pair.public, None
    vault.save(update_fields=["version", "public_key", "rotation_due_at"])
    keys.privates[version] = pair.private
    keys.vault = vault
    record(tag=Tag.VAULT_ROTATED, actor=by.id, organisation=by.organisation_id, subject=vault.id, facts={"version": version})
    return vault


def rewrap_vault(keys: VaultKeys, *, progress: Callable[[int], None] = lambda _: None) -> int:
    """Moves the wraps of a vault from older versions to its newest, batch by batch; safe to stop and start again."""
    version = keys.newest
    done = 0
    while True:
        with transaction.atomic():
            batch = list(Wrap.objects.select_for_update().filter(vault=keys.vault, version__lt=version).order_by("id")[:_BATCH])
            for wrap in batch:
                key = _open(keys, wrap)
                wrap.version, wrap.form = version, Form.SETTLED
                wrap.blob = seal.box(keys.wrapping(version), key, wrap_context(wrap.record, wrap.vault_id, version, wrap.scope))
            Wrap.objects.bulk_update(batch, ["version", "form", "blob"], batch_size=250)
        done += len(batch)
        progress(done)
        if len(batch) < _BATCH:
            return done


def _open(keys: VaultKeys, wrap: Wrap) -> bytes:
    ctx = wrap_context(wrap.record, wrap.vault_id, wrap.version, wrap.scope)
    if wrap.form == Form.DEPOSIT:
        return seal.open_with(keys.privates[wrap.version], bytes(wrap.blob), ctx)
    return seal.unbox(keys.wrapping(wrap.version), bytes(wrap.blob), ctx)


def leave(*, by: Actor, member_id: UUID) -> list[Vault]:
    """Ends a colleague's membership: sessions dead and grants gone in one transaction, then every vault held is rotated.

    Vaults whose key the caller does not hold are marked: the next holder who comes in rotates them. Returns those rotated here.
    What the colleague has already seen cannot be unseen.
    """
    with transaction.atomic():
        member: Member = accounts.end_membership(by=by, member_id=member_id)
        held = list(Grant.objects.filter(member=member, revoked_at=None).values_list("vault_id", flat=True))
        Grant.objects.filter(member=member, revoked_at=None).update(revoked_at=clock.now(), wrapped=b"")
        Vault.objects.filter(id__in=held).update(rotation_due_at=clock.now())
        for vault_id in held:
            record(
                tag=Tag.GRANT_REVOKED,
                actor=by.id,
                organisation=by.organisation_id,
                subject=member.id,
                facts={"vault": str(vault_id)},
            )
    return rotate_due(by=by)


def rotate_due(*, by: Actor) -> list[Vault]:
    """Rotates the vaults this member holds that wait for it since somebody left."""
    ring = keyring_of(by)
    mine = [keys.vault.id for keys in ring.all()]
    due = list(
        Vault.objects.filter(id__in=mine, organisation_id=by.organisation_id)
        .exclude(rotation_due_at=None)
        .values_list("id", flat=True)
    )
    return [rotate(by=by, vault_id=vault_id) for vault_id in due]
