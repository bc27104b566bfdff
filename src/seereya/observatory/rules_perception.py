"""A survey of what people think of justice: what counts must satisfy, shares with how sure they are, what is told outside. Pure.

Answers are counts by group (region, sex, age band). Nobody is listed, so nobody can be found again, and no two rounds can be paired
person by person: a difference between rounds is one of two samples.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from seereya.accounts.rules import Refused
from seereya.foundation.proportions import newcombe, wilson


class Kind(enum.StrEnum):
    """When a round is asked: before the work, after it."""

    BASELINE = "baseline"
    ENDLINE = "endline"


# From full agreement to none; `x`: does not know, or did not answer.
ANSWERS = ("1", "2", "3", "4", "x")
FAVOURABLE = {"agree": frozenset({"1", "2"}), "disagree": frozenset({"3", "4"})}
SEXES = ("f", "m", "u")
# No one under eighteen is asked: a child's answer needs a parent's, and then is not the child's.
AGES = ("18", "36", "60", "x")
SAMPLES = ("doors", "places", "groups")
# Under so many people a share says little.
FEW = 30
# Outside, numbers stand on steps of five (decision 32): see `programme/rules/suppression.py` for why subtracting does not help.
STEP = 5
MOST_ASKED = 5000
Counts = Mapping[str, Mapping[str, int]]


def check_round(*, starts: date, ends: date, today: date) -> None:
    """Refuses a round whose days are not in order, or have not begun. Raises `Refused` (`period_in_order`, `period_in_future`)."""
    if ends < starts:
        raise Refused("period_in_order")
    if starts > today:
        raise Refused("period_in_future")


def check_group(*, asked: int, counts: Counts, questions: Iterable[str]) -> None:
    """Every question has one answer of each person asked; who did not answer is counted as such.

    Raises `Refused`: `nobody_asked`, `too_many_asked`, `unknown_choice`, `negative_answers`, `more_answers_than_people`,
    `fewer_answers_than_people`.
    """
    if asked < 1:
        raise Refused("nobody_asked")
    if asked > MOST_ASKED:
        raise Refused("too_many_asked", most=MOST_ASKED)
    wanted = list(questions)
    if set(counts) - set(wanted) or any(set(given) - set(ANSWERS) for given in counts.values()):
        raise Refused("unknown_choice")
    for number, question in enumerate(wanted, start=1):
        given = counts.get(question, {})
        if any(count < 0 for count in given.values()):
            raise Refused("negative_answers", question=number)
        total = sum(given.values())
        if total != asked:
            code = "more_answers_than_people" if total > asked else "fewer_answers_than_people"
            raise Refused(code, question=number, answers=total, asked=asked)


@dataclass(frozen=True)
class Tally:
    """One question over some groups: favourable answers, answers with an opinion, people asked."""

    favourable: int = 0
    answered: int = 0
    asked: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.favourable + other.favourable, self.answered + other.answered, self.asked + other.asked)


def tally(given: Mapping[str, int], favourable: str) -> Tally:
    """One question of one group. `favourable`: whether agreeing or disagreeing speaks for justice."""
    good = FAVOURABLE[favourable]
    opinions = {answer: count for answer, count in given.items() if answer != "x"}
    return Tally(sum(count for answer, count in opinions.items() if answer in good), sum(opinions.values()), sum(given.values()))


def outside(one: Tally) -> Tally | None:
    """A tally as those outside may see it: every number is the foot of its step; nothing where one of them is under five."""
    part, whole = one.favourable - one.favourable % STEP, one.answered - one.answered % STEP
    if part < STEP or whole - part < STEP:
        return None
    return Tally(part, whole, one.asked - one.asked % STEP)


@dataclass(frozen=True)
class Share:
    """A share in percent with its 95 % interval, out of how many answers."""

    percent: float
    low: float
    high: float
    number: int

    @property
    def few(self) -> bool:
        """Whether so few answered that the share says little."""
        return self.number < FEW


def share(one: Tally | None) -> Share | None:
    """The share of favourable answers among those with an opinion; nothing of nothing."""
    if one is None or not one.answered:
        return None
    low, high = wilson(one.favourable, one.answered)
    return Share(100 * one.favourable / one.answered, 100 * low, 100 * high, one.answered)


@dataclass(frozen=True)
class Change:
    """From the first round to the second, in points of a hundred, with its 95 % interval."""

    points: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out nought: more than chance between two samples."""
        return self.low > 0 or self.high < 0


def change(before: Tally | None, after: Tally | None) -> Change | None:
    """The difference of two rounds; nothing where one of them says nothing."""
    if before is None or after is None or not before.answered or not after.answered:
        return None
    points, low, high = newcombe((before.favourable, before.answered), (after.favourable, after.answered))
    return Change(100 * points, 100 * low, 100 * high)
