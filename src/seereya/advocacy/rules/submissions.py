"""A submission about a disappearance: which procedure, what is missing, how long a text is, in which order things happen. Pure."""

from __future__ import annotations

import enum
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from seereya.accounts.rules import Refused

__all__ = ["Procedure", "Question", "Refused", "Step", "Stood", "check_step", "procedure_of"]

WGEID = "SU-WGEID"
# The Working Group tells the State whom it looks for; whoever else is named goes to the Working Group alone (decision 27).
TOLD_SCOPE, TOLD_LEVEL = "C-UN", "ID-4"
KEPT_SCOPE, KEPT_LEVEL = "C-UN-CONF", "ID-3"
# What an act must be to begin a form from it: a disappearance, whoever it is laid to.
DISAPPEARANCE = "V-DIS"

URGENT_MONTHS = 3
CONNECTED_MONTHS = 12
REPLY_MONTHS = 6
SOON = timedelta(days=60)
SILENT = timedelta(days=30)
STALE = timedelta(days=365)
HANDED_FOR = timedelta(days=14)
HANDED_AFTER_SENDING = timedelta(hours=72)
LONGEST_ANSWER = 20_000
_WORD = re.compile(r"\w[\w’'\-]*")


class Status(enum.StrEnum):
    """Where a form stands: being written, sent, over."""

    DRAFT = "draft"
    SENT = "sent"
    OVER = "over"


class Procedure(enum.StrEnum):
    """How the Working Group takes a case up."""

    URGENT = "urgent"
    STANDARD = "standard"
    UNSURE = "unsure"


class Step(enum.StrEnum):
    """What happens to a case after it was sent."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    TRANSMITTED = "transmitted"
    REPLIED = "replied"
    OBSERVED = "observed"
    OUTSTANDING = "outstanding"
    CLARIFIED = "clarified"
    CLOSED = "closed"
    DISCONTINUED = "discontinued"
    REOPENED = "reopened"


ENDS = frozenset({Step.CLARIFIED, Step.CLOSED, Step.DISCONTINUED})
_LATER = frozenset({Step.OUTSTANDING, *ENDS})
# What may follow what. The State may answer more than once; a case that is over may be taken up again.
_NEXT: dict[Step, frozenset[Step]] = {
    Step.SENT: frozenset({Step.ACKNOWLEDGED, Step.TRANSMITTED, Step.CLOSED}),
    Step.ACKNOWLEDGED: frozenset({Step.TRANSMITTED, Step.CLOSED}),
    Step.TRANSMITTED: frozenset({Step.REPLIED, *_LATER}),
    Step.REPLIED: frozenset({Step.REPLIED, Step.OBSERVED, *_LATER}),
    Step.OBSERVED: frozenset({Step.REPLIED, *_LATER}),
    Step.OUTSTANDING: frozenset({Step.REPLIED, Step.OBSERVED, *ENDS}),
    Step.REOPENED: frozenset({Step.TRANSMITTED, Step.REPLIED, *_LATER}),
    **dict.fromkeys(ENDS, frozenset({Step.REOPENED})),
}


@dataclass(frozen=True)
class Stood:
    """A step and the day on which it happened."""

    step: Step
    on: date


@dataclass(frozen=True)
class Chosen:
    """The procedure with its reason (a code of the wording) and the day that decides."""

    procedure: Procedure
    reason: str
    until: date | None = None


@dataclass(frozen=True)
class Question:
    """One question of a form, as its vocabulary describes it."""

    code: str
    section: str
    kind: str
    required: bool = False
    sealed: str = "content"
    by_language: bool = False
    limit: int = 0
    element: str = ""
    prefill: str = ""
    verified_on: date | None = None


def add_months(day: date, months: int) -> date:
    """The same day some months later; the month's last day where it has no such day."""
    months += day.month - 1
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def procedure_of(earliest: date | None, latest: date | None, today: date) -> Chosen:
    """Urgent within three months of the disappearance, counted to the day on which the Working Group receives the form.

    A date known in part only is looked at from both ends. Cases older than that, up to a year, are taken up between sessions where
    they are connected with an urgent one (OHCHR, procedures of the Working Group).
    """
    if earliest is None and latest is None:
        return Chosen(Procedure.UNSURE, "date_unknown")
    last = min(latest or today, today)
    first = earliest
    if add_months(last, URGENT_MONTHS) <= today:
        reason = "connected" if add_months(last, CONNECTED_MONTHS) > today else "older"
        return Chosen(Procedure.STANDARD, reason, add_months(last, URGENT_MONTHS))
    if first is not None and add_months(first, URGENT_MONTHS) > today:
        return Chosen(Procedure.URGENT, "recent", add_months(first, URGENT_MONTHS))
    return Chosen(Procedure.UNSURE, "date_partial", add_months(last, URGENT_MONTHS))


def words_in(text: str) -> int:
    """How many words a text has; an elided article counts with its noun, as word processors count."""
    return len(_WORD.findall(text))


def over(text: str, limit: int) -> int:
    """By how many words a text is over its limit; none where there is no limit."""
    return max(words_in(text) - limit, 0) if limit else 0


def stale(verified_on: date | None, today: date) -> bool:
    """Whether a limit was never compared with the body's own page, or more than a year ago."""
    return verified_on is None or today - verified_on > STALE


def missing(questions: Iterable[Question], filled: Iterable[str], *, steps: int) -> list[Question]:
    """Required questions without an answer. Steps taken by the family are given, or why there were none."""
    known = set(filled)
    whole = [one for one in questions if one.required and one.kind != "section"]
    return [one for one in whole if not (steps or "W5.06" in known) if one.kind == "repeat"] + [
        one for one in whole if one.kind != "repeat" and one.code not in known
    ]


def elements_missing(lacking: Iterable[Question]) -> list[str]:
    """Which of the six elements without which the Working Group takes no case up are missing."""
    return list(dict.fromkeys(one.element for one in lacking if one.element))


def next_steps(history: Sequence[Stood]) -> list[Step]:
    """What may happen next, in the order of the procedure; nothing before the form was sent."""
    allowed = _NEXT[standing(history)] if history else frozenset()
    return [one for one in Step if one in allowed]


def standing(history: Sequence[Stood]) -> Step:
    """How far a case is: its last step, where a new version sent in between takes nothing back."""
    return next((one.step for one in reversed(history) if one.step is not Step.SENT), Step.SENT)


def check_step(history: Sequence[Stood], step: Step, on: date, today: date) -> None:
    """Refuses what cannot be: an order that is not possible, a day before the last step's, a day to come."""
    if not history and step is not Step.SENT:
        raise Refused("submission_not_sent")
    stage = standing(history)
    if history and (stage in ENDS if step is Step.SENT else step not in _NEXT[stage]):
        raise Refused("step_not_possible", before=stage, after=step)
    if on > today:
        raise Refused("date_in_future")
    if history and on < history[-1].on:
        raise Refused("step_before_last", day=history[-1].on)


def observe_by(history: Sequence[Stood]) -> date | None:
    """Until when the source answers the State's reply: six months, counted from the first reply that waits for an answer."""
    first: date | None = None
    for one in reversed(history):
        if one.step is Step.SENT:
            continue
        if one.step is not Step.REPLIED:
            break
        first = one.on
    return add_months(first, REPLY_MONTHS) if first else None


def status_of(history: Sequence[Stood]) -> Status:
    """Draft before anything was sent, over after an end, sent between the two."""
    if not history:
        return Status.DRAFT
    return Status.OVER if standing(history) in ENDS else Status.SENT


def urgency(due: date | None, today: date) -> str:
    """How pressing a day is: past, within sixty days, later."""
    if due is None:
        return ""
    if due < today:
        return "late"
    return "waits" if due - today <= SOON else "soon"


def handed_until(given_at: datetime, sent_at: datetime | None) -> datetime:
    """How long a key handed over for one form opens it: two weeks; once the form was sent, three days more and no longer."""
    whole = given_at + HANDED_FOR
    return min(whole, sent_at + HANDED_AFTER_SENDING) if sent_at and sent_at > given_at else whole


def check_ready(*, lacking: Sequence[Question], declared: bool, family: str, over_and_done: bool) -> None:
    """What a form needs before it leaves: nothing required is missing, other names are declared, the family agrees itself."""
    if over_and_done:
        raise Refused("submission_over")
    if family == "no":
        raise Refused("family_says_no")
    if lacking:
        raise Refused("form_incomplete", count=len(lacking))
    if not declared:
        raise Refused("persons_not_declared")


def found_in(names: Mapping[str, Iterable[str]], text: str) -> list[str]:
    """Keys whose name stands in a text: the whole name, however it is spelled in capitals, accents folded by the caller."""
    return [key for key, spelled in names.items() if any(one and re.search(rf"\b{re.escape(one)}\b", text) for one in spelled)]
