"""Who holds which vault: asked by one, given by another, taken back by either."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import MemberStatus, check_second_person
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Grant, GrantRequest, Vault
from seereya.vault.rules import Refused, RequestState, VaultKind, check_another_holder, check_may_hold_grant
from seereya.vault.services.vaults import add_grant


def _own_vault(actor: Actor, vault_id: UUID) -> Vault:
    try:
        return Vault.objects.select_related("organisation").get(id=vault_id, organisation_id=actor.organisation_id)
    except Vault.DoesNotExist:
        raise Refused("no_such_vault") from None


def _colleague(actor: Actor, member_id: UUID) -> Member:
    try:
        return Member.objects.get(id=member_id, organisation_id=actor.organisation_id, status=MemberStatus.ACTIVE)
    except Member.DoesNotExist:
        raise Refused("no_such_member") from None


@transaction.atomic
def ask_for_grant(*, by: Actor, vault_id: UUID, member_id: UUID) -> GrantRequest:
    """Asks that a colleague receive a vault's key. Nothing is sealed until a second person, who holds the vault, agrees."""
    vault, member = _own_vault(by, vault_id), _colleague(by, member_id)
    check_may_hold_grant(VaultKind(vault.kind), roles_of(member))
    if Grant.objects.filter(vault=vault, version=vault.version, member=member, revoked_at=None).exists():
        raise Refused("already_granted")
    try:
        with transaction.atomic():
            request = GrantRequest.objects.create(vault=vault, member=member, asked_by=by.member, asked_at=clock.now())
    except IntegrityError:
        raise Refused("already_asked") from None
    record(tag=Tag.GRANT_ASKED, actor=by.id, organisation=by.organisation_id, subject=member.id, facts={"vault": str(vault.id)})
    return request


@transaction.atomic
def decide_grant(*, by: Actor, request_id: UUID, give: bool) -> GrantRequest:
    """Gives or refuses what another asked for; giving needs the vault's key in the decider's own session."""
    try:
        request = (
            GrantRequest.objects.select_for_update()
            .select_related("vault", "member")
            .get(id=request_id, vault__organisation_id=by.organisation_id, state=RequestState.ASKED)
        )
    except GrantRequest.DoesNotExist:
        raise Refused("no_such_request") from None
    check_second_person(asker=request.asked_by_id, approver=by.id)
    if request.member_id == by.id:
        raise Refused("second_person_needed")
    ring = keyring_of(by)
    if request.vault_id not in ring:
        raise Refused("decider_must_hold_vault")
    if give:
        keys = ring[request.vault_id]
        vault = Vault.objects.select_related("organisation").get(id=request.vault_id)
        add_grant(
            vault=vault,
            version=keys.newest,
            private=keys.privates[keys.newest],
            member=request.member,
            given_by=by.id,
            approved_by=request.asked_by_id,
        )
    request.state = RequestState.GIVEN if give else RequestState.REFUSED
    request.decided_by, request.decided_at = by.member, clock.now()
    request.save(update_fields=["state", "decided_by", "decided_at"])
    record(
        tag=Tag.GRANT_GIVEN if give else Tag.GRANT_REFUSED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=request.member_id,
        facts={"vault": str(request.vault_id), "asked_by": str(request.asked_by_id)},
    )
    return request


@transaction.atomic
def revoke_grant(*, by: Actor, vault_id: UUID, member_id: UUID) -> None:
    """Takes a vault's key back at once and marks the vault for a new key, because what was held may have been kept.

    Raises `Refused`: `not_granted`, `last_holder`.
    """
    vault = _own_vault(by, vault_id)
    take_grants(by=by, member_id=member_id, vaults=[vault.id])


def take_grants(*, by: Actor, member_id: UUID, vaults: list[UUID]) -> None:
    """Takes the keys of some vaults from a member; inside the caller's transaction. The last holder of a vault keeps it."""
    for vault_id in vaults:
        live = Grant.objects.filter(vault_id=vault_id, revoked_at=None)
        mine = live.filter(member_id=member_id)
        if not mine.exists():
            raise Refused("not_granted")
        check_another_holder(holders=live.values("member").distinct().count())
        mine.update(revoked_at=clock.now(), wrapped=b"")
        record(
            tag=Tag.GRANT_REVOKED, actor=by.id, organisation=by.organisation_id, subject=member_id, facts={"vault": str(vault_id)}
        )
    Vault.objects.filter(id__in=vaults).update(rotation_due_at=clock.now())
