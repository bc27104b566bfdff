"""Complaints about our own staff: who may receive one, what follows what, until when. Pure."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from seereya.accounts.rules import Refused, Role

# Who stands outside the line of whoever is complained about, and who leads or administers and therefore never receives one.
RECEIVING = frozenset({Role.DATA_PROTECTION, Role.PROTECTION})
LEADING = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


class Status(enum.StrEnum):
    """Where a complaint stands: the codes of the vocabulary `complaint_statuses`, which says in how many days it moves on."""

    RECEIVED = "CP-REC"
    LOOKING = "CP-LOOK"
    ANSWERED = "CP-ANS"
    CLOSED = "CP-CLOS"


class Move(enum.StrEnum):
    """What a recipient can do with a complaint."""

    LOOK = "look"
    ANSWER = "answer"
    CLOSE = "close"
    HAND_ON = "pass"


OPEN = (Status.RECEIVED, Status.LOOKING)
_FROM: dict[Move, frozenset[Status]] = {
    Move.LOOK: frozenset({Status.RECEIVED}),
    Move.ANSWER: frozenset({Status.LOOKING}),
    Move.CLOSE: frozenset({Status.ANSWERED}),
    Move.HAND_ON: frozenset(OPEN),
}
_TO: dict[Move, Status] = {
    Move.LOOK: Status.LOOKING,
    Move.ANSWER: Status.ANSWERED,
    Move.CLOSE: Status.CLOSED,
    Move.HAND_ON: Status.RECEIVED,
}
_WORDS_NEEDED = {Move.ANSWER: "answer_needed", Move.HAND_ON: "reason_needed"}


@dataclass(frozen=True)
class Accused:
    """The person complained about, as far as the complaint says: an account, words, and the organisation that person works for."""

    member: str
    words: str
    organisation: str


def ways(status: str) -> list[Move]:
    """What can follow."""
    return [move for move, before in _FROM.items() if status in before]


def check_move(move: Move, *, status: str, words: str) -> Status:
    """The status a move leads to. Raises `Refused` (`complaint_move_not_possible`, `answer_needed`, `reason_needed`)."""
    if status not in _FROM[move]:
        raise Refused("complaint_move_not_possible")
    if move in _WORDS_NEEDED and not words.strip():
        raise Refused(_WORDS_NEEDED[move])
    return _TO[move]


def may_hold(roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles keeps complaints at all: neither who leads nor who administers does."""
    return bool(roles & RECEIVING) and not roles & LEADING


def is_outside(accused: Accused, *, member: str, handle: str, organisation: str, roles: frozenset[Role]) -> bool:
    """Whether a member stands outside the accused's line.

    A data-protection officer is bound by no instruction in that office (GDPR article 38.3); a focal point must work for another
    organisation than the accused. Whoever the words name by handle is taken for the accused.
    """
    if not may_hold(roles) or member == accused.member or handle in re.findall(r"[a-z0-9-]+", accused.words.casefold()):
        return False
    return Role.DATA_PROTECTION in roles or organisation != accused.organisation


def due(status: str, *, filed_on: date, received_on: date, days: Mapping[str, int]) -> date | None:
    """Until when it must move on: acknowledged from the day the recipient has it, answered from the day it was filed."""
    if status not in OPEN or status not in days:
        return None
    return (received_on if status == Status.RECEIVED else filed_on) + timedelta(days=days[status])
