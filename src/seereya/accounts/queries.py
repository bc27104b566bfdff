"""Reading organisations, members, sessions and what the log says about somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from seereya.accounts.actor import Actor
from seereya.accounts.models import Authenticator, Invitation, Member, Organisation, RoleHeld, Session
from seereya.accounts.rules import MemberStatus, Role
from seereya.accounts.wording import FACTORS, roles_in_words
from seereya.audit import queries as audit
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.audit.wording import sentence
from seereya.foundation import clock

_PAGE = 50


def roles_of(member: Member) -> frozenset[Role]:
    """The roles a member holds now."""
    return frozenset(Role(role) for role in RoleHeld.objects.filter(member=member).values_list("role", flat=True))


def colleagues(organisation_id: UUID) -> QuerySet[Member]:
    """The members of one organisation, with their roles, by handle."""
    return (
        Member.objects.filter(organisation_id=organisation_id).prefetch_related("roles_held", "authenticators").order_by("handle")
    )


def colleague(actor: Actor, member_id: UUID) -> Member | None:
    """One member of the actor's organisation, or nobody."""
    return colleagues(actor.organisation_id).filter(id=member_id).first()


def organisations() -> QuerySet[Organisation]:
    """The organisations of the coalition, by code: public to every member."""
    return Organisation.objects.order_by("code")


def open_invitations(organisation_id: UUID) -> QuerySet[Invitation]:
    """Invitations of one organisation that can still lead to a member."""
    return (
        Invitation.objects.filter(organisation_id=organisation_id, used_by=None, withdrawn_at=None, expires_at__gt=clock.now())
        .select_related("made_by", "approved_by")
        .order_by("-made_at")
    )


@dataclass(frozen=True)
class Factor:
    """A second factor as its owner knows it."""

    id: UUID
    kind: str
    label: str
    made_at: datetime
    used_at: datetime | None

    @property
    def words(self) -> str:
        """The kind in words."""
        return str(FACTORS[self.kind])


def factors_of(member: Member) -> list[Factor]:
    """A member's second factors, oldest first."""
    rows = Authenticator.objects.filter(member=member).order_by("made_at")
    return [Factor(row.id, row.kind, row.label, row.made_at, row.used_at) for row in rows]


@dataclass(frozen=True)
class Account:
    """One's own account on one page."""

    member: Member
    roles: list[str]
    factors: list[Factor]
    sessions: list[Session] = field(default_factory=list)
    other_sessions: int = 0


def account_of(actor: Actor) -> Account:
    """The account of the one who asks; ended sessions are not counted."""
    alive = list(Session.objects.filter(member=actor.member, expires_at__gt=clock.now()).order_by("-seen_at"))
    here = bytes(actor.session.token_hash) if actor.session else b""
    others = sum(1 for one in alive if bytes(one.token_hash) != here)
    return Account(actor.member, roles_in_words(actor.roles), factors_of(actor.member), alive, others)


@dataclass(frozen=True)
class Line:
    """A line of a trail, with the names that `components/_trail.html` reads."""

    when: datetime
    what: str
    who: str = ""
    note: str = ""
    kind: str = ""


def own_trail(actor: Actor, *, before: str = "") -> dict[str, Any]:
    """What the log says about the one who asks, newest first, a page at a time; `before` is the last entry of the page before."""
    entries = audit.own_trail(actor.id)
    if before.isdecimal():
        entries = entries.filter(id__lt=int(before[:18]))
    page = list(entries[: _PAGE + 1])
    handles = handles_of({entry.actor for entry in page if entry.actor}, actor.organisation_id)
    lines = [_line(entry, handles) for entry in page[:_PAGE]]
    return {"trail": lines, "before": page[_PAGE - 1].pk if len(page) > _PAGE else None}


def _line(entry: AuditEntry, handles: dict[UUID, str]) -> Line:
    who = handles.get(entry.actor, "") if entry.actor else ""
    kind = "late" if entry.tag == Tag.LOGIN_REFUSED else ""
    return Line(entry.at, sentence(entry.tag, entry.facts), who, kind=kind)


def handles_of(members: set[UUID], organisation_id: UUID) -> dict[UUID, str]:
    """Handles of members of one organisation; those of other organisations are not named."""
    rows = Member.objects.filter(id__in=members, organisation_id=organisation_id)
    return dict(rows.values_list("id", "handle"))


def active(organisation_id: UUID) -> QuerySet[Member]:
    """Members of one organisation who can act now."""
    return Member.objects.filter(organisation_id=organisation_id, status=MemberStatus.ACTIVE).order_by("handle")
