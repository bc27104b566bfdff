"""What stands around one incident: who can open it, whom it is shared with, handles of colleagues, which names are within reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.accounts.queries import handles_of
from seereya.documentation.content import IncidentContent
from seereya.documentation.models import Incident, Revision
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Vault, Wrap
from seereya.vault.queries import TrailLine, readable_trail
from seereya.vault.rules import Group, VaultKind


@dataclass(frozen=True)
class Holding:
    """A vault that can open the incident, and how many people hold it."""

    organisation: UUID
    code: str
    name: str
    kind: str
    people: int


@dataclass
class Around:
    """Facts about an incident that are not in it."""

    holdings: list[Holding] = field(default_factory=list)
    handles: dict[UUID, str] = field(default_factory=dict)
    trail: list[TrailLine] = field(default_factory=list)
    reachable: frozenset[UUID] = frozenset()
    versions: list[Revision] = field(default_factory=list)


def holdings(record: UUID) -> list[Holding]:
    """The vaults a record is wrapped to, its own first. One query."""
    wrapped = Wrap.objects.filter(record=record).values("vault")
    vaults = (
        Vault.objects.filter(id__in=wrapped, kind=VaultKind.DOCUMENTATION)
        .select_related("organisation")
        .annotate(people=Count("grants__member", filter=Q(grants__revoked_at=None), distinct=True))
        .order_by("made_at")
    )
    return [Holding(v.organisation_id, v.organisation.code, v.organisation.name, v.kind, v.people) for v in vaults]


def partners(by: Actor) -> list[Organisation]:
    """The other organisations of the coalition that have a vault to share with."""
    able = Vault.objects.filter(kind=VaultKind.DOCUMENTATION, marked=False).values("organisation")
    return list(Organisation.objects.filter(id__in=able).exclude(id=by.organisation_id).order_by("code"))


def around(*, by: Actor, row: Incident, content: IncidentContent, writers: set[UUID], most: int = 12) -> Around:
    """What the incident's page shows beside the incident. Nothing is opened for it; who it is shared with only to its owner."""
    own = row.organisation_id == by.organisation_id
    named = {UUID(move.by) for move in content.moves if move.by} | {UUID(one.by) for one in content.propositions if one.by}
    persons = [UUID(one.person) for one in content.persons]
    keys = record_keys(keyring_of(by), persons) if persons and own else {}
    return Around(
        holdings=holdings(row.id) if own else [],
        handles=handles_of(named | writers | {row.made_by_id}, by.organisation_id),
        trail=readable_trail(by, row.id, most=most) if own else [],
        reachable=frozenset(person for person, found in keys.items() if found.holds(Group.IDENTITY)),
        versions=_versions(row),
    )


def _versions(row: Incident) -> list[Revision]:
    """The newest versions, without what is sealed in them."""
    rows = Revision.objects.filter(incident=row).defer("content", "place", "testimony")
    return list(rows.order_by("-number")[:5])
