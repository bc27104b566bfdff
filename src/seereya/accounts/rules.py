"""Roles, moves and limits of membership. Pure: no database, no request."""

from __future__ import annotations

import enum
import re
import unicodedata
from datetime import datetime, timedelta


class Role(enum.StrEnum):
    """The sixteen roles of the vocabulary `roles`; a member may hold several."""

    MONITOR = "RO-MON"
    DOCUMENTALIST = "RO-DOC"
    VERIFIER = "RO-VER"
    COUNSEL = "RO-AVO"
    PARALEGAL = "RO-PAR"
    PROTECTION = "RO-PSY"
    ADVOCACY = "RO-PLA"
    EDUCATOR = "RO-EDU"
    COORDINATOR = "RO-COO"
    FINANCE = "RO-FIN"
    EVALUATION = "RO-MEL"
    DATA_PROTECTION = "RO-DPO"
    SECURITY = "RO-SEC"
    DONOR = "RO-DON"
    AUDITOR = "RO-AUD"
    ADMINISTRATOR = "RO-ADM"


class MemberStatus(enum.StrEnum):
    """What a member can do now: log in, nothing until restored, or nothing for ever."""

    ENROLLING = "enrolling"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"


class Stage(enum.StrEnum):
    """How far a session is: passphrase given, both factors given, locked after a pause."""

    HALF = "half"
    OPEN = "open"
    LOCKED = "locked"


class Refused(Exception):
    """A move that is not allowed now; `code` says why and `wording.REFUSALS` says it in words."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


INVITATION_LIFE = timedelta(days=7)
CEREMONY_LIFE = timedelta(hours=24)
HALF_LIFE = timedelta(minutes=5)
ENROLMENT_LIFE = timedelta(minutes=45)
GUESS_WINDOW = timedelta(minutes=15)
GUESSES_UNKNOWN_BROWSER = 10
GUESSES_KNOWN_BROWSER = 20
GUESSES_CODE = 6
ORGANISATION_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
LONGEST_NAME = 200
HANDLE = re.compile(r"[a-z][a-z0-9-]{2,29}")

# Recovery of an organisation: any three of five custodians, and never three in one country (decision 9).
SHARES_NEEDED = 3
SHARES_MADE = 5


def check_handle(handle: str) -> str:
    """A handle people can type on any keyboard and that says nothing of the person."""
    cleaned = handle.strip().lower()
    if not HANDLE.fullmatch(cleaned):
        raise Refused("bad_handle")
    return cleaned


def check_organisation(*, code: str, name: str, country: str) -> None:
    """A code people can say, that opens references; a name; two letters of a country, or none."""
    if not ORGANISATION_CODE.fullmatch(code):
        raise Refused("bad_organisation_code")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("bad_organisation_name")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):  # noqa: PLR2004
        raise Refused("bad_country")


def check_custodians(countries: list[str], needed: int = SHARES_NEEDED) -> None:
    """Fewer custodians than the threshold may live in any one country."""
    if len(countries) < needed:
        raise Refused("too_few_custodians", needed=needed)
    same = [_same_word(country) for country in countries]
    for country, word in zip(countries, same, strict=True):
        if same.count(word) >= needed:
            raise Refused("custodians_in_one_country", country=country.strip(), needed=needed)


def _same_word(typed: str) -> str:
    """A word however it was typed: capitals, accents and spaces do not make another country."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def may_guess(*, guesses: int, limit: int) -> bool:
    """Whether another guess is looked at; decided before the passphrase is stretched."""
    return guesses < limit


def check_second_person(*, asker: object, approver: object) -> None:
    """What takes two people is not done by one."""
    if asker == approver:
        raise Refused("second_person_needed")


def check_can_use_invitation(*, expires_at: datetime, used: bool, withdrawn: bool, approved: bool, now: datetime) -> None:
    """An invitation works once, within its life, after a second person approved it."""
    if used:
        raise Refused("invitation_used")
    if withdrawn:
        raise Refused("invitation_withdrawn")
    if now >= expires_at:
        raise Refused("invitation_expired")
    if not approved:
        raise Refused("invitation_not_approved")
