"""Reading and writing a case file's sealed content inside a change: one version, one revision, one index entry."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.casework import indexing
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile, CaseRevision
from seereya.casework.rules import Refused
from seereya.casework.services import funnel_rows
from seereya.foundation import clock
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

TABLE = "casefile"


class NotThere(Http404):
    """There is no such file, or it is not yours: the answer is the same, after the same work."""


@dataclass
class Held:
    """A case file locked for change, with its keys and its content in memory."""

    row: CaseFile
    keys: RecordKeys
    content: CaseContent


def hold(by: Actor, case_id: UUID) -> Held:
    """Locks a case file of the member's organisation for a change. Must run in a transaction. Raises `NotThere`, `Refused`."""
    keys = record_keys(keyring_of(by), [case_id]).get(case_id)
    row = CaseFile.objects.select_for_update(of=("self",)).select_related("vault", "organisation").filter(id=case_id).first()
    if keys is None or row is None or not keys.holds(Group.CONTENT):
        raise NotThere
    if row.organisation_id != by.organisation_id:
        raise Refused("not_yours")
    return Held(row, keys, read_content(row, keys))


def read_content(row: CaseFile, keys: RecordKeys) -> CaseContent:
    """The content of a case file at its version."""
    return CaseContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def check_version(held: Held, version: int) -> None:
    """Refuses a form that was filled in over an older version."""
    if held.row.version != version:
        raise Refused("changed_meanwhile")


def store(by: Actor, held: Held, *, fresh: bool = False) -> None:
    """Seals the content as the next version, keeps a revision, sets the coarse columns, and tells the index."""
    row, keys = held.row, held.keys
    version = row.version if fresh else row.version + 1
    row.version, row.changed_at = version, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, version, held.content.to_json())
    set_coarse(row, held.content)
    row.save(force_insert=fresh)
    CaseRevision.objects.create(case=row, number=version, made_by=by.member, made_at=row.changed_at, content=row.content)
    funnel_rows.keep(row, held.content)
    change = indexing.case_change(row, held.content)
    sealed_index.append(by=by, vault=row.vault, index=indexing.CASES, changes=[change])


def set_coarse(row: CaseFile, content: CaseContent) -> None:
    """The only columns that stand in clear (decision 1): forum, stage, month opened. None in a marked vault."""
    current = content.proceedings[-1] if content.proceedings else None
    if row.vault.marked or current is None:
        row.forum = row.stage = ""
    else:
        row.forum, row.stage = current.forum, current.stage
    row.month = "" if row.vault.marked else row.made_at.date().isoformat()[:7]
