"""Opening records for reading: each writes its audit row before anything is produced."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.content import Contact, Identity, IncidentContent, PersonContent, PrecisePlace, Sealable, SourceContent
from seereya.documentation.models import Comment, Incident, Person, Revision, Source
from seereya.documentation.services.storing import TABLE, NotThere, read_content
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

Row = TypeVar("Row", bound=Model)
Part = TypeVar("Part", bound=Sealable)


@dataclass
class Opened:
    """An incident opened for reading. `holds`: the groups of it the reader could open, with a purpose."""

    row: Incident
    content: IncidentContent
    keys: RecordKeys

    @property
    def holds_place(self) -> bool:
        return bool(self.row.place) and self.keys.holds(Group.PLACE)

    @property
    def holds_testimony(self) -> bool:
        return bool(self.row.testimony) and self.keys.holds(Group.TESTIMONY)


def _keys(by: Actor, record_id: UUID, group: Group, purpose: str, case: UUID | None) -> RecordKeys:
    keys = vaults.open_records(by=by, records=[record_id], group=group, purpose=purpose, case=case).get(record_id)
    if keys is None:
        raise NotThere
    return keys


def _row(model: type[Row], record_id: UUID, *related: str) -> Row:
    row: Row | None = model._default_manager.select_related(*related).filter(pk=record_id).first()  # noqa: SLF001
    if row is None:
        raise NotThere
    return row


def open_incident(*, by: Actor, incident_id: UUID) -> Opened:
    """An incident with its content. Raises `NotThere` alike for what does not exist and what is not the reader's.

    Its author is not joined: members of another organisation stand behind that organisation's wall.
    """
    keys = _keys(by, incident_id, Group.CONTENT, "", None)
    row = _row(Incident, incident_id, "organisation", "vault")
    return Opened(row, read_content(row, keys), keys)


def open_to_print(*, by: Actor, incident_id: UUID) -> Opened:
    """An incident for paper: that it was printed is committed before anything is opened. Raises `NotThere`."""
    if not record_keys(keyring_of(by), [incident_id]):
        raise NotThere
    with transaction.atomic(durable=True):
        record(tag=Tag.INCIDENT_PRINTED, actor=by.id, organisation=by.organisation_id, subject=incident_id)
    return open_incident(by=by, incident_id=incident_id)


def open_revisions(*, by: Actor, incident_id: UUID) -> list[tuple[Revision, IncidentContent]]:
    """Every version of an incident, newest first, with its content."""
    keys = _keys(by, incident_id, Group.CONTENT, "", None)
    rows = Revision.objects.filter(incident_id=incident_id).order_by("-number")
    return [(row, IncidentContent.from_json(keys.open(TABLE, Group.CONTENT, row.number, row.content))) for row in rows]


def open_comments(opened: Opened) -> list[tuple[Comment, str]]:
    """The remarks on an incident already opened, oldest first."""
    rows = Comment.objects.filter(incident=opened.row).order_by("made_at")
    return [(row, opened.keys.open(f"comment:{row.id}", Group.CONTENT, 1, row.content).decode()) for row in rows]


def open_precise_place(*, by: Actor, incident_id: UUID, purpose: str = "") -> PrecisePlace:
    """Where exactly; for a purpose."""
    keys = _keys(by, incident_id, Group.PLACE, purpose, incident_id)
    row = _row(Incident, incident_id)
    return PrecisePlace.from_json(keys.open(TABLE, Group.PLACE, row.version, row.place)) if row.place else PrecisePlace()


def open_testimony(*, by: Actor, incident_id: UUID, purpose: str = "") -> dict[str, str]:
    """Verbatim extracts by account; for a purpose."""
    keys = _keys(by, incident_id, Group.TESTIMONY, purpose, incident_id)
    row = _row(Incident, incident_id)
    if not row.testimony:
        return {}
    found: dict[str, str] = json.loads(keys.open(TABLE, Group.TESTIMONY, row.version, row.testimony))
    return found


def open_person(*, by: Actor, person_id: UUID) -> tuple[Person, PersonContent, RecordKeys]:
    """A person without name."""
    keys = _keys(by, person_id, Group.CONTENT, "", None)
    row = _row(Person, person_id, "organisation")
    return row, PersonContent.from_json(keys.open("person", Group.CONTENT, row.version, row.content)), keys


def open_identity(*, by: Actor, person_id: UUID, purpose: str = "", case: UUID | None = None) -> Identity:
    """A person's name; for a purpose, given once per case (here: the incident, or the person) and session."""
    keys = _keys(by, person_id, Group.IDENTITY, purpose, case or person_id)
    row = _row(Person, person_id)
    return _part(keys, "person", Group.IDENTITY, row.version, row.identity, Identity)


def open_contact(*, by: Actor, person_id: UUID, purpose: str = "", case: UUID | None = None) -> Contact:
    """How to reach a person; for a purpose. The safety rules come with it."""
    keys = _keys(by, person_id, Group.CONTACT, purpose, case or person_id)
    row = _row(Person, person_id)
    return _part(keys, "person", Group.CONTACT, row.version, row.contact, Contact)


def open_first_rule(*, by: Actor, person_id: UUID, purpose: str = "") -> str:
    """The rule written with a contact, without the contact: it is read before, on the record like the contact itself."""
    return open_contact(by=by, person_id=person_id, purpose=purpose).safe_rules


def open_source(*, by: Actor, source_id: UUID) -> tuple[Source, SourceContent, RecordKeys]:
    """A source without identity."""
    keys = _keys(by, source_id, Group.CONTENT, "", None)
    row = _row(Source, source_id, "organisation")
    return row, SourceContent.from_json(keys.open("source", Group.CONTENT, row.version, row.content)), keys


def open_source_identity(*, by: Actor, source_id: UUID, purpose: str = "") -> Identity:
    """Who a protected source is; for a purpose."""
    keys = _keys(by, source_id, Group.IDENTITY, purpose, source_id)
    row = _row(Source, source_id)
    return _part(keys, "source", Group.IDENTITY, row.version, row.identity, Identity)


def _part(keys: RecordKeys, table: str, group: Group, version: int, blob: bytes | memoryview, kind: type[Part]) -> Part:
    return kind.from_json(keys.open(table, group, version, blob))
