"""Ways back in: a member's printed code; the organisation's key, split among custodians."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Organisation
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import ENROLMENT_LIFE, SHARES_NEEDED, MemberStatus, Refused, Stage, check_custodians
from seereya.accounts.services import guesses, keys, sessions
from seereya.accounts.services.offers import check_offered
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.foundation.seal import Broken


@dataclass(frozen=True)
class Recovered:
    """A way back in that worked: a half-open session in which a factor can be set again."""

    token: bytes
    actor: Actor


def seal_to_organisation(*, by: Actor) -> None:
    """Keeps a copy of the member's private key that only the organisation's custodians together can open."""
    organisation = by.member.organisation
    if not organisation.recovery_public or by.member.organisation_generation == organisation.recovery_generation:
        return
    member = by.member
    member.private_for_organisation = seal.seal_to(
        bytes(organisation.recovery_public), by.private_key, keys.organisation_context(member.id, member.key_generation)
    )
    member.organisation_generation = organisation.recovery_generation
    member.save(update_fields=["private_for_organisation", "organisation_generation"])


@transaction.atomic
def make_recovery_shares(*, by: Actor, countries: list[str], second: Actor | None = None) -> list[str]:
    """Makes the organisation's recovery key and returns its shares, one for each custodian, to be printed once and kept apart.

    `countries`: where each custodian lives; fewer than the threshold may live in any one (decision 9). `second`: the colleague
    who is there too, without whom shares that exist are never replaced: one person with five fresh shares would open everything.
    """
    check_custodians(countries, SHARES_NEEDED)
    organisation = Organisation.objects.select_for_update().get(id=by.organisation_id)
    if organisation.recovery_generation and (second is None or second.id == by.id):
        raise Refused("second_person_needed")
    pair, secret = seal.keypair(), seal.new_key()
    shares = seal.split(secret, SHARES_NEEDED, len(countries))
    organisation.recovery_public = pair.public
    organisation.recovery_generation += 1
    organisation.recovery_private = seal.box(secret, pair.private, _recovery_context(organisation))
    organisation.shares_needed, organisation.shares_made = SHARES_NEEDED, len(countries)
    organisation.save(
        update_fields=["recovery_public", "recovery_private", "recovery_generation", "shares_needed", "shares_made"]
    )
    by.member.organisation = organisation
    seal_to_organisation(by=by)
    record(
        tag=Tag.RECOVERY_SHARES_MADE,
        actor=by.id,
        organisation=organisation.id,
        subject=organisation.id,
        facts={"shares": len(countries), "needed": SHARES_NEEDED, "generation": organisation.recovery_generation},
    )
    return [share.to_text() for share in shares]


def _recovery_context(organisation: Organisation) -> bytes:
    return seal.context("organisation-recovery", organisation.id, organisation.recovery_generation)


def join_shares(organisation: Organisation, texts: list[str]) -> bytes:
    """The organisation's private key from enough shares, which together open the box it stands in.

    Raises `Refused`: `bad_share`, `too_few_shares`, `mixed_shares`.
    """
    try:
        secret = seal.join([seal.Share.from_text(text) for text in texts if text.strip()])
        return seal.unbox(secret, bytes(organisation.recovery_private), _recovery_context(organisation))
    except seal.NotEnoughShares:
        raise Refused("too_few_shares") from None
    except seal.MixedShares:
        raise Refused("mixed_shares") from None
    except (Broken, ValueError):
        raise Refused("bad_share") from None


def _restart(member: Member, private: bytes, passphrase: str) -> Recovered:
    """A new passphrase, no factors, old sessions dead, and a half-open session to set a factor in."""
    keys.set_passphrase(member, private, passphrase)
    member.private_for_code = b""
    member.save(update_fields=["salt", "stretch", "verifier", "private_boxed", "private_for_code"])
    member.authenticators.all().delete()
    sessions.close_all(member)
    token, session = sessions.start(member, private, Stage.HALF, life=ENROLMENT_LIFE)
    return Recovered(token, Actor(member, roles_of(member), private, session))


def recover_with_code(*, handle: str, code: str, passphrase: str, browser: bytes) -> Recovered:
    """A member who lost passphrase or factor comes back with the printed code, and gets a new passphrase, factor and code.

    Nobody guesses 160 bits: a limit here would only let strangers keep the owner out on the day everything was lost.
    Raises `Refused("wrong_recovery_code")`.
    """
    name = handle.strip().lower()
    member = Member.objects.select_related("organisation").filter(handle=name, status=MemberStatus.ACTIVE).first()
    try:
        private = _private_from_code(member, code)
    except (Broken, ValueError):
        _note_wrong_code(member, guesses.bucket_of(f"recovery/{name}", browser))
        raise Refused("wrong_recovery_code") from None
    assert member is not None
    with transaction.atomic():
        recovered = _restart(member, private, passphrase)
        record(tag=Tag.RECOVERY_CODE_USED, actor=member.id, organisation=member.organisation_id, subject=member.id)
    return recovered


def _private_from_code(member: Member | None, code: str) -> bytes:
    key = seal.recovery_key(code)
    if member is None:
        raise Broken
    return seal.unbox(key, bytes(member.private_for_code), keys.code_context(member.id, member.key_generation))


def _note_wrong_code(member: Member | None, bucket: tuple[str, bytes]) -> None:
    """Writes down wrong codes for the member to see, a few in a while and not every one of a flood."""
    if member is not None and guesses.may_guess(bucket):
        guesses.wrong_guess(bucket)
        record(tag=Tag.LOGIN_REFUSED, organisation=member.organisation_id, subject=member.id, facts={"step": "recovery-code"})


def come_back(*, handle: str, code: str, passphrase: str, ticket: str, browser: bytes) -> Recovered:
    """`recover_with_code` with a passphrase that was offered on the page."""
    check_offered(passphrase, ticket)
    return recover_with_code(handle=handle, code=code, passphrase=passphrase, browser=browser)


def recover_with_shares(*, by: Actor, member_id: UUID, shares: list[str], passphrase: str) -> Member:
    """Custodians and a colleague bring back a member who lost everything; the member logs in with the new passphrase and sets a
    factor. Never for oneself. Raises `Refused` naming what is wrong with the shares.
    """
    if member_id == by.id:
        raise Refused("second_person_needed")
    member = Member.objects.select_related("organisation").filter(id=member_id, organisation_id=by.organisation_id).first()
    if member is None or member.status == MemberStatus.LEFT:
        raise Refused("no_such_member")
    if not member.organisation.recovery_public:
        raise Refused("no_shares")
    if member.organisation_generation != member.organisation.recovery_generation or not member.private_for_organisation:
        raise Refused("nothing_for_custodians")
    private_of_organisation = join_shares(member.organisation, shares)
    try:
        private = seal.open_with(
            private_of_organisation,
            bytes(member.private_for_organisation),
            keys.organisation_context(member.id, member.key_generation),
        )
    except Broken:
        raise Refused("bad_share") from None
    with transaction.atomic():
        recovered = _restart(member, private, passphrase)
        assert recovered.actor.session is not None
        recovered.actor.session.delete()
        record(tag=Tag.ORGANISATION_RECOVERY_USED, actor=by.id, organisation=by.organisation_id, subject=member.id)
    return member


def bring_back(*, by: Actor, member_id: UUID, shares: list[str], passphrase: str, ticket: str) -> Member:
    """`recover_with_shares` with a passphrase that was offered on the page."""
    check_offered(passphrase, ticket)
    return recover_with_shares(by=by, member_id=member_id, shares=shares, passphrase=passphrase)


@transaction.atomic
def new_recovery_code(*, by: Actor) -> str:
    """Replaces the printed code; the one before works no more."""
    code = keys.set_recovery_code(by.member, by.private_key)
    by.member.recovery_set_at = clock.now()
    by.member.save(update_fields=["private_for_code", "recovery_set_at"])
    record(tag=Tag.RECOVERY_CODE_RENEWED, actor=by.id, organisation=by.organisation_id, subject=by.id)
    return code
