"""Multipliers: trained in a session, giving sessions of their own; chains are recomputed when who gave a session changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.content_sessions import MultiplierContent
from seereya.education.models import Giving, Multiplier, Session
from seereya.education.rules import sessions as rules
from seereya.education.rules.sessions import State
from seereya.education.sealing import MULTIPLIER, NotThere, held_vault
from seereya.foundation.identifiers import new_id
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference


@transaction.atomic
def add_multiplier(*, by: Actor, session_id: UUID, content: MultiplierContent, token: UUID | None = None) -> Multiplier:
    """Somebody was trained in a session to give sessions. Raises `NotThere`, `Refused` (`name_needed`, `trained_in_not_held`)."""
    if token and (sent := Multiplier.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    session = Session.objects.filter(id=session_id, organisation_id=by.organisation_id).first()
    if session is None:
        raise NotThere
    if session.status != State.HELD:
        raise Refused("trained_in_not_held")
    if not content.name.strip():
        raise Refused("multiplier_name_needed")
    vault = held_vault(by)
    row = Multiplier(id=token or new_id(), organisation_id=by.organisation_id, trained_in=session)
    row.code, row.generation = next_reference(by.member.organisation, "MUL", vault), session.generation + 1
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.content = keys.seal(MULTIPLIER, Group.CONTENT, 1, content.to_json())
    row.save(force_insert=True)
    record(tag=Tag.MULTIPLIER_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def change_multiplier(*, by: Actor, multiplier_id: UUID, version: int, content: MultiplierContent, active: bool) -> Multiplier:
    """Corrects who a multiplier is, or says that the person gives no sessions any more. Raises `NotThere`, `Refused`."""
    keys = record_keys(keyring_of(by), [multiplier_id]).get(multiplier_id)
    row = Multiplier.objects.select_for_update().filter(id=multiplier_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    if not content.name.strip():
        raise Refused("multiplier_name_needed")
    row.version, row.active = row.version + 1, active
    row.content = keys.seal(MULTIPLIER, Group.CONTENT, row.version, content.to_json())
    row.save()
    record(tag=Tag.MULTIPLIER_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


def set_givers(session: Session, givers: Iterable[UUID]) -> None:
    """Writes down which multipliers gave a session. Raises `Refused` (`no_such_multiplier`, `chain_cycle`)."""
    wanted = set(givers)
    before = set(session.givings.values_list("multiplier_id", flat=True))
    if wanted == before:
        return
    trained = {row.id: row for row in Multiplier.objects.filter(organisation_id=session.organisation_id).only("trained_in")}
    if not wanted <= set(trained):
        raise Refused("no_such_multiplier")
    given: dict[str, list[str]] = defaultdict(list)
    for one in Giving.objects.filter(organisation_id=session.organisation_id).exclude(session=session):
        given[str(one.session_id)].append(str(one.multiplier_id))
    origins = {str(key): str(row.trained_in_id) for key, row in trained.items()}
    rules.check_chain(str(session.id), map(str, wanted), origins, given)
    session.givings.exclude(multiplier_id__in=wanted).delete()
    Giving.objects.bulk_create(
        Giving(organisation_id=session.organisation_id, session=session, multiplier_id=one) for one in sorted(wanted - before)
    )
    given[str(session.id)] = [str(one) for one in wanted]
    _count_generations(session, origins, given)


def _count_generations(session: Session, origins: dict[str, str], given: dict[str, list[str]]) -> None:
    """Sets the generation of every session and multiplier that the change moved."""
    found = rules.generations(origins, given)
    touched = []
    for row in Session.objects.filter(organisation_id=session.organisation_id, id__in=found).only("id", "generation"):
        if row.generation != found[str(row.id)]:
            row.generation = found[str(row.id)]
            touched.append(row)
    Session.objects.bulk_update(touched, ["generation"], batch_size=200)
    session.generation = found.get(str(session.id), 0)
    moved = []
    for one in Multiplier.objects.filter(organisation_id=session.organisation_id).only("id", "generation", "trained_in"):
        generation = found.get(str(one.trained_in_id), 0) + 1
        if one.generation != generation:
            one.generation = generation
            moved.append(one)
    Multiplier.objects.bulk_update(moved, ["generation"], batch_size=200)
