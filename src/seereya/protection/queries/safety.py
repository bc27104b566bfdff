"""What stands before a contact."""

from __future__ import annotations

from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.protection.content import SafeContact
from seereya.protection.models import SafeContactRules
from seereya.protection.sealing import tags_of
from seereya.vault import services as vaults
from seereya.vault.rules import Group


def safe_contact(*, by: Actor, subject: UUID) -> SafeContact | None:
    """The rules before any contact with a person, opened on the record; nothing where none are written."""
    row = SafeContactRules.objects.filter(subject_tag__in=tags_of(by, subject)).order_by("made_at").first()
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id) if row else None
    if row is None or keys is None:
        return None
    return SafeContact.from_json(keys.open("safe_contact", Group.CONTENT, row.version, row.content))
