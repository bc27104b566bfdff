"""Reading organisations, members and sessions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from seereya.accounts.models import Invitation, Member, Organisation, RoleHeld
from seereya.accounts.rules import Role


def roles_of(member: Member) -> frozenset[Role]:
    """The roles a member holds now."""
    return frozenset(Role(role) for role in RoleHeld.objects.filter(member=member).values_list("role", flat=True))


def colleagues(organisation_id: UUID) -> QuerySet[Member]:
    """The members of one organisation, with their roles, by handle."""
    return (
        Member.objects.filter(organisation_id=organisation_id).prefetch_related("roles_held", "authenticators").order_by("handle")
    )


def organisations() -> QuerySet[Organisation]:
    """The organisations of the coalition, by code: public to every member."""
    return Organisation.objects.order_by("code")


def open_invitations(organisation_id: UUID) -> QuerySet[Invitation]:
    """Invitations of one organisation that can still lead to a member."""
    return (
        Invitation.objects.filter(organisation_id=organisation_id, used_by=None, withdrawn_at=None)
        .select_related("made_by", "approved_by")
        .order_by("-made_at")
    )
