"""What the room's services share: a record that is not there, one that is not the member's, the body a hearing stood before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.observatory.rules import Refused, sat_on
from seereya.reference import saying, terms
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

NATIONAL = "national"


class NotThere(Http404):
    """There is no such record, or it is not yours: the answer is the same, after the same work."""


def keys_to_change(by: Actor, record_id: UUID) -> RecordKeys:
    """The keys of a record the member can open. Raises `NotThere`."""
    keys = record_keys(keyring_of(by), [record_id]).get(record_id)
    if keys is None or not keys.holds(Group.CONTENT):
        raise NotThere
    return keys


def check_own(by: Actor, organisation_id: UUID) -> None:
    """Refuses a change to a partner's record."""
    if organisation_id != by.organisation_id:
        raise Refused("not_yours")


def note(by: Actor, tag: Tag, record_id: UUID, **facts: object) -> None:
    """The audit row of a change."""
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=record_id, facts=facts)


def check_court(code: str, day: date) -> None:
    """Refuses what is no national body, or none that existed on the day. Raises `Refused`: `court_needed`, `court_not_then`."""
    word = terms.vocabulary("bodies").get(code)
    if word is None or word.extra.get("level") != NATIONAL or len(word.path) == 1:
        raise Refused("court_needed")
    if not sat_on(word.extra.get("valid_from", ""), word.extra.get("valid_to", ""), day):
        raise Refused("court_not_then", other=saying.term("bodies", word.extra.get("replaced_by", "")) or "–")
