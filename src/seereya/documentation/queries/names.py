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
from seereya.foundation.names.vocabulary import RANKS
from seereya.vault import indexing as sealed_index
from seereya.vault.documents import NamesIndex
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Grant
from seereya.vault.purposes import seal_purpose
from seereya.vault.rules import Group, VaultKind, check_purpose
from seereya.vault.services import purpose_of

LONGEST = 120
# The "case" under which the purpose of searching names is kept for the length of a session (decision 12).
NAME_SEARCH = UUID("6e616d65-7365-8172-8368-6e616d657300")


@dataclass(frozen=True)
class NameHit:
    """A person (or protected source) whose name is, or is written like, what was searched."""

    id: UUID
    kind: str
    code: str
    names: list[str]
    how: str
    score: float


def purpose_of_search(by: Actor) -> str:
    """The purpose of searching names already stated in this session, or nothing."""
    return purpose_of(by, NAME_SEARCH)


def search_names(*, by: Actor, typed: str, purpose: str = "", limit: int = 10) -> list[NameHit]:
    """The nearest names, the exact ones first, for a purpose: given here, or stated once in the session for `NAME_SEARCH`.

    The audit row, naming who was shown and what for, is committed before the answer is made.
    Raises `Refused`: `purpose_needed`, `name_too_long`.
    """
    words = " ".join(typed.split())
    if not words:
        return []
    if len(words) > LONGEST:
        raise Refused("name_too_long")
    stated = purpose or purpose_of_search(by)
    check_purpose(Group.IDENTITY, stated)
    matches: dict[bytes, Match] = {}
    ring = keyring_of(by)
    for keys in ring.of_kind(VaultKind.IDENTITIES):
        kept = sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.NAMES)
        assert isinstance(kept, NamesIndex)
        for match in kept.index.search(words, limit=limit):
            if match.record_key not in matches or _nearness(match) < _nearness(matches[match.record_key]):
                matches[match.record_key] = match
    best = sorted(matches.values(), key=_nearness)[:limit]
    ids = [UUID(bytes=match.record_key) for match in best]
    with transaction.atomic(durable=True):
        record(
            tag=Tag.NAMES_SEARCHED,
            actor=by.id,
            organisation=by.organisation_id,
            subjects=ids,
            facts={"count": len(ids)},
            sealed=seal_purpose(by, stated),
        )
    return _opened(by, best, ids)


def _nearness(match: Match) -> tuple[int, float]:
    return RANKS[match.how], -match.score


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


def holders_of_names(*, by: Actor) -> list[str]:
    """Handles of the colleagues who hold an identities vault of the member's organisation: who can search, and who can give."""
    grants = Grant.objects.filter(
        vault__organisation_id=by.organisation_id, vault__kind=VaultKind.IDENTITIES, revoked_at=None, member__status="active"
    )
    return sorted(set(grants.values_list("member__handle", flat=True)))
