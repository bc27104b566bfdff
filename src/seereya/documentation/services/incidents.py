"""Incidents: create, change, move through verification, precise place."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import rules
from seereya.documentation.content import IncidentContent, Move, PrecisePlace
from seereya.documentation.models import Incident
from seereya.documentation.rules import Refused, Status
from seereya.documentation.services.storing import TABLE, Held, check_version, hold, name_sources, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services.references import next_reference


def home_vault(by: Actor, vault_id: UUID | None = None) -> Vault:
    """The documentation vault of the member's organisation that new records go to."""
    found = Vault.objects.select_related("organisation").filter(organisation_id=by.organisation_id, kind=VaultKind.DOCUMENTATION)
    vault = found.filter(id=vault_id).first() if vault_id else found.order_by("marked", "made_at").first()
    if vault is None:
        raise Refused("no_documentation_vault")
    return vault


def _check_own_record(held: Held) -> None:
    if held.content.public_example:
        raise Refused("read_only_example")


def _check(content: IncidentContent) -> None:
    rules.check_content(title=content.title, types=content.types, known_types=frozenset(terms.vocabulary("violation_types")))


@transaction.atomic
def create_incident(
    *,
    by: Actor,
    content: IncidentContent,
    vault_id: UUID | None = None,
    testimony: bytes = b"",
    incident_id: UUID | None = None,
) -> Incident:
    """A new incident, received and not yet triaged. A depositor without the vault's key can write it and not read it back.

    `incident_id`: the id a form was given when it was opened; the same form sent twice makes one incident.
    """
    _check(content)
    name_sources(by, content.accounts)
    if incident_id and (sent := _sent_before(by, incident_id, content)):
        return sent
    vault = home_vault(by, vault_id)
    now = clock.now()
    row = Incident(
        id=incident_id or new_id(),
        organisation=vault.organisation,
        vault=vault,
        reference=next_reference(vault.organisation, "INC", vault),
        status=Status.NEW,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    store(by, Held(row, keys, content), testimony=testimony, fresh=True)
    record(tag=Tag.INCIDENT_CREATED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _sent_before(by: Actor, incident_id: UUID, content: IncidentContent) -> Incident | None:
    """The incident this form made already. Raises `Refused("already_sent")` where other words were sent with it since."""
    sent = Incident.objects.select_related("vault").filter(id=incident_id, made_by=by.member).first()
    keys = record_keys(keyring_of(by), [incident_id]).get(incident_id) if sent else None
    if sent is not None and keys is not None:
        first = sent.revisions.get(number=1)
        if keys.open(TABLE, Group.CONTENT, 1, first.content) != content.to_json():
            raise Refused("already_sent", reference=sent.reference)
    return sent


@transaction.atomic
def change_incident(*, by: Actor, incident_id: UUID, version: int, content: IncidentContent) -> Incident:
    """Changes what the incident's own form holds; accounts, persons, propositions and moves stay as they stand.

    Raises `Refused("changed_meanwhile")` where somebody else saved since the form was opened.
    """
    held = hold(by, incident_id)
    check_version(held, version)
    _check_own_record(held)
    _check(content)
    kept = held.content
    content.accounts, content.persons, content.propositions = kept.accounts, kept.persons, kept.propositions
    content.acts = kept.acts
    content.moves, content.related, content.public_example = kept.moves, kept.related, kept.public_example
    held.content = content
    store(by, held)
    record(
        tag=Tag.INCIDENT_CHANGED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"version": held.row.version},
    )
    return held.row


@transaction.atomic
def move_incident(*, by: Actor, incident_id: UUID, after: Status, reason: str = "") -> Incident:
    """Moves an incident along its verification; the rule, the reason and who did it stay readable."""
    held = hold(by, incident_id)
    _check_own_record(held)
    before = Status(held.row.status)
    rules.check_move(
        before=before,
        after=after,
        roles=by.roles,
        by=str(by.id),
        author=str(held.row.made_by_id),
        movers=[move.by for move in held.content.moves],
        reason=reason,
        independent=rules.independent_accounts(held.content.accounts),
    )
    held.content.moves.append(Move(before, after, clock.now().isoformat(), str(by.id), reason.strip()))
    held.row.status = after
    store(by, held)
    record(
        tag=Tag.INCIDENT_MOVED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"before": str(before), "after": str(after)},
    )
    return held.row


@transaction.atomic
def relate_incidents(*, by: Actor, incident_id: UUID, reference: str, kind: str) -> Incident:
    """Links an incident with another of the organisation by its reference; the link stands in both."""
    if kind not in rules.LINKS:
        raise Refused("unknown_link")
    wanted = Incident.objects.filter(reference=reference.strip().upper(), organisation_id=by.organisation_id).first()
    if wanted is None or wanted.id not in record_keys(keyring_of(by), [wanted.id]):
        raise Refused("no_such_incident")
    if wanted.id == incident_id:
        raise Refused("same_incident")
    one, other = (hold(by, found) for found in (incident_id, wanted.id))
    for held, link in ((one, (other, kind)), (other, (one, rules.LINKS[kind]))):
        _check_own_record(held)
        entry = {"id": str(link[0].row.id), "ref": link[0].row.reference, "kind": link[1]}
        held.content.related = [*(old for old in held.content.related if old.get("id") != entry["id"]), entry]
        store(by, held)
        record(
            tag=Tag.INCIDENT_CHANGED,
            actor=by.id,
            organisation=by.organisation_id,
            subject=held.row.id,
            facts={"version": held.row.version},
        )
    return one.row


@transaction.atomic
def set_precise_place(*, by: Actor, incident_id: UUID, place: PrecisePlace) -> Incident:
    """Keeps where exactly it happened, sealed apart, opened for a purpose only."""
    held = hold(by, incident_id)
    _check_own_record(held)
    store(by, held, place=place.to_json())
    record(
        tag=Tag.INCIDENT_CHANGED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"version": held.row.version},
    )
    return held.row
