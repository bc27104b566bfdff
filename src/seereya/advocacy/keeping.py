"""Shared by this room's services: the row of one's own organisation, its keys, and what is written with every change."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import Sealable
from seereya.protection.sealing import NotThere, home_vault
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

Row = TypeVar("Row", bound=Model)


def rows(model: type[Row]) -> QuerySet[Row]:
    """All rows of one of several models."""
    known: Any = model
    found: QuerySet[Row] = known.objects.all()
    return found


def own(model: type[Row], by: Actor, row_id: UUID) -> Row:
    """A row of the own organisation, locked. Raises `NotThere` for another's as for none."""
    row = rows(model).select_for_update().filter(id=row_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return row


def seen(model: type[Row], row_id: UUID) -> Row:
    """A public fact, whoever of the coalition wrote it. Raises `NotThere`."""
    row = rows(model).filter(id=row_id).first()
    if row is None:
        raise NotThere
    return row


def begin(model: type[Row], by: Actor, token: UUID | None, **values: Any) -> tuple[Row, bool]:
    """A new row with who made it and when; the row of the same form where it was sent before (and that it was)."""
    if token and (sent := rows(model).filter(id=token, organisation_id=by.organisation_id).first()):
        return sent, True
    now = clock.now()
    row = model(id=token or new_id(), organisation_id=by.organisation_id, made_by=by.member, made_at=now, **values)
    if hasattr(row, "changed_at"):
        row.changed_at = now
    return row, False


def change(row: Any, version: int | None) -> None:
    """The next version of a row. Raises `Refused("changed_meanwhile")` where somebody else saved first."""
    if row.version != version:
        raise Refused("changed_meanwhile")
    row.version += 1
    row.changed_at = clock.now()


def reference(by: Actor, series: str) -> str:
    """The next reference people can say: AMDH-COM-0001."""
    return next_reference(by.member.organisation, series)


def new_keys(by: Actor, record: UUID) -> RecordKeys:
    """Fresh keys in the organisation's documentation vault. Raises `Refused("no_documentation_vault")`."""
    return vaults.make_record(by=by, record_id=record, into={home_vault(by.organisation_id): None})


def keys_of(by: Actor, record: UUID) -> RecordKeys:
    """The keys of a record the member holds. Raises `NotThere`."""
    found = record_keys(keyring_of(by), [record]).get(record)
    if found is None:
        raise NotThere
    return found


def sealed(keys: RecordKeys, table: str, version: int, content: Sealable, group: Group = Group.CONTENT) -> bytes:
    """Content sealed in place."""
    return keys.seal(table, group, version, content.to_json())
