"""A record's key and the vaults it is wrapped to; sharing is one more wrap, never a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.foundation.seal import Broken
from seereya.vault.keyring import Keyring, RecordKeys, keyring_of, record_keys, wrap_context
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import WHOLE, Form, Group, Refused


def _wrap(ring: Keyring | None, vault: Vault, record_id: UUID, scope: str, key: bytes, owner: UUID) -> Wrap:
    """A wrap for one vault: settled where the writer holds the vault's newest key, sealed to its public key otherwise."""
    if ring is not None and vault.id in ring and vault.version in ring[vault.id].privates:
        version, form = vault.version, Form.SETTLED
        blob = seal.box(ring[vault.id].wrapping(version), key, wrap_context(record_id, vault.id, version, scope))
    else:
        version, form = vault.version, Form.DEPOSIT
        blob = seal.seal_to(bytes(vault.public_key), key, wrap_context(record_id, vault.id, version, scope))
    return Wrap(
        record=record_id,
        vault=vault,
        organisation_id=vault.organisation_id,
        owner=owner,
        version=version,
        scope=scope,
        form=form,
        blob=blob,
        made_at=clock.now(),
    )


def wraps_for(
    ring: Keyring | None, keys: RecordKeys, into: Mapping[Vault, frozenset[Group] | None], *, owner: UUID
) -> list[Wrap]:
    """Unsaved wraps of a record's keys: all of it (`None`) or single groups, per vault. `owner`: the record's organisation."""
    wraps = []
    for vault, groups in into.items():
        if groups is None:
            wraps.append(_wrap(ring, vault, keys.record, WHOLE, keys.whole, owner))
        else:
            wraps += [_wrap(ring, vault, keys.record, str(group), keys.group_key(group), owner) for group in sorted(groups)]
    return wraps


def make_record(*, by: Actor, record_id: UUID, into: Mapping[Vault, frozenset[Group] | None]) -> RecordKeys:
    """Makes a record's key and wraps it to the vaults it belongs to: wholly (`None`) or by groups. Returns the fresh keys.

    Runs inside the caller's transaction, so that a record never exists without a vault that can open it.
    """
    return make_records(by=by, records=[record_id], into=into)[record_id]


def make_records(*, by: Actor, records: Sequence[UUID], into: Mapping[Vault, frozenset[Group] | None]) -> dict[UUID, RecordKeys]:
    """The same for many records at once, as one import makes them; each has a key of its own."""
    ring, found = keyring_of(by), {one: RecordKeys.new(one) for one in records}
    wraps = [wrap for keys in found.values() for wrap in wraps_for(ring, keys, into, owner=by.organisation_id)]
    Wrap.objects.bulk_create(wraps, batch_size=500)
    return found


def deposit_into(*, vault: Vault, record_id: UUID) -> RecordKeys:
    """A write-only deposit: the record's key is sealed to the vault's public key, and the depositor keeps nothing."""
    keys = RecordKeys.new(record_id)
    Wrap.objects.bulk_create(wraps_for(None, keys, {vault: None}, owner=vault.organisation_id))
    return keys


def settle(ring: Keyring, wraps: list[Wrap]) -> int:
    """Re-wraps deposits under the vault's symmetric key, so that the next reader opens them quickly. Returns how many."""
    settled = []
    for wrap in wraps:
        key = ring.unwrap(wrap)
        version = wrap.version
        wrap.form = Form.SETTLED
        wrap.blob = seal.box(
            ring[wrap.vault_id].wrapping(version), key, wrap_context(wrap.record, wrap.vault_id, version, wrap.scope)
        )
        settled.append(wrap)
    Wrap.objects.bulk_update(settled, ["form", "blob"], batch_size=500)
    return len(settled)


@transaction.atomic
def share_record(*, by: Actor, record_id: UUID, with_vault: UUID, groups: frozenset[Group] | None) -> None:
    """Gives a partner's vault the key of a record, or of some of its groups. Logged on both sides."""
    try:
        vault = Vault.objects.get(id=with_vault)
    except Vault.DoesNotExist:
        raise Refused("no_such_vault") from None
    if vault.organisation_id == by.organisation_id:
        raise Refused("share_with_another")
    if not Wrap.objects.filter(record=record_id, owner=by.organisation_id, organisation_id=by.organisation_id).exists():
        raise Refused("not_yours")  # what was shared with us is not ours to pass on
    keys = record_keys(keyring_of(by), [record_id]).get(record_id)
    if keys is None:
        raise Refused("not_yours")
    try:
        fresh = wraps_for(None, keys, {vault: groups}, owner=by.organisation_id)
    except Broken:
        raise Refused("cannot_share_what_is_closed") from None
    for wrap in fresh:
        Wrap.objects.filter(record=record_id, vault=vault, scope=wrap.scope).delete()
    Wrap.objects.bulk_create(fresh)
    facts: dict[str, object] = {
        "vault": str(vault.id),
        "to": str(vault.organisation_id),
        "groups": [WHOLE] if groups is None else sorted(groups),
    }
    for organisation in (by.organisation_id, vault.organisation_id):
        record(tag=Tag.RECORD_SHARED, actor=by.id, organisation=organisation, subject=record_id, facts=facts)


@transaction.atomic
def withdraw_share(*, by: Actor, record_id: UUID, from_vault: UUID) -> None:
    """Takes a share back: the partner opens it no more; what was already read cannot be unread, and the log says so."""
    vault = Vault.objects.exclude(organisation_id=by.organisation_id).filter(id=from_vault).first()
    if vault is None or not Wrap.objects.filter(record=record_id, vault=vault, owner=by.organisation_id).delete()[0]:
        raise Refused("not_shared")
    for organisation in (by.organisation_id, vault.organisation_id):
        record(tag=Tag.SHARE_WITHDRAWN, actor=by.id, organisation=organisation, subject=record_id, facts={"vault": str(vault.id)})
