"""Private talks: deposited by the educator, taken up by those who may refer, never tied to a name or, in clear, to a session."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.content_sessions import Talk, TalkCount
from seereya.education.models import PrivateTalk, Session
from seereya.education.permissions_sessions import TALK_READERS
from seereya.education.rules.sessions import State, month_of
from seereya.education.sealing import TALK, TALKS, NotThere, held_session
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection.announcements import ReferralChanged
from seereya.protection.sealing import home_vault
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.references import open_code


@transaction.atomic
def begin_talk(*, by: Actor, session_id: UUID, content: Talk, token: UUID | None = None) -> PrivateTalk:
    """Somebody asked to talk in private: an opaque subject that those who may refer find, and one more in the session's number.

    The educator need not hold the documentation vault: what is written is sealed to it and cannot be read back.
    Raises `NotThere`, `Refused` (`session_cancelled`, `no_documentation_vault`).
    """
    if token and (sent := PrivateTalk.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    session, keys = held_session(by, session_id)
    if session.status == State.CANCELLED:
        raise Refused("session_move_not_possible")
    vault = home_vault(by.organisation_id)
    row = PrivateTalk(id=token or new_id(), organisation_id=by.organisation_id, code=open_code("PT"))
    row.month = month_of(clock.today())
    sealing = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.content = sealing.seal(TALK, Group.CONTENT, 1, replace(content, session=str(session.id)).to_json())
    row.save(force_insert=True)
    _count_one_more(session, keys)
    record(tag=Tag.TALK_BEGUN, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _count_one_more(session: Session, keys: RecordKeys) -> None:
    """The version bound to the number stays one: a version in clear would tell a disk how many talked."""
    count = TalkCount.from_json(keys.open(TALKS, Group.CONTENT, 1, session.talks))
    session.talks = keys.seal(TALKS, Group.CONTENT, 1, TalkCount(count.number + 1).to_json())
    session.save(update_fields=["talks"])


@transaction.atomic
def end_talk(*, by: Actor, talk_id: UUID, version: int, words: str) -> PrivateTalk:
    """No referral comes of a talk: what the person decided, or why nobody could ask. Raises `NotThere`, `Refused`."""
    keys = record_keys(keyring_of(by), [talk_id]).get(talk_id)
    row = PrivateTalk.objects.select_for_update().filter(id=talk_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    if row.version != version or row.status == PrivateTalk.ENDED:
        raise Refused("changed_meanwhile")
    if not words.strip():
        raise Refused("talk_words_needed")
    content = Talk.from_json(keys.open(TALK, Group.CONTENT, row.version, row.content))
    row.version, row.status = row.version + 1, PrivateTalk.ENDED
    row.content = keys.seal(TALK, Group.CONTENT, row.version, replace(content, ended=words.strip()).to_json())
    row.save()
    record(tag=Tag.TALK_ENDED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def note_referral(news: ReferralChanged) -> None:
    """A service was offered to somebody who had asked to talk: the talk waits no more."""
    if news.subject is not None:
        waiting = PrivateTalk.objects.filter(id=news.subject, organisation_id=news.organisation, status=PrivateTalk.WAITING)
        waiting.update(status=PrivateTalk.OFFERED)


def may_take(by: Actor, row: PrivateTalk) -> bool:
    """Whether the actor may offer help to who asked: holds the documentation vault and a role that refers."""
    return by.holds(*TALK_READERS) and row.id in record_keys(keyring_of(by), [row.id])
