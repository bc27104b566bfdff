"""Clocks and states of data protection: one month for a person's request, 72 hours for a breach. Pure."""

from __future__ import annotations

import calendar
import enum
from datetime import date, datetime, timedelta

from seereya.accounts.rules import Refused

BREACH_HOURS = timedelta(hours=72)  # GDPR article 33


class RequestKind(enum.StrEnum):
    """What a person may ask of whoever holds data about them."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    OBJECTION = "objection"
    ERASURE = "erasure"


class RequestStatus(enum.StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    PROPOSED = "proposed"
    GRANTED = "granted"
    REFUSED = "refused"


def answer_due(received: date) -> date:
    """One month after it was received, or that month's last day (GDPR article 12.3)."""
    year, month = (received.year + 1, 1) if received.month == 12 else (received.year, received.month + 1)  # noqa: PLR2004
    return date(year, month, min(received.day, calendar.monthrange(year, month)[1]))


def authority_due(known_at: datetime) -> datetime:
    """72 hours after a breach became known."""
    return known_at + BREACH_HOURS


def check_answer(*, status: str, words: str) -> None:
    """A request is answered once, in words."""
    if status != RequestStatus.RECEIVED:
        raise Refused("request_answered")
    if not words.strip():
        raise Refused("answer_needed")


def check_agree(*, status: str, proposed_by: object, agreed_by: object, held: bool) -> None:
    """Two persons agree to an erasure, and a legal hold beats it."""
    if status != RequestStatus.PROPOSED:
        raise Refused("erasure_not_proposed")
    if proposed_by == agreed_by:
        raise Refused("second_person_needed")
    if held:
        raise Refused("legal_hold")


def check_known(known_at: datetime, *, now: datetime) -> None:
    """A breach is not known before it is."""
    if known_at > now:
        raise Refused("breach_in_future")
