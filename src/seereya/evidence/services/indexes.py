"""The room's sealed index: what stands behind it, so that it can be built anew."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from seereya.evidence.indexing import EVIDENCE, SCHEMA, VAULTS, item_change
from seereya.evidence.models import EvidenceItem
from seereya.evidence.services.storing import read_content
from seereya.vault.documents import Behind, Change, register
from seereya.vault.keyring import Keyring, record_keys
from seereya.vault.rules import Group


def register_indexes() -> None:
    """Makes the room's kind of index known to the vault."""
    register(SCHEMA, Behind(EVIDENCE, VAULTS, (EvidenceItem,), Group.CONTENT, _items))


def _items(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    for row in EvidenceItem.objects.filter(pk__in=ids).order_by("pk"):
        yield item_change(row, read_content(row, keys[row.id]))
