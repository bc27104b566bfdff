"""Mandates: who may speak for whom, before whom, until when. Pure.

A special mandate names its forum. A child gives assent and a guardian signs; a guardian who is accused in the same file may not.
The dead and disappeared are spoken for by heirs. Nothing new is filed on a mandate that ended.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from seereya.accounts.rules import Refused
from seereya.foundation.sealable import Sealable

HEIR, MINOR, COLLECTIVE, REVOCATION = "M-FAM", "M-MIN", "M-COL", "M-REV"
EXPIRES_SOON = timedelta(days=60)


class Signing(enum.StrEnum):
    """How somebody gives a mandate; who does not sign puts a thumb before a witness."""

    SIGNED = "signed"
    THUMBPRINT = "thumbprint"


class Standing(enum.StrEnum):
    """What a mandate is worth on a day."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass
class MandateContent(Sealable):
    """A mandate as it was signed. Persons go by their open codes; dates as `2024-03-01`. Sealed in the casework vault."""

    id: str = ""
    kind: str = ""
    forum: str = ""
    givers: list[str] = field(default_factory=list)
    given_to: str = ""
    scope: str = ""
    signing: str = Signing.SIGNED
    witness: str = ""
    read_in: str = ""
    signed_on: str = ""
    expires_on: str = ""
    guardian: str = ""
    guardian_tie: str = ""
    assent: str = ""
    heir_of: str = ""
    heir_tie: str = ""
    association: str = ""
    scan: str = ""
    revoked_on: str = ""
    revoked_why: str = ""
    by: str = ""


def day(typed: str) -> date | None:
    """A day as it is kept; nothing for an empty one."""
    return date.fromisoformat(typed) if typed else None


def standing(mandate: MandateContent, on: date) -> Standing:
    """What the mandate is worth on a day. It holds through its last day, and no longer from the day it was revoked."""
    revoked, expires, signed = day(mandate.revoked_on), day(mandate.expires_on), day(mandate.signed_on)
    if revoked is not None and on >= revoked:
        return Standing.REVOKED
    if expires is not None and on > expires:
        return Standing.EXPIRED
    if signed is None or on < signed:
        return Standing.NOT_YET
    return Standing.VALID


def expires_soon(mandate: MandateContent, today: date) -> bool:
    """Whether a new one should be signed before this one ends."""
    expires = day(mandate.expires_on)
    return standing(mandate, today) is Standing.VALID and expires is not None and expires - today <= EXPIRES_SOON


def covers(mandate: MandateContent, forum: Sequence[str]) -> bool:
    """Whether a mandate is for a forum, given with the kinds above it: a mandate for all national courts is one for each."""
    return bool(mandate.forum) and mandate.forum in forum


def check_mandate_content(mandate: MandateContent, *, implicated: Iterable[str], today: date) -> None:
    """Refuses a mandate that would not stand: says which part is missing. `implicated`: codes of those accused in the file."""
    if not mandate.kind or mandate.kind == REVOCATION:
        raise Refused("mandate_kind_needed")
    if not mandate.forum:
        raise Refused("mandate_forum_needed")
    if not mandate.givers:
        raise Refused("mandate_giver_needed")
    if not mandate.scope.strip():
        raise Refused("mandate_scope_needed")
    _check_dates(mandate, today)
    if mandate.signing == Signing.THUMBPRINT and not mandate.witness.strip():
        raise Refused("mandate_witness_needed")
    _check_speaking_for(mandate)
    accused = set(implicated)
    if mandate.guardian and mandate.guardian in accused:
        raise Refused("guardian_implicated")
    if any(giver in accused for giver in mandate.givers):
        raise Refused("giver_implicated")


def _check_dates(mandate: MandateContent, today: date) -> None:
    signed, expires = day(mandate.signed_on), day(mandate.expires_on)
    if signed is None:
        raise Refused("mandate_date_needed")
    if signed > today:
        raise Refused("mandate_signed_later")
    if expires is not None and expires < signed:
        raise Refused("mandate_ends_before")


def _check_speaking_for(mandate: MandateContent) -> None:
    if mandate.kind == MINOR and not mandate.guardian:
        raise Refused("guardian_needed")
    if mandate.guardian and mandate.guardian in mandate.givers:
        raise Refused("guardian_is_the_child")
    if mandate.guardian and not mandate.assent.strip():
        raise Refused("assent_needed")
    if mandate.kind == HEIR and not (mandate.heir_of and mandate.heir_tie.strip()):
        raise Refused("heir_of_needed")
    if mandate.kind == COLLECTIVE and not mandate.association.strip():
        raise Refused("association_needed")


def check_act(mandates: Iterable[MandateContent], *, forum: Sequence[str], on: date) -> None:
    """Refuses a new act in a forum for which no mandate holds that day, and says what became of the last one.

    Raises `Refused`: `no_mandate`, `mandate_expired`, `mandate_revoked`, `mandate_not_yet`.
    """
    fitting = [one for one in mandates if covers(one, forum)]
    states = [standing(one, on) for one in fitting]
    if Standing.VALID in states:
        return
    if not fitting:
        raise Refused("no_mandate")
    newest, state = max(zip(fitting, states, strict=True), key=lambda pair: (pair[0].signed_on, pair[0].expires_on))
    day_said = {
        Standing.EXPIRED: newest.expires_on,
        Standing.REVOKED: newest.revoked_on,
        Standing.NOT_YET: newest.signed_on,
    }[state]
    raise Refused(f"mandate_{state}", on=day_said)


def check_revocation(mandate: MandateContent, *, on: date, why: str) -> None:
    """A mandate is revoked once, not before it was signed, and why is written down."""
    if mandate.revoked_on:
        raise Refused("mandate_revoked_before")
    signed = day(mandate.signed_on)
    if signed is not None and on < signed:
        raise Refused("mandate_ends_before")
    if not why.strip():
        raise Refused("reason_needed")
