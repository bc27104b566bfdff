"""Keys a member holds right now, in memory only: opened from grants with the session's private key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation import seal
from seereya.foundation.seal import Broken
from seereya.vault.models import Grant, Vault, VaultKey, Wrap
from seereya.vault.rules import WHOLE, Form, Group


@dataclass
class VaultKeys:
    """A vault with the private keys of the versions its holder could reach."""

    vault: Vault
    privates: dict[int, bytes]

    def wrapping(self, version: int) -> bytes:
        """The symmetric key that settled wraps of a version are boxed under."""
        return seal.derive(self.privates[version], "vault/wrap")

    def indexing(self, version: int) -> bytes:
        """The symmetric key that index entries and snapshots of a version are boxed under."""
        return seal.derive(self.privates[version], "vault/index")

    @property
    def newest(self) -> int:
        return max(self.privates)


class RecordKeys:
    """What one holder can open of one record: everything, or some of its groups."""

    def __init__(self, record: UUID, whole: bytes | None, groups: dict[str, bytes] | None = None) -> None:
        self.record = record
        self._whole = whole
        self._groups = groups or {}

    def __repr__(self) -> str:
        return f"<keys of {self.record}>"

    @classmethod
    def new(cls, record: UUID) -> RecordKeys:
        """Fresh keys for a new record."""
        return cls(record, seal.new_key())

    @property
    def whole(self) -> bytes:
        """The record key; `Broken` for who holds single groups only."""
        if self._whole is None:
            raise Broken
        return self._whole

    def holds(self, group: Group) -> bool:
        """Whether this group can be opened."""
        return self._whole is not None or group in self._groups

    def group_key(self, group: Group) -> bytes:
        """The key of one group: HKDF(record key, group name)."""
        if self._whole is not None:
            return seal.derive(self._whole, f"group/{group}")
        try:
            return self._groups[group]
        except KeyError:
            raise Broken from None

    def seal(self, table: str, group: Group, version: int, data: bytes) -> bytes:
        """Seals a value in place: table, record, group and version are bound to it."""
        return seal.box_padded(self.group_key(group), data, seal.context("value", table, self.record, str(group), version))

    def open(self, table: str, group: Group, version: int, blob: bytes | memoryview) -> bytes:
        """Opens what `seal` sealed there; `Broken` if it was moved, altered or is another's."""
        return seal.unbox_padded(
            self.group_key(group), bytes(blob), seal.context("value", table, self.record, str(group), version)
        )


class Keyring:
    """The vaults one member can open now."""

    def __init__(self, vaults: Iterable[VaultKeys]) -> None:
        self._vaults = {keys.vault.id: keys for keys in vaults}

    def __repr__(self) -> str:
        return f"<keyring of {len(self._vaults)} vaults>"

    def __contains__(self, vault_id: object) -> bool:
        return vault_id in self._vaults

    def __getitem__(self, vault_id: UUID) -> VaultKeys:
        return self._vaults[vault_id]

    def of_kind(self, *kinds: str) -> list[VaultKeys]:
        """The opened vaults of some kinds, in a steady order."""
        return sorted((k for k in self._vaults.values() if k.vault.kind in kinds), key=lambda k: k.vault.id)

    def all(self) -> list[VaultKeys]:
        """Every vault that is open."""
        return sorted(self._vaults.values(), key=lambda k: k.vault.id)

    def unwrap(self, wrap: Wrap) -> bytes:
        """The key inside a wrap to one of these vaults; `Broken` otherwise."""
        if wrap.vault_id not in self._vaults:
            raise Broken
        keys = self._vaults[wrap.vault_id]
        private = keys.privates.get(wrap.version)
        if private is None:
            raise Broken
        ctx = wrap_context(wrap.record, wrap.vault_id, wrap.version, wrap.scope)
        if wrap.form == Form.DEPOSIT:
            return seal.open_with(private, bytes(wrap.blob), ctx)
        return seal.unbox(keys.wrapping(wrap.version), bytes(wrap.blob), ctx)


def wrap_context(record: UUID, vault: UUID, version: int, scope: str) -> bytes:
    """What a wrap is bound to."""
    return seal.context("wrap", record, vault, version, scope)


def grant_context(vault: UUID, version: int, member: UUID) -> bytes:
    """What a grant is bound to."""
    return seal.context("grant", vault, version, member)


def keyring_of(actor: Actor) -> Keyring:
    """Opens the member's live grants with the private key of the session; empty where no key is at hand. Kept on the actor."""
    if isinstance(actor.keyring, Keyring):
        return actor.keyring
    ring = Keyring(_open_grants(actor)) if actor.private_key else Keyring(())
    actor.keyring = ring
    return ring


def _open_grants(actor: Actor) -> list[VaultKeys]:
    grants = Grant.objects.filter(member_id=actor.id, revoked_at=None).select_related("vault")
    newest: dict[UUID, Grant] = {}
    for grant in grants:
        if grant.vault_id not in newest or newest[grant.vault_id].version < grant.version:
            newest[grant.vault_id] = grant
    older: dict[tuple[UUID, int], bytes] = {}
    if any(grant.version > 1 for grant in newest.values()):
        older = {
            (key.vault_id, key.version): bytes(key.previous)
            for key in VaultKey.objects.filter(vault_id__in=newest).exclude(version=1)
        }
    opened = []
    for grant in newest.values():
        private = seal.open_with(actor.private_key, bytes(grant.wrapped), grant_context(grant.vault_id, grant.version, actor.id))
        opened.append(VaultKeys(grant.vault, chain(grant.vault_id, grant.version, private, older)))
    return opened


def previous_context(vault: UUID, version: int) -> bytes:
    """What the previous private key, boxed under version's key, is bound to."""
    return seal.context("previous", vault, version)


def chain(vault: UUID, version: int, private: bytes, older: dict[tuple[UUID, int], bytes]) -> dict[int, bytes]:
    """All private keys reachable from one version: each version's key opens the one before."""
    privates = {version: private}
    while version > 1:
        boxed = older.get((vault, version))
        if not boxed:
            break
        private = seal.unbox(seal.derive(private, "vault/previous"), boxed, previous_context(vault, version))
        version -= 1
        privates[version] = private
    return privates


def record_keys(ring: Keyring, records: Iterable[UUID]) -> dict[UUID, RecordKeys]:
    """Keys of the records among these that the ring can open; the others are absent. One query."""
    wanted = list(records)
    vaults = [keys.vault.id for keys in ring.all()]
    whole: dict[UUID, bytes] = {}
    parts: dict[UUID, dict[str, bytes]] = {}
    for start in range(0, len(wanted), 500):
        batch = wanted[start : start + 500]
        for wrap in Wrap.objects.filter(record__in=batch, vault__in=vaults):
            if wrap.scope == WHOLE:
                if wrap.record not in whole:
                    whole[wrap.record] = ring.unwrap(wrap)
            else:
                parts.setdefault(wrap.record, {})[wrap.scope] = ring.unwrap(wrap)
    return {
        record: RecordKeys(record, whole.get(record), parts.get(record))
        for record in wanted
        if record in whole or record in parts
    }
