"""Building the sealed indexes of the vaults a member holds anew from the records, and comparing them with what stands there.

Only a member's key opens records, so this runs inside a session. The audit row is committed before anything is opened.
"""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation.searching import Index
from seereya.jobs.models import Job
from seereya.jobs.services import enqueue
from seereya.vault import indexing
from seereya.vault.documents import BEHIND, Change, DocumentsIndex, NamesIndex
from seereya.vault.keyring import Keyring, VaultKeys, keyring_of
from seereya.vault.models import Wrap
from seereya.vault.packing import pack
from seereya.vault.rules import WHOLE, Refused

REINDEX = "vault.reindex"
BATCH = 200
_MOST_LIKE_IT = 200
_TRIES = 5

Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Held:
    """An index a member can rebuild: of which vault, and how many records stand behind it."""

    keys: VaultKeys
    index: str
    records: int


@dataclass(frozen=True)
class Compared:
    """What an index lacks, holds too much, or holds otherwise than its records say. `broken`: it cannot be opened at all."""

    held: Held
    missing: int = 0
    left_over: int = 0
    different: int = 0
    broken: bool = False

    @property
    def sound(self) -> bool:
        return not (self.missing or self.left_over or self.different or self.broken)


def held_indexes(*, by: Actor) -> list[Held]:
    """The indexes of the vaults the member holds, in a steady order."""
    ring = keyring_of(by)
    return [
        Held(keys, index, len(_records(keys.vault.id, index)))
        for keys in ring.all()
        for index, behind in BEHIND.items()
        if keys.vault.kind in behind.vaults
    ]


def rebuild_index(*, by: Actor, held: Held, progress: Progress = _silent) -> int:
    """Builds one index anew and puts it in the place of the stored one; returns how many records it holds."""
    _note(by, held)
    for _ in range(_TRIES):
        changes = _changes(keyring_of(by), held, progress)
        try:
            return indexing.rebuild(by=by, vault_id=held.keys.vault.id, index=held.index, changes=changes)
        except indexing.Overtaken:
            continue
    raise Refused("index_overtaken")


def compare_index(*, by: Actor, held: Held, progress: Progress = _silent) -> Compared:
    """Builds one index anew in memory and compares the stored one with it; changes nothing. It is on the record all the same."""
    _note(by, held)
    changes = _changes(keyring_of(by), held, progress)
    try:
        present = indexing.opened(by=by, vault_id=held.keys.vault.id, index=held.index)
    except indexing.IndexLost:
        return Compared(held, broken=True)
    if isinstance(present, DocumentsIndex):
        return _compare_records(held, present, changes)
    assert isinstance(present, NamesIndex)
    return _compare_names(held, present, changes)


def rebuild_soon(*, by: Actor) -> list[Job]:
    """Queues the building of every index the member holds, vault by vault with the keys of that vault. Raises `NoWorker`."""
    vaults = {held.keys.vault.id: held.keys for held in held_indexes(by=by)}
    totals = Counter[UUID]()
    for held in held_indexes(by=by):
        totals[held.keys.vault.id] += held.records
    with transaction.atomic():
        return [
            enqueue(
                REINDEX,
                {"vault": str(vault)},
                started_by=by.id,
                organisation=by.organisation_id,
                key=pack(keys),
                total=totals[vault],
            )
            for vault, keys in vaults.items()
        ]


def _note(by: Actor, held: Held) -> None:
    with transaction.atomic(durable=True):
        record(
            tag=Tag.INDEX_REBUILT,
            actor=by.id,
            organisation=by.organisation_id,
            subject=held.keys.vault.id,
            facts={"index": held.index, "records": held.records},
        )


def _records(vault: UUID, index: str) -> list[UUID]:
    """The records an index is made of: those of its kind whose key, or the group it needs, is wrapped to the vault."""
    wraps = Wrap.objects.filter(vault=vault, scope__in=[WHOLE, str(BEHIND[index].group)])
    wrapped = sorted(set(wraps.values_list("record", flat=True)))
    return [
        found
        for start in range(0, len(wrapped), BATCH)
        for model in BEHIND[index].models
        for found in _rows(model, wrapped[start : start + BATCH]).values_list("id", flat=True)
    ]


def _rows(model: type[Model], ids: list[UUID]) -> QuerySet[Any]:
    return model._default_manager.filter(pk__in=ids).order_by("pk")  # noqa: SLF001


def _changes(ring: Keyring, held: Held, progress: Progress) -> Iterator[Change]:
    """One change for each record, read in batches so that only some of them are open at a time."""
    ids = _records(held.keys.vault.id, held.index)
    for start in range(0, len(ids), BATCH):
        yield from BEHIND[held.index].changes(ring, ids[start : start + BATCH])
        progress(min(start + BATCH, len(ids)), len(ids))


def _compare_records(held: Held, present: DocumentsIndex, changes: Iterator[Change]) -> Compared:
    rebuilt = indexing.KINDS[held.index].new()
    assert isinstance(rebuilt, DocumentsIndex)
    with rebuilt.batch():
        for change in changes:
            rebuilt.apply(change)
    before, after = _documents(present.index), _documents(rebuilt.index)
    return Compared(
        held,
        missing=len(after.keys() - before.keys()),
        left_over=len(before.keys() - after.keys()),
        different=sum(1 for key in after.keys() & before.keys() if after[key] != before[key]),
    )


def _documents(index: Index) -> dict[bytes, tuple[int, dict[str, Any]]]:
    """What an index holds of each record: a digest of all that is searched, and the card lists show."""
    with index.lock:
        rows = index.documents.by_key()
        return {key: (digest, index.documents.key_and_card(row)[1]) for key, (row, digest) in rows.items()}


def _compare_names(held: Held, present: NamesIndex, changes: Iterator[Change]) -> Compared:
    """A name counts as different where a search for exactly that name does not find its record."""
    total = known = lost = 0
    for change in changes:
        total, key = total + 1, b64decode(change["key"])
        if key in present.index:
            known += 1
            lost += not all(_found(present, key, name) for name in change["names"])
    return Compared(held, missing=total - known, left_over=len(present.index) - known, different=lost)


def _found(present: NamesIndex, key: bytes, name: str) -> bool:
    return any(match.record_key == key and match.how == "exact" for match in present.index.search(name, limit=_MOST_LIKE_IT))
