"""Suspending, restoring, ending a membership; changing roles. Any colleague may suspend in one click."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, RoleHeld
from seereya.accounts.rules import MemberStatus, Refused, Role
from seereya.accounts.services.sessions import close_all
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock


def _colleague(by: Actor, member_id: UUID) -> Member:
    try:
        return Member.objects.select_for_update().get(id=member_id, organisation_id=by.organisation_id)
    except Member.DoesNotExist:
        raise Refused("no_such_member") from None


@transaction.atomic
def suspend(*, by: Actor, member_id: UUID) -> Member:
    """Stops an account at once, oneself or a colleague: sessions die, nothing opens until somebody else restores it."""
    member = _colleague(by, member_id)
    if member.status not in {MemberStatus.ACTIVE, MemberStatus.ENROLLING}:
        raise Refused("not_active")
    member.status, member.suspended_at = MemberStatus.SUSPENDED, clock.now()
    member.save(update_fields=["status", "suspended_at"])
    close_all(member)
    record(tag=Tag.MEMBER_SUSPENDED, actor=by.id, organisation=by.organisation_id, subject=member.id)
    return member


@transaction.atomic
def restore(*, by: Actor, member_id: UUID) -> Member:
    """Lets a suspended colleague back in; never oneself."""
    member = _colleague(by, member_id)
    if member.status != MemberStatus.SUSPENDED:
        raise Refused("not_suspended")
    if member.id == by.id:
        raise Refused("second_person_needed")
    member.status, member.suspended_at = MemberStatus.ACTIVE, None
    member.save(update_fields=["status", "suspended_at"])
    record(tag=Tag.MEMBER_RESTORED, actor=by.id, organisation=by.organisation_id, subject=member.id)
    return member


@transaction.atomic
def end_membership(*, by: Actor, member_id: UUID) -> Member:
    """A colleague leaves for good: sessions die, the boxed private key is erased. Grants are the vault's to take back."""
    member = _colleague(by, member_id)
    if member.status == MemberStatus.LEFT:
        raise Refused("left")
    if member.id == by.id:
        raise Refused("second_person_needed")
    member.status, member.left_at = MemberStatus.LEFT, clock.now()
    member.private_boxed = member.private_for_code = member.private_for_organisation = b""
    member.save(update_fields=["status", "left_at", "private_boxed", "private_for_code", "private_for_organisation"])
    close_all(member)
    member.authenticators.all().delete()
    record(tag=Tag.MEMBER_LEFT, actor=by.id, organisation=by.organisation_id, subject=member.id)
    return member


@transaction.atomic
def change_roles(*, by: Actor, member_id: UUID, roles: Iterable[Role]) -> None:
    """Sets a colleague's roles; never one's own."""
    chosen = frozenset(roles)
    member = _colleague(by, member_id)
    if member.id == by.id:
        raise Refused("second_person_needed")
    if not chosen:
        raise Refused("roles_needed")
    RoleHeld.objects.filter(member=member).exclude(role__in=chosen).delete()
    held = set(RoleHeld.objects.filter(member=member).values_list("role", flat=True))
    RoleHeld.objects.bulk_create(
        [RoleHeld(member=member, role=role, given_at=clock.now()) for role in sorted(chosen) if role not in held]
    )
    record(
        tag=Tag.ROLES_CHANGED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=member.id,
        facts={"roles": sorted(str(role) for role in chosen)},
    )


def choose_language(*, by: Actor | None, language: str) -> None:
    """Keeps the language a member reads; a guest's choice stays in the browser."""
    if by is not None:
        by.member.language = language
        by.member.save(update_fields=["language"])
