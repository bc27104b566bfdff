"""Safe-contact rules of a person."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection.content import SafeContact, SafeNumbers
from seereya.protection.models import SafeContactRules
from seereya.protection.rules import Refused
from seereya.protection.sealing import NotThere, check_subject, home_vault, identities_vault, new_tag, tags_of
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

TABLE = "safe_contact"


@transaction.atomic
def save_safe_contact(
    *, by: Actor, subject: UUID, version: int, content: SafeContact, numbers: SafeNumbers | None = None
) -> SafeContactRules:
    """Writes the rules that stand before any contact with a person. `version`: 0 where there were none.

    The rules are read by whoever works with the person; numbers and who answers go to the identities vault only. `numbers` is
    nothing where the writer has not opened them: they stay. Raises `NotThere`, `Refused("changed_meanwhile")`.
    """
    check_subject(by, subject)
    row = SafeContactRules.objects.select_for_update().filter(subject_tag__in=tags_of(by, subject)).order_by("made_at").first()
    if (row.version if row else 0) != version:
        raise Refused("changed_meanwhile")
    now, fresh = clock.now(), row is None
    if row is None:
        row, keys = _begin(by, subject)
        numbers = numbers or SafeNumbers()
    else:
        keys = _keys(by, row.id)
    row.version, row.changed_at = row.version + 1, now
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
    if numbers is not None:
        if not keys.holds(Group.CONTACT):
            raise Refused("identity_holder_needed")
        row.numbers_version += 1
        row.numbers = keys.seal(TABLE, Group.CONTACT, row.numbers_version, numbers.to_json())
    row.save(force_insert=fresh)
    record(tag=Tag.SAFE_CONTACT_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _begin(by: Actor, subject: UUID) -> tuple[SafeContactRules, RecordKeys]:
    now = clock.now()
    row = SafeContactRules(
        id=new_id(),
        organisation_id=by.organisation_id,
        subject_tag=new_tag(by, subject),
        version=0,
        numbers_version=0,
        made_by=by.member,
        made_at=now,
    )
    into = {identities_vault(by.organisation_id): None, home_vault(by.organisation_id): frozenset({Group.CONTENT})}
    return row, vaults.make_record(by=by, record_id=row.id, into=into)


def _keys(by: Actor, record_id: UUID) -> RecordKeys:
    keys = record_keys(keyring_of(by), [record_id]).get(record_id)
    if keys is None:
        raise NotThere
    return keys
