"""A device is lost or somebody is arrested: who is exposed, whom to warn, the account suspended. The same as an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts import queries as accounts
from seereya.accounts import services as membership
from seereya.accounts.actor import Actor
from seereya.accounts.rules import MemberStatus
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.announcements import announce
from seereya.foundation.identifiers import new_id
from seereya.protection.announcements import MemberAtRisk
from seereya.protection.content import DrillContent
from seereya.protection.models import Drill
from seereya.protection.queries.exposure import exposed_by, vaults_held
from seereya.protection.rules import Refused
from seereya.protection.sealing import NotThere, home_vault
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Grant
from seereya.vault.queries import name_of
from seereya.vault.rules import Group
from seereya.vault.services.grants import take_grants

TABLE = "drill"
KINDS = ("device", "arrest")


@dataclass
class OpenedDrill:
    """A drill opened for reading or change."""

    row: Drill
    content: DrillContent
    keys: RecordKeys


@transaction.atomic
def begin_drill(*, by: Actor, member_id: UUID, kind: str, days: int, words: str, is_exercise: bool) -> Drill:
    """Computes who is exposed through a colleague, from the log and the vaults held; an exercise changes nothing else either.

    Raises `Refused("no_such_member")`, `Refused("unknown_drill")`.
    """
    colleague = accounts.colleague(by, member_id)
    if colleague is None:
        raise Refused("no_such_member")
    if kind not in KINDS or days < 1:
        raise Refused("unknown_drill")
    exposed, written = exposed_by(by, member_id, days=days)
    content = DrillContent(
        kind, str(member_id), colleague.handle, days, words.strip(), vaults_held(by, member_id), written, exposed
    )
    now = clock.now()
    row = Drill(
        id=new_id(), organisation_id=by.organisation_id, is_exercise=is_exercise, made_by=by.member, made_at=now, changed_at=now
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={home_vault(by.organisation_id): None})
    row.content = keys.seal(TABLE, Group.CONTENT, 1, content.to_json())
    row.save(force_insert=True)
    record(
        tag=Tag.DRILL_BEGUN, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"exercise": int(is_exercise)}
    )
    if not is_exercise:
        announce(MemberAtRisk(member_id, by.organisation_id, kind))
    return row


def open_drill(*, by: Actor, drill_id: UUID) -> OpenedDrill:
    """A drill, opened on the record. Raises `NotThere`."""
    keys = vaults.open_records(by=by, records=[drill_id]).get(drill_id)
    row = Drill.objects.filter(id=drill_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    return OpenedDrill(row, DrillContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content)), keys)


def _hold(by: Actor, drill_id: UUID) -> OpenedDrill:
    keys = record_keys(keyring_of(by), [drill_id]).get(drill_id)
    row = Drill.objects.select_for_update().filter(id=drill_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    if row.closed_at:
        raise Refused("drill_closed")
    return OpenedDrill(row, DrillContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content)), keys)


def _store(held: OpenedDrill) -> None:
    held.row.version, held.row.changed_at = held.row.version + 1, clock.now()
    held.row.content = held.keys.seal(TABLE, Group.CONTENT, held.row.version, held.content.to_json())
    held.row.save()


@transaction.atomic
def tick_warned(*, by: Actor, drill_id: UUID, subject: str, note: str) -> Drill:
    """Somebody exposed was warned, by the safe-contact rules, or could not be: the note says. Raises `NotThere`, `Refused`."""
    held = _hold(by, drill_id)
    one = next((one for one in held.content.exposed if one.subject == subject), None)
    if one is None:
        raise NotThere
    one.warned_at, one.warned_by, one.note = clock.now().isoformat(), by.member.handle, note.strip()
    _store(held)
    record(tag=Tag.DRILL_WARNED, actor=by.id, organisation=by.organisation_id, subject=drill_id)
    return held.row


def suspend_exposed(*, by: Actor, drill_id: UUID) -> Drill:
    """Suspends the account, closes all its sessions, takes its vault keys back and gives those vaults new ones.

    A vault's last holder keeps its key, or the vault would close for everybody: the drill names it. What was seen cannot be unseen.
    Raises `NotThere`, `Refused("exercise_changes_nothing")`.
    """
    with transaction.atomic():
        held = _hold(by, drill_id)
        if held.row.is_exercise:
            raise Refused("exercise_changes_nothing")
        member = UUID(held.content.member)
        colleague = accounts.colleague(by, member)
        if colleague is not None and colleague.status in {MemberStatus.ACTIVE, MemberStatus.ENROLLING}:
            membership.suspend(by=by, member_id=member)
        held.content.kept = _take_keys(by, member)
        held.content.suspended_at = clock.now().isoformat()
        _store(held)
    vaults.rotate_due(by=by)
    return held.row


def _take_keys(by: Actor, member: UUID) -> list[str]:
    """Takes every key back that somebody else holds too; returns the names of the vaults that stay."""
    kept = []
    live = Grant.objects.filter(member_id=member, revoked_at=None, vault__organisation_id=by.organisation_id)
    for vault in {one.vault_id: one.vault for one in live.select_related("vault")}.values():
        try:
            take_grants(by=by, member_id=member, vaults=[vault.id])
        except Refused:
            kept.append(name_of(vault))
    return kept


@transaction.atomic
def close_drill(*, by: Actor, drill_id: UUID) -> None:
    """All that could be done is done; it stays in the list. Raises `NotThere`, `Refused("drill_closed")`."""
    held = _hold(by, drill_id)
    held.row.closed_at = clock.now()
    held.row.save(update_fields=["closed_at"])
    record(tag=Tag.DRILL_CLOSED, actor=by.id, organisation=by.organisation_id, subject=drill_id)
