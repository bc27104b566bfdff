"""A whole index as it is stored: packed, cut into parts of one size, each sealed under the vault's key.

Packing (Zstandard) quarters what the database has to hand out before the first question after unlocking is answered. Packed bytes
betray by their length what they hold; the last part is therefore filled up, so that a length says no more than how many parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import zstandard
from django.db import connection

from seereya.foundation import seal, walls
from seereya.vault.keyring import VaultKeys
from seereya.vault.models import IndexSnapshot

PART: Final = 1024 * 1024
_PARTS_AT_ONCE = 8
_LEVEL = 1  # higher levels take longer and gain a tenth
_SQL = (
    'SELECT part, parts, version, schema, blob FROM vault_indexsnapshot WHERE vault_id = %s AND "index" = %s AND position = %s '
    "ORDER BY part"
)


def parts_of(keys: VaultKeys, like: IndexSnapshot, data: bytes) -> Iterator[IndexSnapshot]:
    """The unsaved, sealed rows of an index's bytes. `like`: vault, index, position and schema."""
    packed = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress(data)
    count, version = max(1, -(-len(packed) // PART)), keys.newest
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
        clear = packed[number * PART : (number + 1) * PART].ljust(PART, b"\0")
        row.blob = seal.box(keys.indexing(version), clear, _context(row))
        yield row


def read(keys: VaultKeys, index: str, position: int) -> bytearray:
    """A whole snapshot, opened and unpacked part by part into one buffer, so that it never stands in memory several times.

    Raises `Broken` where a part is missing, altered or another's.
    """
    data, end, count, parts = bytearray(), 0, 0, -1
    unpacking = zstandard.ZstdDecompressor().decompressobj()
    for part in _stored(keys, index, position):
        if part.part != count:
            raise seal.Broken
        clear = seal.unbox(keys.indexing(part.version), bytes(part.blob), _context(part))
        if not count:
            data = bytearray(zstandard.frame_content_size(clear))
        piece = unpacking.decompress(clear)
        data[end : end + len(piece)] = piece
        end, count, parts = end + len(piece), count + 1, part.parts
    if count != parts or not unpacking.eof or end != len(data):
        raise seal.Broken
    return data


def _stored(keys: VaultKeys, index: str, position: int) -> Iterator[IndexSnapshot]:
    """A snapshot's parts in order: read while they are opened on PostgreSQL, some at a time on SQLite."""
    if connection.vendor != "postgresql":
        rows, at = IndexSnapshot.objects.filter(vault=keys.vault.id, index=index, position=position).order_by("part"), 0
        while some := list(rows.filter(part__gte=at, part__lt=at + _PARTS_AT_ONCE)):
            yield from some
            at += _PARTS_AT_ONCE
        return
    for part, parts, version, schema, blob in walls.stream(connection, _SQL, (keys.vault.id, index, position)):
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
