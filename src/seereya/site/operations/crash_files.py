"""What must be true of received files after the writer's death: every acknowledged one opens and is the file that was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.evidence import indexing, objects
from seereya.evidence.models import EvidenceItem
from seereya.evidence.services import NotThere, open_item
from seereya.evidence.services.storing import read_content
from seereya.foundation.seal import Broken
from seereya.foundation.searching import Query
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import Refused
from seereya.vault.uploads import sweep as sweep_uploads

_PIECE = 1 << 20


def lost(by: Actor, said: list[dict[str, Any]]) -> Iterator[str]:
    """Acknowledged files that are not there, do not open, or are not what was sent."""
    for one in said:
        if one["what"] == "received" and _digest(by, UUID(one["id"])) != one["sha256"]:
            yield f"lost: received {one['id']}"


def _digest(by: Actor, item_id: UUID) -> str:
    try:
        opened = open_item(by=by, item_id=item_id, purpose="crash test")
    except (NotThere, Refused):
        return ""
    found = hashlib.sha256()
    try:
        for offset in range(0, opened.size, _PIECE):
            found.update(opened.read_at(offset, _PIECE))
    except Broken:
        return ""
    finally:
        opened.close()
    return found.hexdigest()


def index(by: Actor, vault: Vault) -> Iterator[str]:
    """The index of evidence, caught up, has exactly the items that stand in the database."""
    kept: Any = sealed_index.opened(by=by, vault_id=vault.id, index=indexing.EVIDENCE)
    count, rows = kept.index.count(Query()), EvidenceItem.objects.count()
    if count != rows:
        yield f"index of evidence: {count} entries for {rows} items"


def whole(by: Actor) -> Iterator[str]:
    """What dead uploads left is swept and nothing else; then every object is somebody's, whole, and every item opens."""
    objects.sweep(older_than=timedelta(0))
    sweep_uploads(older_than=timedelta(0))
    for where, fault in objects.check():
        yield f"object {fault}: {where}"
    rows = EvidenceItem.objects.in_bulk()
    keys = record_keys(keyring_of(by), list(rows))
    for key, row in rows.items():
        try:
            read_content(row, keys[key])
        except (KeyError, Broken):
            yield f"unopened: {key}"
