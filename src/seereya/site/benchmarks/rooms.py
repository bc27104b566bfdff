"""Case files and items of evidence in large batches, sealed as their services seal them; what is few comes through the services."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.models import AuditEntry
from seereya.audit.rules import SALT_LENGTH, Said, commit
from seereya.audit.tags import Tag
from seereya.casework import indexing as cases
from seereya.casework.content import Act, CaseContent, Deadline, Party, Proceeding, Qualification, StageMove
from seereya.casework.models import CaseFile, CaseRevision, CaseStep, FunnelFile
from seereya.casework.queries import law
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.services import funnel_rows
from seereya.casework.services.storing import TABLE as CASE
from seereya.casework.services.storing import set_coarse
from seereya.evidence import indexing as evidence
from seereya.evidence import objects, services
from seereya.evidence.content import Event, FileKey, ItemContent, Link, Written
from seereya.evidence.models import CustodyEvent, EvidenceItem
from seereya.evidence.rules import Custody, ItemKind, commit_file
from seereya.evidence.rules import commit as commit_event
from seereya.evidence.services.storing import TABLE as ITEM
from seereya.evidence.services.storing import read_content
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import When
from seereya.reference import terms
from seereya.site.benchmarks.filling import BATCH, Filling, Victim
from seereya.site.benchmarks.rows import rows
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import ReferenceCounter, Vault, Wrap
from seereya.vault.rules import Group
from seereya.vault.services.records import wraps_for
from seereya.vault.uploads import seal_stream

ACTS, DEADLINES = 10, 4
_PDF = b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 40
_EPOCH, _YEARS = date(2015, 1, 1), 3600


@dataclass
class Law:
    """Codes of the pack that case files are made of: kinds of procedure with their stages, forums, acts, time limits, crimes."""

    procedures: list[str] = field(default_factory=lambda: [word.code for word in law.procedures()])
    forums: list[str] = field(default_factory=lambda: [word.code for word in law.forums(clock.today())])
    acts: list[str] = field(default_factory=lambda: _below("procedural_acts"))
    limits: list[str] = field(
        default_factory=lambda: [one.code for one in law.rules("appeal", "custody", "other") if one.amount > 0]
    )
    crimes: list[str] = field(default_factory=lambda: _below("crimes"))
    mandates: list[str] = field(default_factory=lambda: list(terms.vocabulary("mandate_types")))


def _below(code: str) -> list[str]:
    return [word.code for word in terms.vocabulary(code).values() if len(word.path) > 1]


class Rooms:
    """Writes case files for a member of the casework vault, and items for the office that documents."""

    def __init__(self, filling: Filling, counsel: Actor, casework: Vault) -> None:
        self.filling, self.counsel, self.casework = filling, counsel, casework
        self.law = Law()
        self.cases = self.items = 0
        self._chance = random.Random(13)  # noqa: S311 - the same at every run

    def fill(self, *, cases: int, items: int) -> None:
        """So many case files, each with acts and time limits, and so many items, over the victims there are by now."""
        victims = self.filling.victims
        for some in _batches(cases):
            self._store_cases([self._case(victims[number % len(victims)]) for number in some])
        for some in _batches(items):
            self._store_items([victims[number % len(victims)] for number in some])
        organisation = self.casework.organisation
        for series, last in (("CF", self.cases), ("EV", self.items)):
            ReferenceCounter.objects.update_or_create(organisation=organisation, series=series, defaults={"last": last})

    def one_item(self, victim: Victim) -> EvidenceItem:
        """An item received and linked as everybody does it."""
        office = self.filling.offices[0]
        by, content = office.writer, ItemContent(title="Bench")
        row = services.receive_item(by=by, file=io.BytesIO(_PDF), name="note.pdf", declared="application/pdf", content=content)
        services.link_item(by=by, item_id=row.id, kind="incident", target=str(victim.incident), locator="page 1")
        row.refresh_from_db()
        content = read_content(row, record_keys(keyring_of(by), [row.id])[row.id])
        self.filling.tell(by, office.home, evidence.EVIDENCE, evidence.item_change(row, content))
        self.items += 1
        return row

    def _case(self, victim: Victim) -> tuple[CaseFile, CaseContent]:
        self.cases += 1
        now = clock.now()
        row = CaseFile(
            id=new_id(),
            organisation=self.casework.organisation,
            vault=self.casework,
            reference=f"{self.casework.organisation.code}-CF-{self.cases:04d}",
            status="open" if self._chance.random() < 0.8 else "closed",  # noqa: PLR2004
            made_by=self.counsel.member,
            made_at=now,
            changed_at=now,
        )
        return row, self._case_content(victim)

    def _case_content(self, victim: Victim) -> CaseContent:
        pick, facts = self._chance.choice, _EPOCH + timedelta(days=self._chance.randrange(_YEARS))
        procedure = pick(self.law.procedures)
        stages = sorted(law.ways(procedure).ordinals.items(), key=lambda one: one[1])[:3]
        moves = [StageMove(code, (facts + timedelta(days=30 * number)).isoformat()) for number, (code, _) in enumerate(stages)]
        told = next(rows(1, seed=self.cases))
        party = Party("party-1", str(victim.person), victim.code, "civil_party")
        mandate = MandateContent(
            id="mandate-1",
            kind=pick(self.law.mandates),
            forum=self.law.forums[0],
            givers=[victim.code],
            scope=told.text[:80],
            signed_on=facts.isoformat(),
            expires_on=(clock.today() + timedelta(days=self._chance.randrange(-200, 2000))).isoformat(),
        )
        return CaseContent(
            title=f"{told.last_name}, {told.commune}",
            summary=told.text,
            facts=When(facts.isoformat(), facts.isoformat(), "day"),
            incidents=[str(victim.incident)],
            parties=[party],
            qualifications=[Qualification("q-1", pick(self.law.crimes), told.text[:100], [])],
            proceedings=[
                Proceeding("p-1", procedure, pick(self.law.forums), f"RP {self.cases}", stages=moves, opened=facts.isoformat())
            ],
            acts=[self._act(number, facts, told.text) for number in range(ACTS)],
            deadlines=[self._deadline(number, facts) for number in range(DEADLINES)],
            mandates=[mandate],
            conflict_reason="bench",
        )

    def _act(self, number: int, facts: date, words: str) -> Act:
        on = min(facts + timedelta(days=45 * number), clock.today())
        return Act(
            f"a-{number}", self._chance.choice(self.law.acts), on.isoformat(), "p-1", words=words[:120], restarts=number % 3 == 0
        )

    def _deadline(self, number: int, facts: date) -> Deadline:
        due = clock.today() + timedelta(days=self._chance.randrange(-30, 300))
        done = "" if number < 2 else due.isoformat()  # noqa: PLR2004 - half of them wait
        return Deadline(
            f"d-{number}",
            self._chance.choice(self.law.limits),
            facts.isoformat(),
            due.isoformat(),
            proceeding="p-1",
            done_on=done,
        )

    @transaction.atomic
    def _store_cases(self, made: list[tuple[CaseFile, CaseContent]]) -> None:
        wraps: list[Wrap] = []
        steps: list[CaseStep] = []
        funnel: list[FunnelFile] = []
        for row, content in made:
            keys = RecordKeys.new(row.id)
            row.content = keys.seal(CASE, Group.CONTENT, 1, content.to_json())
            set_coarse(row, content)
            wraps += wraps_for(keyring_of(self.counsel), keys, {self.casework: None}, owner=row.organisation_id)
            found, facts = funnel_rows.coarse(row, content)
            steps += found
            funnel.append(FunnelFile(case=row, organisation_id=row.organisation_id, **facts))
            self.filling.tell(self.counsel, self.casework, cases.CASES, cases.case_change(row, content))
        CaseFile.objects.bulk_create([row for row, _ in made])
        CaseRevision.objects.bulk_create([_revision(row) for row, _ in made])
        CaseStep.objects.bulk_create(steps, batch_size=BATCH)
        FunnelFile.objects.bulk_create(funnel, batch_size=BATCH)
        Wrap.objects.bulk_create(wraps, batch_size=BATCH)

    @transaction.atomic
    def _store_items(self, about: list[Victim]) -> None:
        """Items with their sealed files, each with the first event of its journal and that event's entry in the log."""
        made = [self._item(victim) for victim in about]
        wraps = []
        events = []
        entries = []
        office = self.filling.offices[0]
        for row, keys, content in made:
            wraps += wraps_for(keyring_of(office.writer), keys, {office.home: None}, owner=row.organisation_id)
            event, entry = _received(office.writer, row, keys, content)
            events.append(event)
            entries.append(entry)
            self.filling.tell(office.writer, office.home, evidence.EVIDENCE, evidence.item_change(row, content))
        EvidenceItem.objects.bulk_create([row for row, _, _ in made])
        for event, entry in zip(events, AuditEntry.objects.bulk_create(entries), strict=True):
            event.entry = entry.id
        CustodyEvent.objects.bulk_create(events)
        Wrap.objects.bulk_create(wraps)

    def _item(self, victim: Victim) -> tuple[EvidenceItem, RecordKeys, ItemContent]:
        self.items += 1
        office, now = self.filling.offices[0], clock.now()
        told = next(rows(1, seed=self.items))
        upload = seal_stream(io.BytesIO(f"{self.items} {told.text}".encode()), f"note-{self.items}.txt", "text/plain")
        target = objects.path_of(upload.sealed.sha256.hex())
        target.parent.mkdir(parents=True, exist_ok=True)
        upload.path.rename(target)  # not on disk for certain: the home is thrown away
        target.chmod(objects.READ_ONLY)
        content = ItemContent(
            title=f"{told.kind}, {told.commune}",
            file_name=upload.name or "",
            declared="text/plain",
            detected="text/plain",
            size=upload.plain.size,
            sha256=upload.plain.sha256.hex(),
            salt=os.urandom(32).hex(),
            notes=told.text,
            links=[Link("l-1", "incident", str(victim.incident))],
        )
        row = EvidenceItem(
            id=new_id(),
            organisation=office.home.organisation,
            vault=office.home,
            reference=f"{office.home.organisation.code}-EV-{self.items:04d}",
            kind=self._chance.choice(list(ItemKind)),
            object=upload.sealed.sha256.hex(),
            sealed_size=upload.sealed.size,
            made_by=office.writer.member,
            made_at=now,
            changed_at=now,
        )
        keys = RecordKeys.new(row.id)
        row.content = keys.seal(ITEM, Group.CONTENT, 1, content.to_json())
        row.file = keys.seal(ITEM, Group.FILE, 1, FileKey(upload.key.hex(), str(upload.upload_id)).to_json())
        return row, keys, content


def _revision(row: CaseFile) -> CaseRevision:
    return CaseRevision(case=row, number=1, made_by_id=row.made_by_id, made_at=row.made_at, content=row.content)


def _received(by: Actor, row: EvidenceItem, keys: RecordKeys, content: ItemContent) -> tuple[CustodyEvent, AuditEntry]:
    """The event of an item's reception and its entry in the log, neither of them written."""
    at = row.made_at.isoformat(timespec="microseconds")
    commitment = commit_file(bytes.fromhex(content.sha256), bytes.fromhex(content.salt)).hex()
    event = Event(str(row.id), 1, str(Custody.RECEIVE), at, str(by.id), str(by.organisation_id), file=commitment)
    salt = os.urandom(16)
    bound = commit_event(asdict(event), salt)
    facts: dict[str, object] = {"kind": str(Custody.RECEIVE), "number": 1, "commitment": bound.hex(), "file": commitment}
    said = Said(row.made_at, str(Tag.CUSTODY_RECORDED), by.id, by.organisation_id, row.id, (), facts, b"")
    entry_salt = os.urandom(SALT_LENGTH)
    entry = AuditEntry(
        at=said.at,
        tag=said.tag,
        actor=by.id,
        organisation=by.organisation_id,
        subject=row.id,
        facts=facts,
        salt=entry_salt,
        commitment=commit(said, entry_salt),
    )
    made = CustodyEvent(
        id=new_id(),
        item=row,
        organisation_id=by.organisation_id,
        number=1,
        kind=Custody.RECEIVE,
        by=by.id,
        at=row.made_at,
        commitment=bound,
    )
    made.content = keys.seal(f"custody:{made.id}", Group.CONTENT, 1, Written(event, salt.hex()).to_json())
    return made, entry


def _batches(count: int) -> Iterator[Sequence[int]]:
    for start in range(0, count, BATCH):
        yield range(start, min(count, start + BATCH))
