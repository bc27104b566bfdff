"""Acts of an incident: one kind of violation, to whom, allegedly by whom; versioned with the incident."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.content import Act
from seereya.documentation.models import Incident
from seereya.documentation.rules import Refused, check_act
from seereya.documentation.services.openings import open_incident
from seereya.documentation.services.storing import Held, check_version, hold, store
from seereya.reference import terms


def _changeable(by: Actor, incident_id: UUID) -> Held:
    held = hold(by, incident_id)
    if held.content.public_example:
        raise Refused("read_only_example")
    return held


@transaction.atomic
def save_act(*, by: Actor, incident_id: UUID, act: Act, version: int | None = None) -> Incident:
    """Adds an act, or replaces the one with the same id. A form sent twice changes nothing the second time.

    Raises `Refused`: `changed_meanwhile`, `read_only_example`, and what `rules.check_act` refuses; `NotThere`.
    """
    held = _changeable(by, incident_id)
    if version is not None and version < held.row.version and act in held.content.acts:
        return held.row
    if version is not None:
        check_version(held, version)
    check_act(act, held.content, known_types=frozenset(terms.vocabulary("violation_types")))
    others = [one for one in held.content.acts if one.id != act.id]
    added = len(others) == len(held.content.acts)
    held.content.acts = sorted([*others, act], key=lambda one: (one.when.earliest or "9999", one.id))
    store(by, held)
    _log(by, held, Tag.ACT_ADDED if added else Tag.ACT_CHANGED)
    return held.row


@transaction.atomic
def remove_act(*, by: Actor, incident_id: UUID, act_id: str, version: int) -> Incident:
    """Takes an act off the incident; it stays in the history, and the log says it was taken off."""
    held = _changeable(by, incident_id)
    check_version(held, version)
    kept = [one for one in held.content.acts if one.id != act_id]
    if len(kept) == len(held.content.acts):
        raise Refused("no_such_act")
    held.content.acts = kept
    store(by, held)
    _log(by, held, Tag.ACT_CHANGED, removed=1)
    return held.row


def acts_of(*, by: Actor, incident_id: UUID) -> list[Act]:
    """The acts of an incident, in the order of their days, for rooms above; the opening is on the record. Raises `NotThere`."""
    return open_incident(by=by, incident_id=incident_id).content.acts


def _log(by: Actor, held: Held, tag: Tag, **facts: int) -> None:
    record(
        tag=tag,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"version": held.row.version, **facts},
    )
