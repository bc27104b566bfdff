"""Words of this room are sealed to the documentation vaults of all partners of the grant: their coordinators hold those keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation.sealable import Sealable
from seereya.programme.models import Grant
from seereya.programme.queries import grants
from seereya.programme.rules import Refused
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind

Kind = TypeVar("Kind", bound=Sealable)


def homes(grant: Grant) -> list[Vault]:
    """The documentation vault of each partner that has one, the coordinator's among them. Raises `Refused`."""
    found: dict[UUID, Vault] = {}
    partners = grants.organisations(grant)
    for vault in Vault.objects.filter(organisation_id__in=partners, kind=VaultKind.DOCUMENTATION).order_by("marked", "made_at"):
        found.setdefault(vault.organisation_id, vault)
    if not found:
        raise Refused("no_documentation_vault")
    return list(found.values())


def new_keys(by: Actor, grant: Grant, record_id: UUID) -> RecordKeys:
    """Keys of a new record, wrapped to every partner."""
    return vaults.make_record(by=by, record_id=record_id, into=dict.fromkeys(homes(grant)))


def seal(keys: RecordKeys, table: str, version: int, content: Sealable) -> bytes:
    """Words as they stand in the row."""
    return keys.seal(table, Group.CONTENT, version, content.to_json())


def held(by: Actor, record_id: UUID) -> RecordKeys:
    """The keys of a record that is changed now. Raises `Refused("words_are_closed")` for who holds no documentation vault."""
    keys = record_keys(keyring_of(by), [record_id]).get(record_id)
    if keys is None:
        raise Refused("words_are_closed")
    return keys


def read(keys: RecordKeys, table: str, version: int, blob: bytes | memoryview, kind: type[Kind]) -> Kind:
    """Words out of a row."""
    return kind.from_json(keys.open(table, Group.CONTENT, version, blob))


def opened(by: Actor, table: str, kind: type[Kind], rows: Iterable[object]) -> dict[UUID, Kind]:
    """The words of rows, by id, those the reader can open; one audit entry for the page."""
    wanted = list(rows)
    keys = vaults.open_records(by=by, records=[row.id for row in wanted]) if wanted else {}  # type: ignore[attr-defined]
    return {
        row.id: read(keys[row.id], table, row.version, row.content, kind)  # type: ignore[attr-defined]
        for row in wanted
        if row.id in keys  # type: ignore[attr-defined]
    }
