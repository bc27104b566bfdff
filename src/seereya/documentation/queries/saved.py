"""Selections somebody wants to find again: sealed to their owner, and opened with the key of the session."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation.models import SavedSearch
from seereya.foundation import seal


@dataclass(frozen=True)
class Saved:
    """A saved search: its name and the address's parameters. Both are empty where the owner's key has changed since."""

    id: UUID
    name: str
    query: str

    @property
    def readable(self) -> bool:
        return bool(self.name)


def saved_key(by: Actor) -> bytes:
    """The key a member's saved searches are sealed under."""
    return seal.derive(by.private_key, "saved-search")


def saved_context(by: Actor, saved_id: UUID) -> bytes:
    """What a saved search is bound to."""
    return seal.context("saved-search", by.id, saved_id)


def saved_searches(*, by: Actor) -> list[Saved]:
    """The member's saved searches by name; one that the present key does not open is listed without words. One query."""
    found = [_opened(by, row) for row in SavedSearch.objects.filter(member=by.member)]
    return sorted(found, key=lambda one: (not one.readable, one.name.casefold()))


def _opened(by: Actor, row: SavedSearch) -> Saved:
    try:
        kept = json.loads(seal.unbox_padded(saved_key(by), bytes(row.content), saved_context(by, row.id)))
    except seal.Broken:
        return Saved(row.id, "", "")
    return Saved(row.id, kept["name"], kept["query"])
