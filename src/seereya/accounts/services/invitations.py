"""Invitations: made by one person, approved by another, used once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Invitation, Organisation
from seereya.accounts.rules import INVITATION_LIFE, Refused, Role, check_can_use_invitation, check_second_person
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock


def _hash(token: str) -> bytes:
    return hashlib.sha256(b"invitation:" + token.encode()).digest()


def make(
    organisation: Organisation, roles: Iterable[Role], *, by: Actor | None, life: timedelta, ceremony: bool = False
) -> tuple[str, Invitation]:
    """The token (shown once) and its row."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        organisation=organisation,
        roles=sorted(str(role) for role in roles),
        token_hash=_hash(token),
        made_by=by.member if by else None,
        ceremony=ceremony,
        made_at=clock.now(),
        expires_at=clock.now() + life,
    )
    return token, invitation


@transaction.atomic
def invite(*, by: Actor, roles: Iterable[Role]) -> tuple[str, Invitation]:
    """Invites a person with some roles; the link works once a second colleague has approved. Returns token and row."""
    chosen = frozenset(roles)
    if not chosen:
        raise Refused("roles_needed")
    token, invitation = make(by.member.organisation, chosen, by=by, life=INVITATION_LIFE)
    record(
        tag=Tag.MEMBER_INVITED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=invitation.id,
        facts={"roles": sorted(str(role) for role in chosen)},
    )
    return token, invitation


def _waiting(by: Actor, invitation_id: UUID) -> Invitation:
    try:
        return Invitation.objects.select_for_update().get(
            id=invitation_id, organisation_id=by.organisation_id, used_by=None, withdrawn_at=None
        )
    except Invitation.DoesNotExist:
        raise Refused("no_such_invitation") from None


@transaction.atomic
def approve_invitation(*, by: Actor, invitation_id: UUID) -> Invitation:
    """The second person's yes."""
    invitation = _waiting(by, invitation_id)
    check_second_person(asker=invitation.made_by_id, approver=by.id)
    invitation.approved_by = by.member
    invitation.save(update_fields=["approved_by"])
    record(tag=Tag.INVITATION_APPROVED, actor=by.id, organisation=by.organisation_id, subject=invitation.id)
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation_id: UUID) -> None:
    """Takes an unused invitation back; the link works no more."""
    invitation = _waiting(by, invitation_id)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(tag=Tag.INVITATION_WITHDRAWN, actor=by.id, organisation=by.organisation_id, subject=invitation.id)


def find_invitation(token: str) -> Invitation:
    """The invitation behind a link that can be used now; `Refused` says why it cannot."""
    invitation = Invitation.objects.select_related("organisation").filter(token_hash=_hash(token)).first()
    if invitation is None:
        raise Refused("no_such_invitation")
    check_can_use_invitation(
        expires_at=invitation.expires_at,
        used=invitation.used_by_id is not None,
        withdrawn=invitation.withdrawn_at is not None,
        approved=invitation.ceremony or invitation.approved_by_id is not None,
        now=clock.now(),
    )
    return invitation
