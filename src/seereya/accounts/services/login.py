"""Logging in: passphrase, then second factor; and reopening a locked session with the passphrase alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seereya.accounts import announcements
from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Session
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import ENROLMENT_LIFE, MemberStatus, Refused, Stage
from seereya.accounts.services import guesses, keys, sessions
from seereya.accounts.services.passkeys import check_passkey
from seereya.accounts.services.recovery import seal_to_organisation
from seereya.accounts.services.totp import check_totp
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation.seal import Broken


@dataclass(frozen=True)
class Step:
    """A step of logging in that went well: the token for the session cookie, and one for the known-browser cookie at the end."""

    token: bytes
    actor: Actor
    browser: bytes = b""


def give_passphrase(*, handle: str, passphrase: str, browser: bytes) -> Step:
    """First step. Wrong handle and wrong passphrase give the same refusal after the same work; limits act before Argon2.

    Raises `Refused`: `too_many_guesses`, `wrong_passphrase`, `suspended`, `left`.
    """
    name = handle.strip().lower()
    bucket = guesses.bucket_of(name, browser)
    if not guesses.may_guess(bucket):
        raise Refused("too_many_guesses")
    member = Member.objects.select_related("organisation").filter(handle=name).first()
    try:
        with guesses.turn(bucket):
            private = _private_of(member, passphrase)
    except Broken:
        guesses.wrong_guess(bucket)
        if member is not None:
            record(tag=Tag.LOGIN_REFUSED, organisation=member.organisation_id, subject=member.id, facts={"step": "passphrase"})
        raise Refused("wrong_passphrase") from None
    assert member is not None
    if member.status not in {MemberStatus.ACTIVE, MemberStatus.ENROLLING}:
        raise Refused(str(member.status))
    guesses.forget_guesses(bucket)
    unfinished = not member.authenticators.exists()  # enrolment or recovery broke off before its second factor
    token, session = sessions.start(member, private, Stage.HALF, life=ENROLMENT_LIFE if unfinished else None)
    return Step(token, Actor(member, roles_of(member), private, session))


def _private_of(member: Member | None, passphrase: str) -> bytes:
    if member is None:
        keys.waste_a_stretch(passphrase)
        raise Broken
    return keys.open_with_passphrase(member, passphrase)


def _finish(actor: Actor, browser: bytes, factor: str) -> Step:
    """Both factors are given: a new token, a full session, and the browser is known from now on."""
    half = actor.session
    assert half is not None
    half.delete()
    if actor.member.status != MemberStatus.ACTIVE:
        raise Refused("not_active")
    token, session = sessions.start(actor.member, actor.private_key, Stage.OPEN)
    record(
        tag=Tag.MEMBER_LOGGED_IN, actor=actor.id, organisation=actor.organisation_id, subject=actor.id, facts={"factor": factor}
    )
    seal_to_organisation(by=actor)
    inside = Actor(actor.member, actor.roles, actor.private_key, session)
    announcements.opened(inside)
    return Step(token, inside, guesses.remember_browser(actor.member, browser))


def give_totp(*, by: Actor, code: str, browser: bytes) -> Step:
    """Second step with a code. Raises `Refused`: `too_many_guesses`, `wrong_code`, `code_replayed`."""
    session = _half(by)
    bucket = guesses.code_bucket(by.member, bytes(session.token_hash))
    if not guesses.may_guess(bucket):
        session.delete()
        raise Refused("too_many_guesses")
    try:
        check_totp(by=by, code=code)
    except Refused:
        guesses.wrong_guess(bucket)
        record(tag=Tag.LOGIN_REFUSED, organisation=by.organisation_id, subject=by.id, facts={"step": "code"})
        raise
    guesses.forget_guesses(bucket)
    return _finish(by, browser, "totp")


def give_passkey(*, by: Actor, response: Mapping[str, Any], browser: bytes) -> Step:
    """Second step with a passkey. Raises `Refused`: `passkey_failed`, `no_session`."""
    _half(by)
    try:
        check_passkey(by=by, response=response)
    except Refused:
        record(tag=Tag.LOGIN_REFUSED, organisation=by.organisation_id, subject=by.id, facts={"step": "passkey"})
        raise
    return resume(by=by, browser=browser)


def resume(*, by: Actor, browser: bytes) -> Step:
    """Second step after a passkey was checked by `passkeys.check_passkey`."""
    _half(by)
    return _finish(by, browser, "passkey")


def _half(by: Actor) -> Session:
    if by.session is None or by.session.stage != Stage.HALF:
        raise Refused("no_session")
    return by.session


def unlock(*, by: Actor, passphrase: str, browser: bytes) -> bytes:
    """Reopens a locked session with the passphrase alone; returns the new token. Drafts are where they were."""
    if by.session is None or by.session.stage != Stage.LOCKED:
        raise Refused("no_session")
    bucket = guesses.bucket_of(by.member.handle, browser)
    if not guesses.may_guess(bucket):
        raise Refused("too_many_guesses")
    try:
        with guesses.turn(bucket):
            private = keys.open_with_passphrase(by.member, passphrase)
    except Broken:
        guesses.wrong_guess(bucket)
        raise Refused("wrong_passphrase") from None
    guesses.forget_guesses(bucket)
    token = sessions.reopen(by.session, private)
    record(tag=Tag.SESSION_UNLOCKED, actor=by.id, organisation=by.organisation_id, subject=by.id)
    announcements.opened(Actor(by.member, by.roles, private, by.session))
    return token


def recognise(*, by: Actor, handle: str, passphrase: str, browser: bytes) -> Actor:
    """A second colleague who types at the same table, for what takes two: the actor with that person's key, without a session.

    Raises `Refused`: `too_many_guesses`, `wrong_second_person`.
    """
    name = handle.strip().lower()
    bucket = guesses.bucket_of(name, browser)
    if not guesses.may_guess(bucket):
        raise Refused("too_many_guesses")
    colleagues = Member.objects.select_related("organisation").filter(
        organisation_id=by.organisation_id, status=MemberStatus.ACTIVE
    )
    member = colleagues.filter(handle=name).exclude(id=by.id).first()
    try:
        with guesses.turn(bucket):
            private = _private_of(member, passphrase)
    except Broken:
        guesses.wrong_guess(bucket)
        raise Refused("wrong_second_person") from None
    assert member is not None
    guesses.forget_guesses(bucket)
    return Actor(member, roles_of(member), private)
