"""The package for the magistrate leaves through the vault's gate: who may be named is judged, the ledger is written, then it is opened.

Attachments that go along are looked at whole before the ledger is written, and exported after it: all of them leave, or nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent
from seereya.casework.rules import Refused
from seereya.casework.services import attachments, voices
from seereya.casework.services.attachments import Along
from seereya.casework.services.openings import Opened, open_to_print
from seereya.casework.services.voices import HEARD
from seereya.documentation.content import Identity
from seereya.documentation.models import Person
from seereya.evidence.services import OpenedFile, taking
from seereya.vault import rules_exits as exits
from seereya.vault import services as vaults
from seereya.vault.models import Disclosure
from seereya.vault.rules import Group
from seereya.vault.rules_exits import Leaving


@dataclass(frozen=True)
class Package:
    """A package let out: the file, the names by person, who is left out wholly, the lines of the ledger, what goes along."""

    opened: Opened
    names: dict[str, str]
    left_out: frozenset[str]
    lines: list[Disclosure]
    along: Along = field(default_factory=Along)
    files: list[OpenedFile] = field(default_factory=list)


def persons_of(content: CaseContent) -> tuple[UUID, ...]:
    """The persons of a file, each once."""
    return tuple(dict.fromkeys(UUID(one.person) for one in content.parties))


def let_package_out(
    *, by: Actor, case_id: UUID, everybody: Leaving, named: Sequence[UUID], urgent: str = "", along: Along | None = None
) -> Package:
    """Lets a package leave. `everybody`: about all persons of the file; `named`: whose names go along.

    The names are opened first and handed over last: between the two stands the gate, which judges anew. So a consent withdrawn
    while the package was drafted refuses it whole (`no_basis`), and the draft stays. Who said no, or took a consent back, and is
    not ticked, is left out wholly, code and part. `along`: copies of evidence, each exported on the record of its custody; whoever
    takes the package closes its files. Raises `NotThere`; `Refused`: what the gate, `evidence.services.taking` and
    `attachments.check_looked` and `voices.check_voices` raise.
    """
    along = along or Along()
    verdicts = vaults.assess_exit(by=by, leaving=everybody)
    wanted = tuple(one for one in dict.fromkeys(named) if one in everybody.subjects)
    gone = frozenset(str(one.subject) for one in verdicts if one.reason in HEARD and one.subject not in wanted)
    staying = tuple(one for one in everybody.subjects if str(one) not in gone)
    heard = tuple(one.person for one in along.voices if one.person not in everybody.subjects)
    whole = replace(everybody, subjects=(*everybody.subjects, *heard), items=(case_id, *(one.item for one in along.attachments)))
    judged = voices.judge(by=by, leaving=whole, showing=along.showing)
    voices.check_voices(by=by, leaving=everybody, voices=along.voices, urgent=urgent)
    attachments.check_looked(judged, wanted, along)
    names = _names(by, everybody.level, wanted, everybody.purpose, case_id)
    leavings = attachments.leavings(whole, wanted, staying, judged, along)
    files = taking.prepare(by=by, attachments=along.attachments, purpose=everybody.purpose)
    try:
        lines = vaults.let_out_together(by=by, leavings=leavings, urgent=urgent)
        _note_attachments(by, case_id, along, files, everybody.purpose)
        return Package(open_to_print(by=by, case_id=case_id, what="package"), names, gone, lines, along, files)
    except BaseException:
        taking.let_go(files)
        raise


def _note_attachments(by: Actor, case_id: UUID, along: Along, files: Sequence[OpenedFile], purpose: str) -> None:
    """The export of every attachment in its journal, and that the file was taken away with so many."""
    if not files:
        return
    taking.note_exports(by=by, files=files, purpose=purpose)
    facts: dict[str, object] = {"count": len(files), "looked": along.looked}
    record(
        tag=Tag.CASE_PACKED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=case_id,
        subjects=[one.row.id for one in files],
        facts=facts,
    )


def _names(by: Actor, level: str, persons: Sequence[UUID], purpose: str, case: UUID) -> dict[str, str]:
    """The names a level lets through: initials are not enough for a court, so from ID-3 on only."""
    if not persons or exits.rank(level) < exits.rank("ID-3"):
        return {}
    keys = vaults.open_records(by=by, records=persons, group=Group.IDENTITY, purpose=purpose, case=case)
    if set(persons) - set(keys):
        raise Refused("names_closed")
    rows = Person.objects.filter(id__in=persons, organisation_id=by.organisation_id)
    return {
        str(row.id): " · ".join(Identity.from_json(keys[row.id].open("person", Group.IDENTITY, row.version, row.identity)).names)
        for row in rows
    }
