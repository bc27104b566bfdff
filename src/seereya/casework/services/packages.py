"""The package for the magistrate leaves through the vault's gate: who may be named is judged, the ledger is written, then it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework.content import CaseContent
from seereya.casework.rules import Refused
from seereya.casework.services.openings import Opened, open_to_print
from seereya.documentation.content import Identity
from seereya.documentation.models import Person
from seereya.vault import rules_exits as exits
from seereya.vault import services as vaults
from seereya.vault.models import Disclosure
from seereya.vault.rules import Group
from seereya.vault.rules_exits import Leaving
from seereya.vault.services import Verdict

_HEARD = frozenset({"said_no", "withdrawn"})


@dataclass(frozen=True)
class Package:
    """A package let out: the file, the names by person, who is left out wholly, the line of the ledger."""

    opened: Opened
    names: dict[str, str]
    left_out: frozenset[str]
    disclosure: Disclosure


def persons_of(content: CaseContent) -> tuple[UUID, ...]:
    """The persons of a file, each once."""
    return tuple(dict.fromkeys(UUID(one.person) for one in content.parties))


def assess_package(*, by: Actor, leaving: Leaving) -> list[Verdict]:
    """Who of the persons in the package may be in it at this level; reads only."""
    return vaults.assess_exit(by=by, leaving=leaving)


def let_package_out(*, by: Actor, case_id: UUID, everybody: Leaving, named: Sequence[UUID], urgent: str = "") -> Package:
    """Lets a package leave. `everybody`: about all persons of the file; `named`: whose names go along.

    The names are opened first and handed over last: between the two stands the gate, which judges anew. So a consent withdrawn
    while the package was drafted refuses it whole (`no_basis`), and the draft stays. Who said no, or took a consent back, and is
    not ticked, is left out wholly, code and part. Raises `NotThere`, `Refused`.
    """
    verdicts = assess_package(by=by, leaving=everybody)
    wanted = tuple(one for one in dict.fromkeys(named) if one in everybody.subjects)
    gone = frozenset(str(one.subject) for one in verdicts if one.reason in _HEARD and one.subject not in wanted)
    staying = tuple(one for one in everybody.subjects if str(one) not in gone)
    names = _names(by, everybody.level, wanted, everybody.purpose, case_id)
    level = everybody.level if wanted else "ID-1"
    leaving = Leaving(
        everybody.kind, everybody.scope, everybody.recipient, level, wanted or staying, (case_id,), everybody.purpose
    )
    row = vaults.let_out(by=by, leaving=leaving, urgent=urgent)
    return Package(open_to_print(by=by, case_id=case_id, what="package"), names, gone, row)


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
