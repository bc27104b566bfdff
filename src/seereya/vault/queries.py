"""Reading vaults and grants: what waits for somebody's decision."""

from __future__ import annotations

from django.db.models import QuerySet

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.rules import MemberStatus, Role
from seereya.vault.keyring import keyring_of
from seereya.vault.models import GrantRequest, Vault
from seereya.vault.rules import RequestState


def ceremony_due(actor: Actor) -> bool:
    """Whether the member's organisation still waits for its keys: two founders are in and no vault exists."""
    if Vault.objects.filter(organisation_id=actor.organisation_id).exists():
        return False
    founders = Member.objects.filter(organisation_id=actor.organisation_id, status=MemberStatus.ACTIVE).count()
    return founders >= 2 and actor.holds(Role.ADMINISTRATOR, Role.SECURITY, Role.COORDINATOR)  # noqa: PLR2004


def requests_to_decide(actor: Actor) -> QuerySet[GrantRequest]:
    """Grants asked for by others, for others, to vaults this member holds."""
    held = [keys.vault.id for keys in keyring_of(actor).all()]
    return (
        GrantRequest.objects.filter(vault__in=held, vault__organisation_id=actor.organisation_id, state=RequestState.ASKED)
        .exclude(asked_by=actor.member)
        .exclude(member=actor.member)
        .select_related("asked_by", "member", "vault")
    )


def rotations_due(actor: Actor) -> list[Vault]:
    """Vaults this member holds that wait for a new key since somebody left."""
    held = [keys.vault.id for keys in keyring_of(actor).all()]
    return list(Vault.objects.filter(id__in=held, organisation_id=actor.organisation_id).exclude(rotation_due_at=None))
