"""A whole index as it is stored: cut into parts, each sealed under the vault's key.

Packing it first (Zstandard, a quarter of the size) was tried: unpacking costs more than the database takes to hand out the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db import connection

from seereya.foundation import seal, walls
from seereya.vault.keyring import VaultKeys
from seereya.vault.models import IndexSnapshot

PART: Final = 1024 * 1024
_TYPES = ("int4", "int4", "int4", "int4", "bytea")
_PARTS_AT_ONCE = 8
_SQL = (
    'SELECT part, parts, version, schema, blob FROM vault_indexsnapshot WHERE vault_id = %s AND "index" = %s AND position = %s '
    "ORDER BY part"
)


def parts_of(keys: VaultKeys, like: IndexSnapshot, data: bytes) -> Iterator[IndexSnapshot]:
    """The unsaved, sealed rows of an index's bytes. `like`: vault, index, position and schema."""
    count, version = max(1, -(-len(data) // PART)), keys.newest
    for number in range(count):
        row = IndexSnapshot(
            vault=keys.vault,
            organisation_id=keys.vault.organisation_id,
            index=like.index,
            position=like.position,
            version=version,
            schema=like.schema,
            part=number,
            parts=count,
        )
        row.blob = seal.box(keys.indexing(version), data[number * PART : (number + 1) * PART], _context(row))
        yield row


def read(keys: VaultKeys, index: str, position: int) -> bytearray:
    """A whole snapshot, opened part by part into one buffer, so that it never stands in memory several times.

    Raises `Broken` where a part is missing, altered or another's.
    """
    data, end, count, parts = bytearray(), 0, 0, -1
    for part in _stored(keys, index, position):
        if part.part != count:
            raise seal.Broken
        clear = seal.unbox(keys.indexing(part.version), bytes(part.blob), _context(part))
        data = data or bytearray(part.parts * PART)
        data[end : end + len(clear)] = clear
        end, count, parts = end + len(clear), count + 1, part.parts
    if count != parts:
        raise seal.Broken
    del data[end:]
    return data


def _stored(keys: VaultKeys, index: str, position: int) -> Iterator[IndexSnapshot]:
    """A snapshot's parts in order: read while they are opened on PostgreSQL, some at a time on SQLite."""
    if connection.vendor != "postgresql":
        rows, at = IndexSnapshot.objects.filter(vault=keys.vault.id, index=index, position=position).order_by("part"), 0
        while some := list(rows.filter(part__gte=at, part__lt=at + _PARTS_AT_ONCE)):
            yield from some
            at += _PARTS_AT_ONCE
        return
    for part, parts, version, schema, blob in walls.stream(connection, _SQL, (keys.vault.id, index, position), _TYPES):
        row = IndexSnapshot(vault_id=keys.vault.id, index=index, position=position, blob=blob)
        row.part, row.parts, row.version, row.schema = part, parts, version, schema
        yield row


def _context(snapshot: IndexSnapshot) -> bytes:
    """What a part is bound to."""
    return seal.context(
        "index-snapshot",
        snapshot.vault_id,
        snapshot.index,
        snapshot.position,
        snapshot.version,
        snapshot.schema,
        snapshot.part,
        snapshot.parts,
    )
