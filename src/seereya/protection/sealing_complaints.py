"""The key of a complaint, sealed to persons and not to vaults: administrators, coordinators and whoever rotates a vault never hold it."""

from __future__ import annotations

from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.foundation import seal
from seereya.protection.content import ComplaintContent, ComplaintNotes
from seereya.protection.models import Complaint, ComplaintKey
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group

RECIPIENT, OWN = "recipient", "own"
_TABLE = "complaint"


def _context(complaint: UUID, member: UUID, part: str) -> bytes:
    return seal.context("complaint-key", complaint, member, part)


def hand_key(keys: RecordKeys, member: Member, part: str) -> ComplaintKey:
    """The key sealed to one person, not saved yet: whole for a recipient, the words' part alone for the complainant."""
    key = keys.whole if part == RECIPIENT else keys.group_key(Group.CONTENT)
    blob = seal.seal_to(bytes(member.public_key), key, _context(keys.record, member.id, part))
    return ComplaintKey(
        complaint_id=keys.record, organisation_id=member.organisation_id, member_id=member.id, part=part, blob=blob
    )


def keys_from(by: Actor, row: ComplaintKey) -> RecordKeys:
    """What one person's row opens. Raises `Broken` where it was moved or altered."""
    key = seal.open_with(by.private_key, bytes(row.blob), _context(row.complaint_id, by.id, row.part))
    if row.part == RECIPIENT:
        return RecordKeys(row.complaint_id, key)
    return RecordKeys(row.complaint_id, None, {str(Group.CONTENT): key})


def seal_complaint(row: Complaint, keys: RecordKeys, content: ComplaintContent, notes: ComplaintNotes) -> None:
    """Seals both parts at the row's version."""
    row.content = keys.seal(_TABLE, Group.CONTENT, row.version, content.to_json())
    row.notes = keys.seal(_TABLE, Group.TESTIMONY, row.version, notes.to_json())


def read_content(row: Complaint, keys: RecordKeys) -> ComplaintContent:
    """The words and what became of them."""
    return ComplaintContent.from_json(keys.open(_TABLE, Group.CONTENT, row.version, row.content))


def read_notes(row: Complaint, keys: RecordKeys) -> ComplaintNotes:
    """The recipients' notes; none for the complainant."""
    if not keys.holds(Group.TESTIMONY):
        return ComplaintNotes()
    return ComplaintNotes.from_json(keys.open(_TABLE, Group.TESTIMONY, row.version, row.notes))
