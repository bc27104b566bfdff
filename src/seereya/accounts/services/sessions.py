"""Sessions: one random token in the cookie; the server keeps its hash and the private key boxed under what the token derives."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from seereya.accounts import announcements
from seereya.accounts.actor import Actor
from seereya.accounts.models import GuessCount, Member, Session
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import GUESS_WINDOW, HALF_LIFE, MemberStatus, Stage
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.foundation.seal import Broken

TOKEN_LENGTH = 32
_TOUCH_EVERY = timedelta(seconds=60)


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(seal.derive(token, "session/id")).digest()


def _box(token: bytes, member: Member, stage: str, private: bytes) -> bytes:
    return seal.box(seal.derive(token, "session/box"), private, seal.context("session", member.id, stage))


def start(member: Member, private: bytes, stage: Stage, *, life: timedelta | None = None) -> tuple[bytes, Session]:
    """A new session at a stage: returns the token for the cookie and the row. The token is new at every stage."""
    token, now = os.urandom(TOKEN_LENGTH), clock.now()
    if life is None:
        life = HALF_LIFE if stage is Stage.HALF else timedelta(hours=settings.SESSION_HOURS)
    session = Session.objects.create(
        token_hash=_hash(token),
        member=member,
        stage=stage,
        private_boxed=_box(token, member, stage, private),
        made_at=now,
        seen_at=now,
        expires_at=now + life,
    )
    return token, session


def find(token: bytes) -> Actor | None:
    """The actor of a cookie's token: nobody where the session ended, and no key where it is locked."""
    if len(token) != TOKEN_LENGTH:
        return None
    session = Session.objects.select_related("member__organisation").filter(token_hash=_hash(token)).first()
    if session is None:
        return None
    now = clock.now()
    member = session.member
    if now >= session.expires_at or _may_not_be_here(session):
        session.delete()
        return None
    if session.stage == Stage.OPEN and now - session.seen_at > timedelta(minutes=settings.SESSION_IDLE_MINUTES):
        lock(session)
    private = b""
    if session.stage != Stage.LOCKED:
        try:
            private = seal.unbox(
                seal.derive(token, "session/box"), bytes(session.private_boxed), seal.context("session", member.id, session.stage)
            )
        except Broken:
            session.delete()
            return None
    return Actor(member=member, roles=roles_of(member), private_key=private, session=session)


def _may_not_be_here(session: Session) -> bool:
    """Active members are in; somebody still enrolling has a half-open session only."""
    status = session.member.status
    return status != MemberStatus.ACTIVE and not (status == MemberStatus.ENROLLING and session.stage == Stage.HALF)


def lock(session: Session) -> None:
    """Locks a session after a pause: the boxed key is thrown away, drafts stay."""
    session.stage, session.private_boxed, session.purposes = Stage.LOCKED, b"", b""
    session.challenge = b""
    session.save(update_fields=["stage", "private_boxed", "purposes", "challenge"])
    announcements.ended(bytes(session.token_hash))


def lock_session(*, by: Actor) -> None:
    """Locks the session on its owner's wish: the key leaves the server's tables; the passphrase opens it again."""
    if by.session is not None:
        lock(by.session)


def reopen(session: Session, private: bytes) -> bytes:
    """Reopens a locked session under a fresh token; returns the token."""
    token = os.urandom(TOKEN_LENGTH)
    Session.objects.filter(token_hash=session.token_hash).update(
        token_hash=_hash(token),
        stage=Stage.OPEN,
        private_boxed=_box(token, session.member, Stage.OPEN, private),
        seen_at=clock.now(),
    )
    return token


def touch(actor: Actor) -> None:
    """Notes that the session is in use, once a minute at most."""
    session = actor.session
    if session is not None and clock.now() - session.seen_at > _TOUCH_EVERY:
        session.seen_at = clock.now()
        session.save(update_fields=["seen_at"])


def say(actor: Actor, kind: str, code: str) -> None:
    """Keeps a message (a code of `wording.SAID`, never words) for the next page."""
    if actor.session is not None:
        actor.session.said = [*actor.session.said, [kind, code]][-5:]
        actor.session.save(update_fields=["said"])


def take_said(actor: Actor) -> list[tuple[str, str]]:
    """The messages kept for this page, as (kind, code); they are said once."""
    if actor.session is None or not actor.session.said:
        return []
    said = [(str(kind), str(code)) for kind, code in actor.session.said]
    actor.session.said = []
    actor.session.save(update_fields=["said"])
    return said


def close_session(*, by: Actor) -> None:
    """Logging out: the row is deleted, and the cookie opens nothing."""
    if by.session is not None:
        ended = bytes(by.session.token_hash)
        by.session.delete()
        announcements.ended(ended)
        record(tag=Tag.MEMBER_LOGGED_OUT, actor=by.id, organisation=by.organisation_id, subject=by.id)


def close_all(member: Member, *, but: Session | None = None) -> int:
    """Ends every session of a member; returns how many."""
    keep = Q() if but is None else ~Q(token_hash=but.token_hash)
    ending = Session.objects.filter(keep, member=member)
    hashes = [bytes(one) for one in ending.values_list("token_hash", flat=True)]
    ending.delete()
    for one in hashes:
        announcements.ended(one)
    return len(hashes)


def sweep() -> int:
    """Deletes sessions past their end and counts of guesses past their window; returns how many sessions."""
    gone = Session.objects.filter(expires_at__lte=clock.now())
    hashes = [bytes(one) for one in gone.values_list("token_hash", flat=True)]
    gone.delete()
    for one in hashes:
        announcements.ended(one)
    GuessCount.objects.filter(since__lt=clock.now() - GUESS_WINDOW).delete()
    return len(hashes)
