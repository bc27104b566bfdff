"""Conflicts of interest between the partners' counsel: a question, an answer by a person, never a name back. Pure (decision 29)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from seereya.accounts.rules import Refused
from seereya.foundation.sealable import Sealable

# So that nobody asks through a list of names: five questions a day reach a partner, and a few more may wait their turn.
QUESTIONS_A_WINDOW = 5
WINDOW = timedelta(hours=24)
LONGEST_QUEUE = 15
LONGEST_QUESTION = 600

CLEAR, WAIVED = "CF-CLR", "CF-WAI"


class Answer(enum.StrEnum):
    """All that a partner's counsel says. Anything more is said by telephone, by the conflict officer."""

    NONE = "none"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class State(enum.StrEnum):
    """Where a request stands, as the page of the file says it."""

    WAITING = "waiting"
    CLEAR = "clear"
    POSSIBLE = "possible"
    UNSURE = "unsure"
    CONCLUDED = "concluded"


@dataclass
class ConflictQuestion(Sealable):
    """Who the file is about, so that a colleague can look: clients, opponents, witnesses. Sealed to each partner asked, apart."""

    about: str = ""
    matter: str = ""


@dataclass
class ConflictAnswer(Sealable):
    """What a partner's counsel answered, and that somebody looked."""

    answer: str = ""
    by: str = ""
    looked_in: str = ""


@dataclass
class Conclusion(Sealable):
    """What the asking counsel concluded, by the vocabulary `conflict_checks`, and why; or why the file opens without all answers."""

    outcome: str = ""
    reasons: str = ""
    by: str = ""
    without_answers: list[str] = field(default_factory=list)


def check_question(question: ConflictQuestion, partners: int) -> None:
    """A question has somebody it is about, is short, and goes to somebody."""
    if not question.about.strip():
        raise Refused("conflict_about_needed")
    if len(question.about) + len(question.matter) > LONGEST_QUESTION:
        raise Refused("conflict_too_long", most=LONGEST_QUESTION)
    if not partners:
        raise Refused("conflict_partner_needed")


def delivery(delivered: Iterable[datetime], now: datetime) -> datetime:
    """When the next question reaches a partner, given when the earlier ones did or will. Raises `Refused("conflict_queue_full")`."""
    times = sorted(delivered)
    if sum(one > now for one in times) >= LONGEST_QUEUE:
        raise Refused("conflict_queue_full")
    if len(times) < QUESTIONS_A_WINDOW:
        return now
    return max(now, times[-QUESTIONS_A_WINDOW] + WINDOW)


def check_answer(answer: ConflictAnswer, *, now: datetime, delivered: datetime, answered: bool) -> None:
    """One answer to a question that arrived, by somebody who says where they looked."""
    if now < delivered or answered:
        raise Refused("conflict_not_to_answer")
    if answer.answer not in set(Answer):
        raise Refused("conflict_answer_needed")
    if answer.answer != Answer.UNKNOWN and not answer.looked_in.strip():
        raise Refused("conflict_look_first")


def state(answers: Iterable[str], *, concluded: bool) -> State:
    """Where a request stands. An empty answer is one that has not come. One possible conflict is enough."""
    said = list(answers)
    if concluded:
        return State.CONCLUDED
    if Answer.POSSIBLE in said:
        return State.POSSIBLE
    if not said or "" in said:
        return State.WAITING
    return State.UNSURE if Answer.UNKNOWN in said else State.CLEAR


def check_may_open(now_stands: State | None, reason: str) -> None:
    """A file opens when every partner asked said that there is no conflict, or counsel writes why it opens all the same.

    Raises `Refused`: `conflict_not_asked`, `conflict_open_reason`.
    """
    if now_stands is State.CLEAR or now_stands is State.CONCLUDED or reason.strip():
        return
    raise Refused("conflict_not_asked" if now_stands is None else "conflict_open_reason")


def check_conclusion(conclusion: Conclusion, known: Iterable[str]) -> None:
    """A conclusion is a term of the vocabulary, with its reasons."""
    if conclusion.outcome not in set(known):
        raise Refused("conflict_outcome_needed")
    if not conclusion.reasons.strip():
        raise Refused("reason_needed")
