"""The room's sealed index: what stands behind it, so that it can be built anew."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from seereya.observatory.indexing import OBSERVATIONS, SCHEMA, observation_change
from seereya.observatory.models import TrialObservation
from seereya.observatory.services.trials import read_content
from seereya.vault.documents import Behind, Change, register
from seereya.vault.keyring import Keyring, record_keys
from seereya.vault.rules import Group, VaultKind


def register_indexes() -> None:
    """Makes the room's kind of index known to the vault."""
    register(SCHEMA, Behind(OBSERVATIONS, (VaultKind.DOCUMENTATION,), (TrialObservation,), Group.CONTENT, _observations))


def _observations(ring: Keyring, ids: list[UUID]) -> Iterator[Change]:
    keys = record_keys(ring, ids)
    for row in TrialObservation.objects.filter(pk__in=ids).order_by("pk"):
        yield observation_change(row, read_content(row, keys[row.id]))
