"""Reading members, vaults, grants and trails as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Organisation
from seereya.accounts.queries import active, colleagues, handles_of
from seereya.accounts.rules import MemberStatus, Role
from seereya.accounts.wording import STATUS_KINDS, STATUSES, roles_in_words
from seereya.audit import queries as audit
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.audit.wording import sentence
from seereya.foundation import walls
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Grant, GrantRequest, Vault, Wrap
from seereya.vault.purposes import read_purpose
from seereya.vault.rules import OVERSEERS, RequestState, VaultKind, may_hold_grant
from seereya.vault.wording import KINDS

FOUNDERS_NEEDED = 2


def vaults_of(organisation_id: UUID) -> QuerySet[Vault]:
    """An organisation's vaults, by kind."""
    return Vault.objects.filter(organisation_id=organisation_id).order_by("kind", "name", "id")


def name_of(vault: Vault) -> str:
    """A vault's name in words: its kind, and its own name where it has one."""
    kind = str(KINDS[vault.kind])
    return f"{kind}: {vault.name}" if vault.name else kind


def ceremony_due(actor: Actor) -> bool:
    """Whether the organisation still waits for its founding ceremony and two members are there to hold it."""
    if not actor.holds(Role.ADMINISTRATOR, Role.COORDINATOR, Role.SECURITY):
        return False
    organisation = Organisation.objects.get(id=actor.organisation_id)
    if organisation.recovery_public and vaults_of(organisation.id).exists():
        return False
    return active(organisation.id).count() >= FOUNDERS_NEEDED


@dataclass(frozen=True)
class Due:
    """A vault that waits for its new key since somebody left."""

    id: UUID
    name: str
    since: datetime


def rotations_due(actor: Actor) -> list[Due]:
    """Vaults the actor holds that wait for a new key."""
    ring = keyring_of(actor)
    rows = vaults_of(actor.organisation_id).exclude(rotation_due_at=None)
    return [Due(row.id, name_of(row), row.rotation_due_at) for row in rows if row.id in ring and row.rotation_due_at]


@dataclass(frozen=True)
class Waiting:
    """A request for a vault's key, as its readers see it."""

    id: UUID
    vault: str
    member: str
    asked_by: str
    asked_at: datetime
    mine_to_decide: bool


def waiting_requests(actor: Actor) -> list[Waiting]:
    """Requests that wait in the organisation, and which of them the actor may answer."""
    mine = {request.id for request in requests_to_decide(actor)}
    return [
        Waiting(one.id, name_of(one.vault), one.member.handle, one.asked_by.handle, one.asked_at, one.id in mine)
        for one in _waiting_requests(actor)
    ]


def requests_to_decide(actor: Actor) -> list[GrantRequest]:
    """Requests the actor may answer: somebody else asked, it is not for the actor, and the actor holds the vault."""
    ring = keyring_of(actor)
    waiting = _waiting_requests(actor).exclude(asked_by_id=actor.id).exclude(member_id=actor.id)
    return [request for request in waiting if request.vault_id in ring]


def _waiting_requests(actor: Actor) -> QuerySet[GrantRequest]:
    return (
        GrantRequest.objects.filter(vault__organisation_id=actor.organisation_id, state=RequestState.ASKED)
        .select_related("vault", "member", "asked_by")
        .order_by("asked_at")
    )


@dataclass(frozen=True)
class Held:
    """A vault that somebody holds, or may be given."""

    id: UUID
    name: str
    since: datetime | None = None


@dataclass(frozen=True)
class Colleague:
    """A member as colleagues see one another: handle, roles, status, factors, vaults."""

    id: UUID
    handle: str
    status: str
    status_words: str
    status_kind: str
    roles: list[str]
    factors: int
    is_me: bool
    can_recover: bool
    role_codes: frozenset[Role] = frozenset()
    held: list[Held] = field(default_factory=list)
    can_hold: list[Held] = field(default_factory=list)


def members_of(actor: Actor, *, only: UUID | None = None) -> list[Colleague]:
    """The actor's organisation, with what each holds and may be given."""
    vaults = list(vaults_of(actor.organisation_id))
    grants: dict[UUID, dict[UUID, datetime]] = {}
    live = Grant.objects.filter(vault__in=vaults, revoked_at=None).order_by("-version")
    for grant in live:
        grants.setdefault(grant.member_id, {})[grant.vault_id] = grant.made_at
    rows = colleagues(actor.organisation_id)
    generation = Organisation.objects.get(id=actor.organisation_id).recovery_generation
    return [
        _colleague(row, actor, vaults, grants.get(row.id, {}), generation)
        for row in (rows.filter(id=only) if only is not None else rows)
    ]


def _colleague(row: Member, actor: Actor, vaults: list[Vault], held: dict[UUID, datetime], generation: int) -> Colleague:
    roles = frozenset(Role(one.role) for one in row.roles_held.all())
    status = MemberStatus(row.status)
    active_now = status == MemberStatus.ACTIVE
    return Colleague(
        id=row.id,
        handle=row.handle,
        status=status,
        status_words=str(STATUSES[status]),
        status_kind=STATUS_KINDS[status],
        roles=roles_in_words(roles),
        factors=len(row.authenticators.all()),
        is_me=row.id == actor.id,
        can_recover=status != MemberStatus.LEFT
        and bool(row.private_for_organisation)
        and row.organisation_generation == generation,
        role_codes=roles,
        held=[Held(vault.id, name_of(vault), held[vault.id]) for vault in vaults if vault.id in held],
        can_hold=[
            Held(vault.id, name_of(vault))
            for vault in vaults
            if active_now and vault.id not in held and may_hold_grant(VaultKind(vault.kind), roles)
        ],
    )


def member_of(actor: Actor, member_id: UUID) -> Colleague | None:
    """One colleague, or nobody."""
    return next(iter(members_of(actor, only=member_id)), None)


def held_by(actor: Actor, member_id: UUID, vault_id: UUID) -> Held | None:
    """What a colleague holds of a vault, or nothing."""
    colleague = member_of(actor, member_id)
    return next((held for held in colleague.held if held.id == vault_id), None) if colleague else None


@dataclass(frozen=True)
class VaultCard:
    """A vault as its organisation sees it."""

    id: UUID
    name: str
    kind: str
    holders: list[str]
    version: int
    due: datetime | None
    mine: bool


def vault_cards(actor: Actor) -> list[VaultCard]:
    """The organisation's vaults with who holds each."""
    ring = keyring_of(actor)
    holders: dict[UUID, set[str]] = {}
    live = Grant.objects.filter(vault__organisation_id=actor.organisation_id, revoked_at=None)
    for vault_id, handle in live.values_list("vault_id", "member__handle"):
        holders.setdefault(vault_id, set()).add(handle)
    return [
        VaultCard(
            row.id, name_of(row), row.kind, sorted(holders.get(row.id, ())), row.version, row.rotation_due_at, row.id in ring
        )
        for row in vaults_of(actor.organisation_id)
    ]


@dataclass(frozen=True)
class TrailLine:
    """Who opened or changed a record, as the reader may know it.

    `who`: a handle of the reader's own organisation, or another organisation's code. `purpose`: the words given at an opening,
    where the reader holds the vault they were sealed to.
    """

    at: datetime
    sentence: str
    who: str
    purpose: str = ""
    kind: str = ""

    # Names that `components/_trail.html` reads.
    @property
    def when(self) -> datetime:
        return self.at

    @property
    def what(self) -> str:
        return self.sentence

    @property
    def note(self) -> str:
        return self.purpose


def readable_trail(actor: Actor, subject: UUID, *, most: int = 200) -> list[TrailLine]:
    """What happened to a record, newest first; empty for who can neither open it nor oversees it, as for what does not exist."""
    if not _may_read_trail(actor, subject):
        return []
    with walls.system("openings by partners belong to the trail; they are named by their organisation only"):
        entries = list(audit.trail(subject)[:most])
    handles = handles_of({entry.actor for entry in entries if entry.actor}, actor.organisation_id)
    codes = dict(Organisation.objects.values_list("id", "code"))
    return [_trail_line(actor, entry, handles, codes) for entry in entries]


def _may_read_trail(actor: Actor, subject: UUID) -> bool:
    ring = keyring_of(actor)
    wraps = Wrap.objects.filter(record=subject)
    if wraps.filter(vault__in=[keys.vault.id for keys in ring.all()]).exists():
        return True
    return bool(actor.roles & OVERSEERS) and wraps.filter(organisation_id=actor.organisation_id).exists()


def _trail_line(actor: Actor, entry: AuditEntry, handles: dict[UUID, str], codes: dict[UUID, str]) -> TrailLine:
    who = handles.get(entry.actor, "") if entry.actor else ""
    if not who and entry.organisation:
        who = codes.get(entry.organisation, "")
    kind = "accent" if entry.tag in {Tag.RECORD_SHARED, Tag.SHARE_WITHDRAWN} else ""
    facts: dict[str, Any] = entry.facts
    return TrailLine(entry.at, sentence(entry.tag, facts), who, read_purpose(actor, bytes(entry.sealed)), kind)
