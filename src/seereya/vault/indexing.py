"""The sealed index of a vault: entries and snapshots on disk are sealed; opened in memory only, while somebody holds the vault.

A vault may have several indexes (`records` for content, `names` for identities). Writers append sealed changes in their own
transaction; readers catch up by position; a long run of changes is folded into a new snapshot. One copy in memory serves all
sessions of a process that hold the vault, and goes when the last of them ends.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Session
from seereya.accounts.rules import Stage
from seereya.foundation import clock, names, seal, text, walls
from seereya.foundation.searching import SearchError
from seereya.vault import snapshots
from seereya.vault.keyring import VaultKeys, keyring_of
from seereya.vault.models import IndexEntry, IndexHead, IndexSnapshot, Vault
from seereya.vault.rules import Form


class IndexLost(seal.Broken):
    """The stored index does not open, or lacks changes: it is built anew from the records (`seereya reindex`, or its page)."""


class Overtaken(Exception):
    """Somebody folded the index while it was being built anew: begin again."""


FOLD_AFTER = 40
_TRIES = 4  # others may fold what is being read, more than once


class Kept(Protocol):
    """An index in memory: it takes changes and can be written out whole."""

    def apply(self, change: dict[str, Any]) -> None:
        """Takes one change, as JSON-ready values; the same change twice changes nothing more."""

    def dump(self) -> bytes:
        """The whole index as bytes."""


@dataclass(frozen=True)
class Kind:
    """A kind of index a room registers: how to start one, how to read one back, and the version of its schema.

    What `load` is given came out of a seal, which would have noticed any damage.
    """

    name: str
    version: int
    new: Callable[[], Kept]
    load: Callable[[bytes | bytearray], Kept]


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Makes a kind of index known."""
    KINDS[kind.name] = kind


@dataclass
class _Slot:
    kept: Kept
    position: int
    folded: int
    keys: VaultKeys
    sessions: set[bytes] = field(default_factory=set)
    lock: threading.RLock = field(default_factory=threading.RLock)


_slots: dict[tuple[UUID, str], _Slot] = {}
_slots_lock = threading.RLock()


def _entry_context(vault: UUID, index: str, position: int, version: int) -> bytes:
    return seal.context("index-entry", vault, index, position, version)


def append(*, by: Actor, vault: Vault, index: str, changes: list[dict[str, Any]]) -> None:
    """Adds changes to a vault's index, in the caller's transaction; sealed to the vault's public key where the writer cannot read it.

    The head row is locked until the transaction ends, so that positions are taken in the order of commits and without gaps.
    """
    ring = keyring_of(by)
    head, _ = IndexHead.objects.get_or_create(vault=vault, index=index, defaults={"organisation_id": vault.organisation_id})
    head = IndexHead.objects.select_for_update().get(pk=head.pk)
    head.position += 1
    data = json.dumps(changes, ensure_ascii=False, separators=(",", ":")).encode()
    ctx = _entry_context(vault.id, index, head.position, vault.version)
    if vault.id in ring and vault.version in ring[vault.id].privates:
        form, blob = Form.SETTLED, seal.box_padded(ring[vault.id].indexing(vault.version), data, ctx)
    else:
        form, blob = Form.DEPOSIT, seal.seal_to(bytes(vault.public_key), seal.pad(data), ctx)
    IndexEntry.objects.create(
        vault=vault,
        organisation_id=vault.organisation_id,
        index=index,
        position=head.position,
        version=vault.version,
        form=form,
        blob=blob,
    )
    head.save(update_fields=["position"])


def opened(*, by: Actor, vault_id: UUID, index: str) -> Kept:
    """The index of a vault the member holds, caught up with everything committed.

    Raises `KeyError` for a vault not held, `IndexLost` for an index that would answer less than the records hold.
    """
    keys = keyring_of(by)[vault_id]
    try:
        return _opened(by, keys, index)
    except (seal.Broken, SearchError, names.BadImage) as fault:
        with _slots_lock:
            _slots.pop((vault_id, index), None)
        raise IndexLost from fault


def _opened(by: Actor, keys: VaultKeys, index: str) -> Kept:
    vault_id = keys.vault.id
    with _slots_lock:
        slot = _slots.get((vault_id, index))
        if slot is None:
            slot = _slots[(vault_id, index)] = _load(keys, index)
        if by.session is not None:
            slot.sessions.add(bytes(by.session.token_hash))
    with slot.lock:
        if keys.newest > slot.keys.newest:
            slot.keys = keys
        for _ in range(_TRIES):
            if _catch_up(slot, index):
                return slot.kept
            fresh = _load(keys, index)
            slot.kept, slot.position, slot.folded = fresh.kept, fresh.position, fresh.folded
    raise IndexLost


def _load(keys: VaultKeys, index: str) -> _Slot:
    kind, vault_id = KINDS[index], keys.vault.id
    newest = (
        IndexSnapshot.objects.filter(vault=vault_id, index=index, schema=kind.version)
        .order_by("-position")
        .values_list("position", flat=True)
        .first()
    )
    if newest is None:
        return _Slot(kind.new(), 0, 0, keys)
    return _Slot(kind.load(snapshots.read(keys, index, newest)), newest, newest, keys)


def _catch_up(slot: _Slot, index: str) -> bool:
    """Applies the entries after the slot's position; False where some were folded away meanwhile."""
    vault = slot.keys.vault.id
    head = IndexHead.objects.filter(vault=vault, index=index).values_list("position", flat=True).first() or 0
    if head <= slot.position:
        return True
    for entry in IndexEntry.objects.filter(vault=vault, index=index, position__gt=slot.position).order_by("position"):
        if entry.position != slot.position + 1:
            return False
        for change in _read(slot.keys, entry):
            slot.kept.apply(change)
        slot.position = entry.position
    return slot.position >= head


def _read(keys: VaultKeys, entry: IndexEntry) -> list[dict[str, Any]]:
    ctx = _entry_context(entry.vault_id, entry.index, entry.position, entry.version)
    if entry.form == Form.DEPOSIT:
        data = seal.unpad(seal.open_with(keys.privates[entry.version], bytes(entry.blob), ctx))
    else:
        data = seal.unbox_padded(keys.indexing(entry.version), bytes(entry.blob), ctx)
    changes: list[dict[str, Any]] = json.loads(data)
    return changes


def _write_snapshot(keys: VaultKeys, index: str, position: int, data: bytes) -> None:
    """Stores a snapshot and takes away what it replaces; does nothing if a newer one stands there."""
    vault, kind = keys.vault, KINDS[index]
    with transaction.atomic():
        head, _ = IndexHead.objects.get_or_create(vault=vault, index=index, defaults={"organisation_id": vault.organisation_id})
        IndexHead.objects.select_for_update().get(pk=head.pk)
        if IndexSnapshot.objects.filter(vault=vault, index=index, schema=kind.version, position__gt=position).exists():
            return
        IndexSnapshot.objects.filter(vault=vault, index=index).delete()
        for row in snapshots.parts_of(
            keys, IndexSnapshot(vault=vault, index=index, position=position, schema=kind.version), data
        ):
            row.save(force_insert=True)
        IndexEntry.objects.filter(vault=vault, index=index, position__lte=position).delete()


def fold(vault_id: UUID, index: str, *, least: int = 1) -> bool:
    """Writes a new snapshot of an index that is open in this process, where at least so many changes stand behind the last."""
    with _slots_lock:
        slot = _slots.get((vault_id, index))
    if slot is None:
        return False
    with slot.lock:
        if slot.position - slot.folded < least:
            return False
        data, position = slot.kept.dump(), slot.position
    _write_snapshot(slot.keys, index, position, data)
    slot.folded = position
    return True


def rebuild(*, by: Actor, vault_id: UUID, index: str, changes: Iterable[dict[str, Any]]) -> int:
    """Builds a vault's index anew from its records, inside a member's session, and replaces the stored one. Returns how many changes.

    What is written meanwhile is applied on top. The snapshot takes a position of its own, so that every process that holds the
    index sees that it was overtaken, and reads it. Raises `Overtaken`.
    """
    keys = keyring_of(by)[vault_id]
    head, _ = IndexHead.objects.get_or_create(
        vault=keys.vault, index=index, defaults={"organisation_id": keys.vault.organisation_id}
    )
    slot, count = _Slot(KINDS[index].new(), head.position, 0, keys), 0
    for change in _batched(slot.kept, changes):
        slot.kept.apply(change)
        count += 1
    with transaction.atomic():
        head = IndexHead.objects.select_for_update().get(pk=head.pk)
        if not _catch_up(slot, index):
            raise Overtaken
        head.position += 1
        head.save(update_fields=["position"])
        _write_snapshot(keys, index, head.position, slot.kept.dump())
    with _slots_lock:
        _slots.pop((vault_id, index), None)
    return count


def _batched(kept: Kept, changes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Gives an index that can take changes in bulk the occasion to do so."""
    batch = getattr(kept, "batch", None)
    if batch is None:
        yield from changes
        return
    with batch():
        yield from changes


def release(session_hash: bytes) -> None:
    """A session ended in this process: indexes nobody else holds are dropped from memory."""
    with _slots_lock:
        for key, slot in list(_slots.items()):
            slot.sessions.discard(session_hash)
            if not slot.sessions:
                del _slots[key]
        if not _slots:
            _forget_words()


def sweep() -> None:
    """Drops indexes whose sessions have all ended, in whatever process they ended, and folds long runs of changes."""
    with _slots_lock:
        held = {one for slot in _slots.values() for one in slot.sessions}
        keys = list(_slots)
    if not keys:
        return
    with walls.system("which sessions still live"):
        idle = clock.now() - timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        alive = {
            bytes(one)
            for one in Session.objects.filter(
                token_hash__in=held, stage=Stage.OPEN, expires_at__gt=clock.now(), seen_at__gt=idle
            ).values_list("token_hash", flat=True)
        }
        for gone in held - alive:
            release(gone)
        for vault_id, index in keys:
            fold(vault_id, index, least=FOLD_AFTER)


def in_memory() -> list[tuple[UUID, str]]:
    """Which indexes this process holds open now."""
    with _slots_lock:
        return sorted(_slots, key=str)


def forget_everything() -> None:
    """Drops every index from memory (tests, and a worker that stops)."""
    with _slots_lock:
        _slots.clear()
    _forget_words()


def _forget_words() -> None:
    """The stems and sounds kept to be quick were words of sealed records: nobody is here to whom they may be told."""
    text.forget()
    names.forget()
