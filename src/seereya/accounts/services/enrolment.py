"""How a person becomes a member: handle, generated passphrase, second factor, recovery code."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from seereya.accounts import announcements
from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Organisation, RoleHeld
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import (
    CEREMONY_LIFE,
    ENROLMENT_LIFE,
    MemberStatus,
    Refused,
    Role,
    Stage,
    check_handle,
    check_organisation,
)
from seereya.accounts.services import guesses, keys, sessions
from seereya.accounts.services.invitations import find_invitation, make
from seereya.accounts.services.offers import check_offered, offer_passphrase
from seereya.accounts.services.recovery import seal_to_organisation
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal

__all__ = [
    "FOUNDERS",
    "Enrolled",
    "check_offered",
    "enrol",
    "finish_enrolment",
    "found_organisation",
    "make_member",
    "offer_passphrase",
]

# Between them the two founders may hold every kind of vault, and neither can give a grant alone.
FOUNDERS = (
    frozenset({Role.COORDINATOR, Role.DOCUMENTALIST, Role.ADMINISTRATOR}),
    frozenset({Role.COUNSEL, Role.VERIFIER, Role.SECURITY}),
)


@dataclass(frozen=True)
class Enrolled:
    """A step of enrolment that went well: the session's token, the actor, and, at the end, the recovery code to print."""

    token: bytes
    actor: Actor
    recovery_code: str = ""
    browser: bytes = b""


@transaction.atomic
def found_organisation(*, code: str, name: str, country: str = "") -> tuple[Organisation, list[str]]:
    """The installation operator's act: an organisation and the links with which its first two members enrol, valid for a day."""
    check_organisation(code=code, name=name, country=country)
    if Organisation.objects.filter(code=code).exists():
        raise Refused("organisation_exists")
    organisation = Organisation.objects.create(code=code, name=name, country=country, made_at=clock.now())
    tokens = [make(organisation, roles, by=None, life=CEREMONY_LIFE, ceremony=True)[0] for roles in FOUNDERS]
    record(tag=Tag.ORGANISATION_FOUNDED, organisation=organisation.id, subject=organisation.id)
    return organisation, tokens


@transaction.atomic
def enrol(*, token: str, handle: str, passphrase: str, ticket: str, language: str) -> Enrolled:
    """First step: makes the member with a key pair of its own, boxed under the passphrase."""
    invitation = find_invitation(token)
    name = check_handle(handle)
    check_offered(passphrase, ticket)
    member, private = make_member(
        invitation.organisation, name, passphrase, frozenset(Role(r) for r in invitation.roles), language
    )
    invitation.used_by = member
    invitation.save(update_fields=["used_by"])
    session_token, session = sessions.start(member, private, Stage.HALF, life=ENROLMENT_LIFE)
    return Enrolled(session_token, Actor(member, roles_of(member), private, session))


def make_member(
    organisation: Organisation, handle: str, passphrase: str, roles: frozenset[Role], language: str
) -> tuple[Member, bytes]:
    """A member row with its keys, still enrolling; returns it with the private key."""
    pair = seal.keypair()
    member = Member(organisation=organisation, handle=handle, language=language, public_key=pair.public, made_at=clock.now())
    keys.set_passphrase(member, pair.private, passphrase)
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError:
        raise Refused("handle_taken") from None
    RoleHeld.objects.bulk_create([RoleHeld(member=member, role=role, given_at=clock.now()) for role in sorted(roles)])
    return member, pair.private


@transaction.atomic
def finish_enrolment(*, by: Actor, browser: bytes) -> Enrolled:
    """Last step, after a second factor was set: the recovery code is made, the member is active, the session opens."""
    member = by.member
    if not member.authenticators.exists():
        raise Refused("no_second_factor")
    if by.session is None or by.session.stage != Stage.HALF:
        raise Refused("no_session")
    code = keys.set_recovery_code(member, by.private_key)
    first = member.status == MemberStatus.ENROLLING
    member.status, member.recovery_set_at = MemberStatus.ACTIVE, clock.now()
    member.save(update_fields=["private_for_code", "status", "recovery_set_at"])
    by.session.delete()
    token, session = sessions.start(member, by.private_key, Stage.OPEN)
    tag = Tag.MEMBER_ENROLLED if first else Tag.RECOVERY_CODE_RENEWED
    record(tag=tag, actor=member.id, organisation=member.organisation_id, subject=member.id)
    actor = Actor(member, by.roles, by.private_key, session)
    seal_to_organisation(by=actor)
    announcements.opened(actor)
    return Enrolled(token, actor, code, guesses.remember_browser(member, browser))
