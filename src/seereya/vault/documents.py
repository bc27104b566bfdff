"""Searchable documents of any room in a vault's sealed index, and what an index is made of, so that it can be built anew.

A room registers its schema once with `register`: the kind of index, the records behind it, how one record becomes a change. What
it appends and what a rebuilding makes of the same record are the same change.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from seereya.foundation.names import NameIndex
from seereya.foundation.searching import Entry, Index, IndexSchema
from seereya.foundation.text import analyse
from seereya.vault import indexing
from seereya.vault.keyring import Keyring
from seereya.vault.rules import Group, VaultKind

Change = dict[str, Any]
Changes = Callable[[Keyring, list[UUID]], Iterator[Change]]


class DocumentsIndex:
    """An index of documents in memory."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def apply(self, change: Change) -> None:
        """One change: an entry put, or a key deleted."""
        if "delete" in change:
            self.index.delete(b64decode(change["delete"]))
        else:
            self.index.put(_entry(change))

    def batch(self) -> AbstractContextManager[object]:
        return self.index.batch()

    def dump(self) -> bytes:
        return self.index.dump()


class NamesIndex:
    """An index of names only, with their spelling variants, in memory."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index

    def apply(self, change: Change) -> None:
        key = b64decode(change["key"])
        self.index.remove(key)
        if change["names"]:
            self.index.add(key, change["names"])

    def dump(self) -> bytes:
        return self.index.dump()


def _entry(change: Change) -> Entry:
    span = change.get("span")
    return Entry(
        key=b64decode(change["key"]),
        text=change["text"],
        terms=change.get("terms", []),
        facets=change["facets"],
        sorts=change["sorts"],
        span=(span[0], span[1]) if span else None,
        card=change["card"],
    )


@dataclass(frozen=True)
class Behind:
    """The records an index is made of: in which kinds of vault, of which models, under which group, and their changes in batches."""

    index: str
    vaults: tuple[VaultKind, ...]
    models: tuple[type[Model], ...]
    group: Group
    changes: Changes


BEHIND: dict[str, Behind] = {}


def stands_behind(behind: Behind) -> None:
    """Makes known what an index is made of: without it the index cannot be built anew, nor compared."""
    BEHIND[behind.index] = behind


def indexes_in(kind: str) -> list[str]:
    """The indexes that vaults of a kind have."""
    return [index for index, behind in BEHIND.items() if kind in behind.vaults]


def register(schema: IndexSchema, behind: Behind) -> None:
    """Makes a room's index of documents known to the vault."""
    indexing.register(
        indexing.Kind(
            schema.name,
            schema.version,
            lambda: DocumentsIndex(Index.new(schema, analyse=analyse)),
            lambda data: DocumentsIndex(Index.load(schema, data, analyse=analyse, sound=True)),
        )
    )
    stands_behind(behind)
