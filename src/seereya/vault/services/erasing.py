"""Erasing by destroying keys: what no wrap opens is gone, wherever its bytes or a copy of them lie."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import walls
from seereya.vault.models import Wrap


def unmake_record(*, by: Actor, record_id: UUID) -> None:
    """Destroys the keys of a record of one's own organisation that was brought for a look and never was on file.

    Inside the caller's transaction, which removes the record and logs it: one person decides about what was never acted upon.
    """
    Wrap.objects.filter(record=record_id, owner=by.organisation_id, organisation_id=by.organisation_id).delete()


def destroy_wraps(*, by: Actor, records: Iterable[UUID], proposed_by: UUID) -> int:
    """Destroys every wrap of these records of one's own organisation, those of partners they were shared with included.

    Two persons have agreed before: `proposed_by` and the actor. Inside the caller's transaction. Backups made before hold the wraps
    until they are rotated out; the manual says so. Returns how many wraps were destroyed.
    """
    with walls.system("a partner's wrap of an erased record goes too"):
        gone = 0
        for one in records:
            count, _ = Wrap.objects.filter(record=one, owner=by.organisation_id).delete()
            gone += count
            if count:
                facts: dict[str, object] = {"proposed_by": str(proposed_by), "wraps": count}
                record(tag=Tag.RECORD_ERASED, actor=by.id, organisation=by.organisation_id, subject=one, facts=facts)
    return gone
