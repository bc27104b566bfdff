"""What the forms of a referral stand on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.protection import naming
from seereya.protection.naming import Named
from seereya.protection.rules import Side
from seereya.protection.sealing import NotThere, check_subject
from seereya.protection.services.openings import OpenedReferral, open_referral


def offering(by: Actor, subject: UUID) -> dict[str, Any]:
    """The person somebody offers a service to. Raises `NotThere`."""
    check_subject(by, subject)
    named = naming.named(by, [subject]).get(subject, Named(""))
    return {"code": named.code, "back": named.url}


def changing(by: Actor, referral_id: UUID) -> tuple[OpenedReferral, str]:
    """A referral one's own organisation made, with its own note. Raises `NotThere`."""
    opened = open_referral(by=by, referral_id=referral_id)
    if opened.side is not Side.SENDER or opened.own is None:
        raise NotThere
    return opened, opened.own.note
