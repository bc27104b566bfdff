"""Records in large batches: sealed as the services seal them, stored together, indexed whole at the end.

Of the incidents, 65 % belong to the measured member's organisation (a tenth of them in a second vault that he holds), 30 % are
shared with it by three partners, and 5 % stand in vaults that he cannot open. Persons are victims of the incidents. The log
gets no entry a record, as an import of that size is one entry of the log.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.documentation import indexing as room
from seereya.documentation.content import Account, Blame, Contact, Identity, IncidentContent, PersonContent, Quantity, Role, When
from seereya.documentation.models import Incident, Person, Revision
from seereya.documentation.rules import Status
from seereya.documentation.services.sharing import SHARED
from seereya.documentation.services.storing import TABLE, set_coarse
from seereya.foundation import clock
from seereya.foundation.identifiers import new_code, new_id
from seereya.site.benchmarks.rows import Row, rows
from seereya.vault import indexing
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import ReferenceCounter, Vault, Wrap
from seereya.vault.rules import Group
from seereya.vault.services.records import wraps_for

BATCH = 1000
_STATUSES = (Status.NEW, Status.TRIAGED, Status.VERIFYING, Status.CORROBORATED, Status.VALIDATED, Status.CLOSED)
_DEADLY = {"death", "burial"}
_OWN, _SHARED = 0.65, 0.95
_SECOND, _CLOSED_AT_HOME = 0.1, 0.5


@dataclass
class Office:
    """An organisation that records are written for: who writes, and into which vaults.

    `second`: another documentation vault the writer holds; `closed`: one that only `keeper` holds.
    """

    writer: Actor
    home: Vault
    identities: Vault
    second: Vault | None = None
    closed: Vault | None = None
    keeper: Actor | None = None
    incidents: int = 0


@dataclass(frozen=True)
class Victim:
    """A person of the first office, and the incident of its own vault she is a victim of."""

    person: UUID
    code: str
    incident: UUID


@dataclass
class _Change:
    """Changes waiting to be built into one vault's index, as JSON to keep them small."""

    by: Actor
    lines: list[bytes] = field(default_factory=list)

    def add(self, change: dict[str, Any]) -> None:
        self.lines.append(json.dumps(change, ensure_ascii=False).encode())

    def read(self) -> Iterator[dict[str, Any]]:
        for line in self.lines:
            yield json.loads(line)


class Filling:
    """Writes records for four offices, the first of which is the measured member's. `kinds`: codes of violations by kind of row."""

    def __init__(self, offices: Sequence[Office], kinds: dict[str, str], groups: Sequence[str]) -> None:
        self.offices = offices
        self.openable = 0
        self._kinds, self._groups = kinds, groups
        self._chance = random.Random(11)  # noqa: S311 - the same at every run
        self._changes: dict[tuple[UUID, str], _Change] = {}
        self.victims: list[Victim] = []

    def fill(self, incidents: int, persons: int, names: Sequence[str] | None = None) -> None:
        """So many incidents, and so many persons, the first of whom are the incidents' victims."""
        batch: list[Row] = []
        for row in rows(max(incidents, persons)):
            batch.append(row)
            if len(batch) == BATCH:
                self._store(batch, incidents, persons, names)
                batch = []
        self._store(batch, incidents, persons, names)
        for office in self.offices:
            ReferenceCounter.objects.update_or_create(
                organisation=office.home.organisation, series="INC", defaults={"last": office.incidents}
            )

    def index(self, *, keep: bool = False) -> None:
        """Builds the indexes of every vault that was written to. `keep`: more will be written, and they are built once again."""
        for (vault_id, index), change in self._changes.items():
            indexing.rebuild(by=change.by, vault_id=vault_id, index=index, changes=change.read())
            if not keep:
                change.lines.clear()
        indexing.forget_everything()

    @transaction.atomic
    def _store(self, batch: list[Row], incidents: int, persons: int, names: Sequence[str] | None) -> None:
        parts: dict[int, Person] = {}
        wraps: list[Wrap] = []
        for row in batch:
            if row.number < persons:
                spoken = names[row.number] if names else f"{row.first_name} {row.last_name}"
                parts[row.number] = self._person(row, spoken, wraps)
        made = [self._incident(row, parts.get(row.number), wraps) for row in batch if row.number < incidents]
        Person.objects.bulk_create(parts.values(), batch_size=BATCH)
        Incident.objects.bulk_create(made, batch_size=BATCH)
        Revision.objects.bulk_create([_revision(one) for one in made], batch_size=BATCH)
        Wrap.objects.bulk_create(wraps, batch_size=BATCH)

    def _person(self, row: Row, name: str, wraps: list[Wrap]) -> Person:
        office, now = self.offices[0], clock.now()
        person = Person(
            id=new_id(),
            organisation_id=office.home.organisation_id,
            code=new_code("P", 9),
            made_by=office.writer.member,
            made_at=now,
            changed_at=now,
        )
        keys = RecordKeys.new(person.id)
        person.content = keys.seal("person", Group.CONTENT, 1, PersonContent(sex=row.sex, age_then=row.age).to_json())
        person.identity = keys.seal("person", Group.IDENTITY, 1, Identity(names=[name]).to_json())
        person.contact = keys.seal("person", Group.CONTACT, 1, Contact().to_json())
        into = {office.identities: None, office.home: frozenset({Group.CONTENT})}
        wraps += wraps_for(keyring_of(office.writer), keys, into, owner=person.organisation_id)
        self.tell(office.writer, office.identities, room.NAMES, room.names_change(person.id.bytes, [name]))
        return person

    def _incident(self, row: Row, person: Person | None, wraps: list[Wrap]) -> Incident:
        office, vault, writer, shared = self._where()
        office.incidents += 1
        content = self._content(row, person)
        incident = _coarse(office, vault, writer, self._chance.choice(_STATUSES), content)
        keys = RecordKeys.new(incident.id)
        incident.content = keys.seal(TABLE, Group.CONTENT, 1, content.to_json())
        wraps += wraps_for(keyring_of(writer), keys, {vault: None}, owner=incident.organisation_id)
        if person and vault == self.offices[0].home:
            self.victims.append(Victim(person.id, person.code, incident.id))
        change = room.incident_change(incident, content)
        self.tell(writer, vault, room.RECORDS, change)
        if shared:
            first = self.offices[0]
            wraps += wraps_for(None, keys, {first.home: SHARED}, owner=incident.organisation_id)
            self.tell(first.writer, first.home, room.RECORDS, change)
        return incident

    def _where(self) -> tuple[Office, Vault, Actor, bool]:
        """Whose record it is, into which vault it goes, who writes it, and whether it is shared with the first office."""
        draw, first = self._chance.random(), self.offices[0]
        partner = self._chance.choice(self.offices[1:])
        if draw < _SHARED:
            self.openable += 1
        if draw < _OWN:
            second = first.second if self._chance.random() < _SECOND else None
            return first, second or first.home, first.writer, False
        if draw < _SHARED:
            return partner, partner.home, partner.writer, True
        if first.closed and first.keeper and self._chance.random() < _CLOSED_AT_HOME:
            return first, first.closed, first.keeper, False
        return partner, partner.home, partner.writer, False

    def _content(self, row: Row, person: Person | None) -> IncidentContent:
        day = When(row.day.isoformat(), row.day.isoformat(), "day")
        killed = [Quantity("killed", "civilian", "1", 1, 1)] if row.kind in _DEADLY else []
        told = Account(
            id="A1",
            source_words=f"Source {row.source}",
            published=day,
            quantities=killed,
            blames=[Blame("", self._groups[ord(row.tags[1]) % len(self._groups)])],
        )
        return IncidentContent(
            title=f"{row.kind.capitalize()}, {row.commune}",
            summary=f"{row.first_name} {row.last_name}. {row.text}",
            when=day,
            place=row.commune,
            types=[self._kinds[row.kind]],
            accounts=[told],
            persons=[Role(str(person.id), person.code, "victim")] if person else [],
        )

    def tell(self, by: Actor, vault: Vault, index: str, change: dict[str, Any]) -> None:
        """Keeps a change for the index that `index` will build. `by`: somebody who holds the vault."""
        self._changes.setdefault((vault.id, index), _Change(by)).add(change)


def _coarse(office: Office, vault: Vault, writer: Actor, status: Status, content: IncidentContent) -> Incident:
    now: datetime = clock.now()
    incident = Incident(
        id=new_id(),
        organisation=vault.organisation,
        vault=vault,
        reference=f"{vault.organisation.code}-INC-{office.incidents:04d}",
        status=status,
        made_by=writer.member,
        made_at=now,
        changed_at=now,
    )
    set_coarse(incident, content)
    return incident


def _revision(incident: Incident) -> Revision:
    return Revision(
        incident=incident, number=1, made_by_id=incident.made_by_id, made_at=incident.made_at, content=incident.content
    )
