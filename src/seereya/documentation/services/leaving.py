"""Incidents that leave the house: the dossier with names, and exports under two persons. The vault's gate decides who may be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation.content import Identity, IncidentContent, Role
from seereya.documentation.models import Incident, Person
from seereya.documentation.packing import Bundle, initials, write_bundle
from seereya.documentation.rules import Refused
from seereya.documentation.services.openings import Opened, open_to_print
from seereya.documentation.services.storing import NotThere, read_content
from seereya.vault import rules_exits as exits
from seereya.vault import services as vaults
from seereya.vault.basis import ExportContent
from seereya.vault.models import Disclosure, Export
from seereya.vault.rules import Group
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import Verdict

MOST = 100
_HEARD = frozenset({"said_no", "withdrawn"})


@dataclass(frozen=True)
class Printed:
    """A dossier for which names were let out: the incident, the names by person, the line of the ledger."""

    opened: Opened
    names: dict[str, str]
    disclosure: Disclosure


@dataclass
class Chosen:
    """Incidents of one's own organisation, opened to be exported, and the persons in them by open code."""

    incidents: list[tuple[Incident, IncidentContent]] = field(default_factory=list)

    @property
    def persons(self) -> dict[UUID, Role]:
        """Each person once."""
        return persons_in(one for _, content in self.incidents for one in content.persons)


def persons_in(roles: object) -> dict[UUID, Role]:
    """The persons behind roles, each once, by id."""
    found: dict[UUID, Role] = {}
    for one in roles:  # type: ignore[attr-defined]
        found.setdefault(UUID(one.person), one)
    return found


def _names(by: Actor, level: str, persons: Sequence[UUID], purpose: str, case: UUID) -> dict[str, str]:
    """What a level says of these persons. Raises `Refused("names_closed")` for who cannot open one of them."""
    if not persons or not exits.names(level):
        return {}
    keys = vaults.open_records(by=by, records=persons, group=Group.IDENTITY, purpose=purpose, case=case)
    if set(persons) - set(keys):
        raise Refused("names_closed")
    rows = Person.objects.filter(id__in=persons, organisation_id=by.organisation_id)
    whole = exits.rank(level) >= exits.rank("ID-3")
    found = {}
    for row in rows:
        identity = Identity.from_json(keys[row.id].open("person", Group.IDENTITY, row.version, row.identity))
        found[str(row.id)] = " · ".join(identity.names) if whole else initials(identity.names)
    return found


def print_with_names(*, by: Actor, incident_id: UUID, leaving: Leaving, urgent: str = "") -> Printed:
    """The incident for paper with the names of `leaving.subjects`. The ledger is written before anything is handed over.

    Raises `NotThere`; `Refused` (`nobody_named`, `names_closed`, `no_basis`, and what the gate raises).
    """
    if not leaving.subjects:
        raise Refused("nobody_named")
    if not leaving.purpose.strip():
        raise Refused("purpose_needed")
    names = _names(by, leaving.level, leaving.subjects, leaving.purpose, incident_id)
    gone = vaults.let_out(by=by, leaving=leaving, urgent=urgent)
    return Printed(open_to_print(by=by, incident_id=incident_id), names, gone)


def choose(*, by: Actor, incident_ids: Sequence[UUID]) -> Chosen:
    """Opens incidents of one's own organisation for an export; one line in the log. Raises `NotThere`, `Refused`."""
    if not incident_ids:
        raise Refused("nothing_chosen")
    if len(incident_ids) > MOST:
        raise Refused("too_many_records", most=MOST)
    keys = vaults.open_records(by=by, records=incident_ids)
    rows = Incident.objects.filter(id__in=list(keys), organisation_id=by.organisation_id).select_related("organisation")
    found = {row.id: row for row in rows}
    if set(incident_ids) - set(found):
        raise NotThere
    return Chosen([(found[one], read_content(found[one], keys[one])) for one in dict.fromkeys(incident_ids)])


def assess_export(*, by: Actor, chosen: Chosen, scope: str, recipient: str, level: str, purpose: str) -> list[Verdict]:
    """Who of the persons in these incidents may be named at this level."""
    leaving = Leaving(ExitKind.RECORD_EXPORT, scope, recipient, level, tuple(chosen.persons), purpose=purpose)
    return vaults.assess_exit(by=by, leaving=leaving)


def ask_export(
    *, by: Actor, chosen: Chosen, scope: str, recipient: str, level: str, purpose: str, named: Sequence[UUID]
) -> Export:
    """Packs incidents for somebody outside, sealed for two persons. `named`: whose names go along, each allowed by the gate.

    Whoever said no, or took a consent back, is left out wholly, code and role. Raises `Refused` (`no_basis`, `names_closed`, …).
    """
    verdicts = assess_export(by=by, chosen=chosen, scope=scope, recipient=recipient, level=level, purpose=purpose)
    allowed = {one.subject for one in verdicts if one.allowed}
    wanted = [one for one in dict.fromkeys(named) if one in chosen.persons] if exits.names(level) else []
    if refused := [one for one in wanted if one not in allowed]:
        raise Refused("no_basis", count=len(refused), total=len(wanted))
    out = {one.subject for one in verdicts if one.reason in _HEARD}
    names = _names(by, level, wanted, purpose, chosen.incidents[0][0].id)
    coded = [one for one in chosen.persons if one not in out]
    shown = [(row, _without(content, out)) for row, content in chosen.incidents]
    bundle = Bundle(shown, names, recipient=recipient, purpose=purpose, codes=exits.rank(level) > 0)
    content = ExportContent(
        scope=scope,
        recipient=recipient,
        level=level,
        purpose=purpose,
        references=[row.reference for row, _ in shown],
        subjects=[str(one) for one in coded],
        named=[str(one) for one in wanted],
    )
    return vaults.ask_export(by=by, content=content, pack=lambda target: write_bundle(bundle, target))


def _without(content: IncidentContent, out: set[UUID]) -> IncidentContent:
    return replace(content, persons=[one for one in content.persons if UUID(one.person) not in out])
