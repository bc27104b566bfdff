"""Searching names among the identities a member may open, with spelling variants; every page of results is on the record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import indexing
from seereya.documentation.content import Identity
from seereya.documentation.models import Person, Source
from seereya.documentation.rules import Refused
from seereya.foundation.names import Match
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group, VaultKind

LONGEST = 120


@dataclass(frozen=True)
class NameHit:
    """A person (or protected source) whose name is, or is written like, what was searched."""

    id: UUID
    kind: str
    code: str
    names: list[str]
    how: str
    score: float


def search_names(*, by: Actor, typed: str, limit: int = 10) -> list[NameHit]:
    """The nearest names, the exact ones first. The audit row, naming who was shown, is committed before the answer is made."""
    words = " ".join(typed.split())
    if not words:
        return []
    if len(words) > LONGEST:
        raise Refused("name_too_long")
    matches: dict[bytes, Match] = {}
    ring = keyring_of(by)
    for keys in ring.of_kind(VaultKind.IDENTITIES):
        kept = sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.NAMES)
        assert isinstance(kept, indexing.NamesIndex)
        for match in kept.index.search(words, limit=limit):
            if match.record_key not in matches or matches[match.record_key].score < match.score:
                matches[match.record_key] = match
    best = sorted(matches.values(), key=lambda match: -match.score)[:limit]
    ids = [UUID(bytes=match.record_key) for match in best]
    with transaction.atomic(durable=True):
        record(tag=Tag.NAMES_SEARCHED, actor=by.id, organisation=by.organisation_id, subjects=ids, facts={"count": len(ids)})
    return _opened(by, best, ids)


def _opened(by: Actor, best: list[Match], ids: list[UUID]) -> list[NameHit]:
    keys = record_keys(keyring_of(by), ids)
    persons = {row.id: row for row in Person.objects.filter(id__in=ids)}
    sources = {row.id: row for row in Source.objects.filter(id__in=ids)}
    hits = []
    for match, one in zip(best, ids, strict=True):
        row = persons.get(one) or sources.get(one)
        if row is None or one not in keys or not keys[one].holds(Group.IDENTITY):
            continue
        kind = "person" if isinstance(row, Person) else "source"
        identity = Identity.from_json(keys[one].open(kind, Group.IDENTITY, row.version, row.identity))
        hits.append(NameHit(one, kind, row.code, identity.names, match.how, match.score))
    return hits
