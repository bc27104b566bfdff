"""Missions: the check that is done once and serves all interviews of a journey (decision 28)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.content_interviews import MissionContent
from seereya.documentation.models import Mission
from seereya.documentation.rules import Refused
from seereya.documentation.services.incidents import home_vault
from seereya.documentation.services.storing import NotThere
from seereya.foundation import clock
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

TABLE = "mission"


@transaction.atomic
def create_mission(*, by: Actor, content: MissionContent, mission_id: UUID) -> Mission:
    """A new mission under a reference of its own. The same form sent twice makes one. Raises `Refused("title_needed")`."""
    if not content.title.strip():
        raise Refused("title_needed")
    if sent := Mission.objects.filter(id=mission_id, made_by=by.member).first():
        return sent
    vault, now = home_vault(by), clock.now()
    row = Mission(id=mission_id, organisation=vault.organisation, vault=vault, made_by=by.member, made_at=now, changed_at=now)
    row.reference = next_reference(vault.organisation, "MIS", vault)
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.content = keys.seal(TABLE, Group.CONTENT, 1, content.to_json())
    row.save(force_insert=True)
    record(tag=Tag.MISSION_CREATED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def save_mission(*, by: Actor, mission_id: UUID, version: int, content: MissionContent) -> Mission:
    """Changes a mission. Raises `NotThere`, `Refused`: `changed_meanwhile`, `title_needed`."""
    keys = record_keys(keyring_of(by), [mission_id]).get(mission_id)
    row = Mission.objects.select_for_update().filter(id=mission_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    if not content.title.strip():
        raise Refused("title_needed")
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
    row.save()
    record(tag=Tag.MISSION_CHANGED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


def open_mission(*, by: Actor, mission_id: UUID) -> tuple[Mission, MissionContent]:
    """A mission with its content. Raises `NotThere`."""
    keys = vaults.open_records(by=by, records=[mission_id]).get(mission_id)
    row = Mission.objects.filter(id=mission_id).first()
    if keys is None or row is None:
        raise NotThere
    return row, MissionContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))
