"""Writing the custody journal: numbered, insert-only, each event committed to in the log and bound to the one before it."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence.content import Event, Written
from seereya.evidence.models import CustodyEvent, EvidenceItem
from seereya.evidence.rules import Custody, commit
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group

_SALT = 16


@dataclass(frozen=True)
class Said:
    """What an event adds to its kind: words, who the other side is, which transfer."""

    words: str = ""
    counterpart: str = ""
    transfer: str = ""
    details: dict[str, str] = field(default_factory=dict)


def write_event(
    *, by: Actor, row: EvidenceItem, keys: RecordKeys, kind: Custody, said: Said | None = None, file: str = ""
) -> CustodyEvent:
    """Appends an event to an item's journal and its commitment to the log, in the caller's transaction.

    The item's row must be locked, so that numbers come without gaps. `file`: the commitment to the file's hash, on reception.
    """
    said = said or Said()
    last = CustodyEvent.objects.filter(item=row.pk).order_by("-number").values_list("number", "commitment").first()
    number, now = (last[0] if last else 0) + 1, clock.now()
    event = Event(
        item=str(row.id),
        number=number,
        kind=str(kind),
        at=now.isoformat(timespec="microseconds"),
        by=str(by.id),
        organisation=str(by.organisation_id),
        file=file,
        before=bytes(last[1]).hex() if last else "",
        **asdict(said),
    )
    salt = os.urandom(_SALT)
    commitment = commit(asdict(event), salt)
    made = CustodyEvent(
        id=new_id(),
        item_id=row.id,
        organisation_id=by.organisation_id,
        number=number,
        kind=kind,
        by=by.id,
        at=now,
        commitment=commitment,
        entry=_commit_in_log(by, row, event, commitment),
    )
    made.content = keys.seal(f"custody:{made.id}", Group.CONTENT, 1, Written(event, salt.hex()).to_json())
    made.save(force_insert=True)
    return made


def _commit_in_log(by: Actor, row: EvidenceItem, event: Event, commitment: bytes) -> int:
    """The log's entry of an event: its kind, number and commitment, nothing of what it says."""
    facts: dict[str, object] = {"kind": event.kind, "number": event.number, "commitment": commitment.hex()}
    if event.file:
        facts["file"] = event.file
    tag, organisation = Tag.CUSTODY_RECORDED, by.organisation_id
    return int(record(tag=tag, actor=by.id, organisation=organisation, subject=row.id, facts=facts).id)


def read_event(row: CustodyEvent, keys: RecordKeys) -> Written:
    """An event as it was written."""
    return Written.from_json(keys.open(f"custody:{row.id}", Group.CONTENT, 1, row.content))


def erased_event(row: CustodyEvent) -> Written:
    """An event whose words were erased: what stands in clear about it."""
    event = Event(str(row.item_id), row.number, row.kind, row.at.isoformat(), str(row.by), str(row.organisation_id))
    return Written(event, "")


def agrees(row: CustodyEvent, written: Written) -> bool:
    """Whether an event is the one its commitment was made for."""
    return commit(asdict(written.event), bytes.fromhex(written.salt)) == bytes(row.commitment) and (
        (row.number, row.kind) == (written.event.number, written.event.kind)
    )
