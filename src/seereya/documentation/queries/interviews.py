"""Interviews over the sealed index of the vaults a member holds; nothing is opened to list them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import indexing_interviews as indexing
from seereya.documentation.content_interviews import MissionContent
from seereya.documentation.models import Mission
from seereya.documentation.rules_interviews import FULL, State
from seereya.foundation.searching import Index, Merged, Query
from seereya.foundation.text import analyse
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.documents import DocumentsIndex
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import Group, VaultKind

SIZE, MOST = 50, 100


@dataclass(frozen=True)
class Line:
    """One interview of a list: its id and what the index keeps of it."""

    id: UUID
    card: dict[str, Any]


def interviews_index(by: Actor) -> Merged:
    """The interviews of all documentation vaults the member holds, as one."""
    held = keyring_of(by).of_kind(VaultKind.DOCUMENTATION)
    opened = [sealed_index.opened(by=by, vault_id=keys.vault.id, index=indexing.INTERVIEWS) for keys in held]
    indexes = [one.index for one in opened if isinstance(one, DocumentsIndex)]
    return Merged(indexes or [Index.new(indexing.SCHEMA, analyse=analyse)])


def interviews(*, by: Actor, narrowed: dict[str, list[str]], number: int = 1, size: int = SIZE) -> tuple[int, list[Line]]:
    """A page of interviews, the newest first, and how many there are."""
    query = Query(include=narrowed, sort="changed", descending=True, offset=(number - 1) * size, limit=size)
    page = interviews_index(by).search(query)
    return page.total, [Line(UUID(bytes=hit.key), hit.card) for hit in page.rows]


def full_before(*, by: Actor, person: str, without: UUID) -> int:
    """How many full statements of a person are complete, or wait for approval, beside this one."""
    states = [str(State.COMPLETE), str(State.AWAITING)]
    _total, lines = interviews(by=by, narrowed={"person": [person], "kind": [FULL], "state": states}, size=MOST)
    return sum(1 for one in lines if one.id != without)


def source_of(*, by: Actor, person: str) -> str:
    """The protected source that was made of a person's earlier interview, or nothing."""
    _total, lines = interviews(by=by, narrowed={"person": [person]}, size=MOST)
    return next((one.card["source"] for one in lines if one.card["source"]), "")


def closed_missions(*, by: Actor, opened: set[UUID], most: int = MOST) -> list[Mission]:
    """The newest missions of the organisation that are closed to this member, by their references."""
    rows = Mission.objects.filter(organisation_id=by.organisation_id).order_by("-made_at")[:most]
    return [row for row in rows if row.id not in opened]


def missions(*, by: Actor, most: int = MOST) -> list[tuple[Mission, MissionContent]]:
    """The newest missions of the member's organisation, opened. One audit row."""
    rows = list(Mission.objects.filter(organisation_id=by.organisation_id).order_by("-made_at")[:most])
    keys = vaults.open_records(by=by, records=[row.id for row in rows])
    return [
        (row, MissionContent.from_json(keys[row.id].open("mission", Group.CONTENT, row.version, row.content)))
        for row in rows
        if row.id in keys
    ]


def persons_heard(*, by: Actor, interviews: Iterable[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Who was heard in each of these interviews, by id and open code; those that the member cannot open are absent."""
    keys = frozenset(one.bytes for one in interviews)
    found = interviews_index(by).search(Query(among=keys, limit=len(keys))).rows if keys else []
    return {UUID(bytes=hit.key): (UUID(hit.card["person"]), hit.card["code"]) for hit in found}
