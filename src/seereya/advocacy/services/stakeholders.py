"""Stakeholders: who has influence, where that person stands, how one is reached. All of it sealed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.content import StakeholderContact, StakeholderContent, StanceEntry
from seereya.advocacy.models import Stakeholder
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.reference import terms
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group

TABLE = "stakeholder"
INFLUENCE = range(1, 6)


def _check(content: StakeholderContent) -> None:
    if not content.called.strip():
        raise Refused("stakeholder_needs_word")


@transaction.atomic
def save_stakeholder(
    *,
    by: Actor,
    content: StakeholderContent,
    contact: StakeholderContact | None = None,
    stakeholder_id: UUID | None = None,
    version: int | None = None,
    token: UUID | None = None,
) -> Stakeholder:
    """Writes a stakeholder, or corrects one; dated stances stay as they were recorded.

    `contact` is nothing where the writer has not opened it: it stays. Raises `NotThere`, `Refused` (`stakeholder_needs_word`,
    `changed_meanwhile`, `no_documentation_vault`).
    """
    _check(content)
    if stakeholder_id is None:
        row, sent = keeping.begin(Stakeholder, by, token)
        if sent:
            return row
        row.reference, keys = keeping.reference(by, "STK"), keeping.new_keys(by, row.id)
        row.contact = keeping.sealed(keys, TABLE, 1, contact or StakeholderContact(), Group.CONTACT)
    else:
        row, keys, before = _held(by, stakeholder_id)
        keeping.change(row, version)
        content.history = before.history
        if contact is not None:
            row.contact_version += 1
            row.contact = keeping.sealed(keys, TABLE, row.contact_version, contact, Group.CONTACT)
    row.content = keeping.sealed(keys, TABLE, row.version, content)
    row.save(force_insert=stakeholder_id is None)
    record(tag=Tag.STAKEHOLDER_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def change_contact(*, by: Actor, stakeholder_id: UUID, version: int, contact: StakeholderContact) -> Stakeholder:
    """Writes anew how somebody is reached, over the version of the contact that was opened.

    Raises `NotThere`, `Refused("changed_meanwhile")`.
    """
    row, keys, _content = _held(by, stakeholder_id)
    if row.contact_version != version:
        raise Refused("changed_meanwhile")
    row.contact_version += 1
    row.contact = keeping.sealed(keys, TABLE, row.contact_version, contact, Group.CONTACT)
    row.changed_at = clock.now()
    row.save()
    facts: dict[str, object] = {"part": "contact"}
    record(tag=Tag.STAKEHOLDER_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _held(by: Actor, stakeholder_id: UUID) -> tuple[Stakeholder, RecordKeys, StakeholderContent]:
    row = keeping.own(Stakeholder, by, stakeholder_id)
    keys = keeping.keys_of(by, stakeholder_id)
    return row, keys, StakeholderContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


@transaction.atomic
def record_stance(*, by: Actor, stakeholder_id: UUID, entry: StanceEntry) -> Stakeholder:
    """Adds where a stakeholder stands on a day. Earlier stances stay.

    Raises `NotThere`, `Refused` (`unknown_stance`, `not_in_the_future`).
    """
    if entry.stance not in terms.vocabulary("stakeholder_stance") or entry.influence not in INFLUENCE:
        raise Refused("unknown_stance")
    if entry.on > clock.today().isoformat():
        raise Refused("not_in_the_future")
    row, keys, content = _held(by, stakeholder_id)
    entry.by = by.member.handle
    content.history.append(entry)
    keeping.change(row, row.version)
    row.content = keeping.sealed(keys, TABLE, row.version, content)
    row.save()
    record(tag=Tag.STAKEHOLDER_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def close_stakeholder(*, by: Actor, stakeholder_id: UUID) -> None:
    """Somebody left the function: the record leaves the list, actions keep it. Raises `NotThere`."""
    row = keeping.own(Stakeholder, by, stakeholder_id)
    row.closed_on = clock.today()
    row.save(update_fields=["closed_on"])
    record(tag=Tag.STAKEHOLDER_CLOSED, actor=by.id, organisation=by.organisation_id, subject=row.id)
