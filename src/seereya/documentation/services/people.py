"""Persons and sources: an open code for everybody, names and contacts for a purpose, no link in clear."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import indexing
from seereya.documentation.content import Contact, Identity, PersonContent, Role, SourceContent
from seereya.documentation.models import Incident, Person, Source
from seereya.documentation.rules import PERSON_ROLES, Refused, acts_naming
from seereya.documentation.services.incidents import home_vault
from seereya.documentation.services.storing import NotThere, hold, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services.references import open_code


def identities_vault(by: Actor) -> Vault:
    """The vault of the member's organisation that keeps who people are. Raises `Refused("no_identities_vault")`."""
    vault = Vault.objects.filter(organisation_id=by.organisation_id, kind=VaultKind.IDENTITIES).order_by("made_at").first()
    if vault is None:
        raise Refused("no_identities_vault")
    return vault


def _split(by: Actor) -> dict[Vault, frozenset[Group] | None]:
    """Where a person's or source's key goes: everything to the identities vault, the coded content to documentation."""
    return {identities_vault(by): None, home_vault(by): frozenset({Group.CONTENT})}


@transaction.atomic
def create_person(
    *,
    by: Actor,
    content: PersonContent,
    identity: Identity,
    contact: Contact | None = None,
    person_id: UUID | None = None,
) -> Person:
    """A new person with an open code. Whoever documents can give a name without being able to read the others.

    `person_id`: the id a form was given when it was opened; the same form sent twice makes one person.
    """
    if sent := person_id and Person.objects.filter(id=person_id, made_by=by.member).first():
        return sent
    now, code = clock.now(), open_code("P")
    row = Person(
        id=person_id or new_id(),
        organisation_id=by.organisation_id,
        code=code,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into=_split(by))
    _seal_person(row, keys, content, identity, contact or Contact())
    row.save(force_insert=True)
    _tell_names(by, row.id, identity.names)
    record(tag=Tag.PERSON_CREATED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _seal_person(row: Person, keys: RecordKeys, content: PersonContent, identity: Identity, contact: Contact) -> None:
    row.content = keys.seal("person", Group.CONTENT, row.version, content.to_json())
    row.identity = keys.seal("person", Group.IDENTITY, row.version, identity.to_json())
    row.contact = keys.seal("person", Group.CONTACT, row.version, contact.to_json())


def _tell_names(by: Actor, record_id: UUID, names: list[str]) -> None:
    change = indexing.names_change(record_id.bytes, [name for name in names if name.strip()])
    sealed_index.append(by=by, vault=identities_vault(by), index=indexing.NAMES, changes=[change])


def _hold_person(by: Actor, person_id: UUID) -> tuple[Person, RecordKeys]:
    keys = record_keys(keyring_of(by), [person_id]).get(person_id)
    row = Person.objects.select_for_update().filter(id=person_id).first()
    if keys is None or row is None:
        raise NotThere
    if row.organisation_id != by.organisation_id:
        raise Refused("partner_may_not_change")
    return row, keys


@transaction.atomic
def save_person(
    *,
    by: Actor,
    person_id: UUID,
    version: int,
    content: PersonContent,
    identity: Identity | None = None,
    contact: Contact | None = None,
) -> Person:
    """Changes a person; name and contact only where given, by somebody who can open them."""
    row, keys = _hold_person(by, person_id)
    if row.version != version:
        raise Refused("changed_meanwhile")
    if not keys.holds(Group.IDENTITY):
        if identity is not None or contact is not None:
            raise Refused("not_yours")
        raise Refused("identity_holder_needed")
    old_identity = Identity.from_json(keys.open("person", Group.IDENTITY, row.version, row.identity))
    old_contact = Contact.from_json(keys.open("person", Group.CONTACT, row.version, row.contact))
    row.version, row.changed_at = row.version + 1, clock.now()
    _seal_person(row, keys, content, identity or old_identity, contact or old_contact)
    row.save()
    if identity is not None:
        _tell_names(by, row.id, identity.names)
    record(tag=Tag.PERSON_CHANGED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def link_person(*, by: Actor, incident_id: UUID, person_id: UUID, role: str, note: str = "", status: str = "") -> Incident:
    """Gives a person a part in an incident: the link stands sealed inside the incident, and in the index."""
    if role not in PERSON_ROLES:
        raise Refused("unknown_role")
    held = hold(by, incident_id)
    if held.content.public_example:
        raise Refused("read_only_example")
    person = Person.objects.filter(id=person_id, organisation_id=by.organisation_id).first()
    if person is None or person_id not in record_keys(keyring_of(by), [person_id]):
        raise Refused("no_such_person")
    held.content.persons = [one for one in held.content.persons if (one.person, one.role) != (str(person_id), role)]
    held.content.persons.append(Role(str(person_id), person.code, role, note.strip(), status))
    store(by, held)
    record(tag=Tag.PERSON_LINKED, actor=by.id, organisation=by.organisation_id, subject=incident_id, subjects=[person_id])
    return held.row


def link_person_by_code(*, by: Actor, incident_id: UUID, code: str, role: str, note: str = "", status: str = "") -> Incident:
    """The same for a person named by the open code."""
    person = Person.objects.filter(code=code.strip().upper(), organisation_id=by.organisation_id).first()
    if person is None:
        raise Refused("no_such_person")
    return link_person(by=by, incident_id=incident_id, person_id=person.id, role=role, note=note, status=status)


def link_person_by_reference(
    *, by: Actor, person_id: UUID, reference: str, role: str, note: str = "", status: str = ""
) -> Incident:
    """The same for an incident named by its reference."""
    incident = Incident.objects.filter(reference=reference.strip().upper(), organisation_id=by.organisation_id).first()
    if incident is None or incident.id not in record_keys(keyring_of(by), [incident.id]):
        raise Refused("no_such_incident")
    return link_person(by=by, incident_id=incident.id, person_id=person_id, role=role, note=note, status=status)


@transaction.atomic
def unlink_person(*, by: Actor, incident_id: UUID, person_id: UUID, role: str) -> Incident:
    """Takes a person's part away; it stays in the history."""
    held = hold(by, incident_id)
    kept = [one for one in held.content.persons if (one.person, one.role) != (str(person_id), role)]
    if len(kept) == len(held.content.persons):
        raise Refused("no_such_person")
    if all(one.person != str(person_id) for one in kept) and (named := acts_naming(held.content, str(person_id))):
        raise Refused("person_in_act", number=named[0])
    held.content.persons = kept
    store(by, held)
    record(tag=Tag.PERSON_LINKED, actor=by.id, organisation=by.organisation_id, subject=incident_id, facts={"removed": 1})
    return held.row


@transaction.atomic
def create_source(
    *, by: Actor, content: SourceContent, identity: Identity | None = None, source_id: UUID | None = None
) -> Source:
    """A new source; a protected one is known by its open code alone. `source_id`: as for a person."""
    if sent := source_id and Source.objects.filter(id=source_id, made_by=by.member).first():
        return sent
    now, code = clock.now(), open_code("S")
    row = Source(
        id=source_id or new_id(),
        organisation_id=by.organisation_id,
        code=code,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into=_split(by))
    row.content = keys.seal("source", Group.CONTENT, 1, content.to_json())
    row.identity = keys.seal("source", Group.IDENTITY, 1, (identity or Identity()).to_json())
    row.save(force_insert=True)
    if identity and identity.names:
        _tell_names(by, row.id, identity.names)
    record(tag=Tag.SOURCE_CREATED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def save_source(*, by: Actor, source_id: UUID, version: int, content: SourceContent, identity: Identity | None = None) -> Source:
    """Changes a source; its identity only where given, by somebody who can open it."""
    keys = record_keys(keyring_of(by), [source_id]).get(source_id)
    row = Source.objects.select_for_update().filter(id=source_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    if not keys.holds(Group.IDENTITY):
        raise Refused("identity_holder_needed")
    kept = identity or Identity.from_json(keys.open("source", Group.IDENTITY, row.version, row.identity))
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = keys.seal("source", Group.CONTENT, row.version, content.to_json())
    row.identity = keys.seal("source", Group.IDENTITY, row.version, kept.to_json())
    row.save()
    if identity is not None:
        _tell_names(by, row.id, identity.names)
    record(tag=Tag.SOURCE_CHANGED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row
