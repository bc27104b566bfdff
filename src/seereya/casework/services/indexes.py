"""The room's sealed index: what stands behind it, so that it can be built anew."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from seereya.casework.indexing import CASES, SCHEMA, case_change
from seereya.casework.models import CaseFile
from seereya.casework.services.storing import read_content
from seereya.vault.documents import Behind, Change, register
from seereya.vault.keyring import Keyring, record_keys
from seereya.vault.rules import Group, VaultKind


def register_indexes() -> None:
    """Makes the room's kind of index known to the vault."""
    register(SCHEMA, Behind(CASES, (VaultKind.CASEWORK,), (CaseFile,), Group.CONTENT, _cases))


def _cases(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    for row in CaseFile.objects.filter(pk__in=ids).order_by("pk"):
        yield case_change(row, read_content(row, keys[row.id]))
