"""What a group learnt: paired personal codes, or pebbles counted before and after; always with how uncertain it is. Pure.

Paired scores: the mean difference with the 95 % interval of Student's t. Pebbles are not paired, so the difference of two
proportions has Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, method 10), made of two Wilson intervals.
A gain is what was measured in one group; it proves nothing about its cause.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from seereya.education.rules.sessions import Problem
from seereya.foundation.proportions import Z, newcombe

# Kirkpatrick levels: what was learnt, right after; what is done differently, three to six months later.
LEARNING, BEHAVIOUR = "K2", "K3"
FEW = 10
_CODE = re.compile(r"^[A-Z]{2}(0[1-9]|[12]\d|3[01])[A-F]?$")
# Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom.
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """One line of the grid: a personal code, its score before and after, in whole points; nothing where there is none."""

    code: str
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class Matched:
    """The grid sorted out: lines with both scores, lines with one, and codes that stand more than once."""

    paired: tuple[Score, ...]
    unmatched: tuple[Score, ...]
    colliding: tuple[Score, ...]


@dataclass(frozen=True)
class Gain:
    """Points of a hundred gained by a group, between which bounds, from how many; without bounds where one pair stands alone."""

    mean: Decimal
    low: Decimal | None
    high: Decimal | None
    number: int

    @property
    def few(self) -> bool:
        """Whether the group is so small that the figure says little."""
        return self.number < FEW


@dataclass(frozen=True)
class Pebbles:
    """One question of a group that counts with pebbles or raised cards: right ones before and after, of how many present."""

    question: str
    right_before: int
    present_before: int
    right_after: int
    present_after: int


def clean_code(typed: str) -> str:
    """A personal code as it is kept: two letters and the day of the month, and a letter more where two people had to be told apart.

    Nothing where it is none.
    """
    said = "".join(typed.split()).upper().replace("-", "")
    said = re.sub(r"^([A-Z]{2})(\d)(?=[A-F]?$)", r"\g<1>0\2", said)
    return said if _CODE.fullmatch(said) else ""


def match(scores: Iterable[Score]) -> Matched:
    """Sorts a grid: a code that stands twice is two people or a mistake, so that it is set apart, never merged and never dropped."""
    lines = list(scores)
    often = Counter(one.code for one in lines)
    paired, unmatched, colliding = [], [], []
    for one in lines:
        if often[one.code] > 1:
            colliding.append(one)
        elif one.before is None or one.after is None:
            unmatched.append(one)
        else:
            paired.append(one)
    return Matched(tuple(paired), tuple(unmatched), tuple(colliding))


def check_scores(scores: Sequence[Score], *, best: int, present: int | None = None) -> list[Problem]:
    """What cannot be true of a grid: a score above the best one, more people than came. Fields are `before_N`, `after_N`, `grid`."""
    found = []
    for number, one in enumerate(scores, start=1):
        for name in ("before", "after"):
            value = getattr(one, name)
            if value is not None and not 0 <= value <= best:
                found.append(Problem(f"{name}_{number}", "score_out_of_range", (("best", best),)))
    if present is not None and len(scores) > present:
        found.append(Problem("grid", "more_codes_than_people", (("number", len(scores)), ("present", present))))
    return found


def paired_gain(paired: Sequence[Score], *, best: int) -> Gain | None:
    """The mean gain in points of a hundred, with its 95 % interval; nothing for nobody."""
    gains = [100 * (one.after - one.before) / best for one in paired if one.before is not None and one.after is not None]
    if not gains:
        return None
    number, mean = len(gains), math.fsum(gains) / len(gains)
    if number == 1:
        return Gain(_tenth(mean), None, None, 1)
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in gains) / (number - 1))
    half = t_quantile(number - 1) * spread / math.sqrt(number)
    return Gain(_tenth(mean), _tenth(max(mean - half, -100)), _tenth(min(mean + half, 100)), number)


def t_quantile(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t; beyond thirty degrees of freedom by the Cornish-Fisher expansion."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    return Z + (Z**3 + Z) / (4 * freedom) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)


def check_pebbles(rows: Sequence[Pebbles], *, present: int | None = None) -> list[Problem]:
    """What cannot be true of pebbles: more right ones than people, more people than came."""
    found = []
    for number, one in enumerate(rows, start=1):
        for moment in ("before", "after"):
            right, people = getattr(one, f"right_{moment}"), getattr(one, f"present_{moment}")
            figures = (("number", right), ("present", people))
            if right < 0 or people < 0:
                found.append(Problem(f"right_{moment}_{number}", "negative_count"))
            elif people == 0:
                found.append(Problem(f"present_{moment}_{number}", "nobody_counted"))
            elif right > people:
                found.append(Problem(f"right_{moment}_{number}", "more_pebbles_than_people", figures))
            elif present is not None and people > present:
                counted = (("number", people), ("present", present))
                found.append(Problem(f"present_{moment}_{number}", "more_people_than_came", counted))
    return found


def pebble_gain(one: Pebbles) -> Gain:
    """The difference of the two proportions of one question, in points of a hundred, with Newcombe's interval."""
    change, low, high = newcombe((one.right_before, one.present_before), (one.right_after, one.present_after))
    number = min(one.present_before, one.present_after)
    return Gain(_tenth(100 * change), _tenth(100 * low), _tenth(100 * high), number)


def pebbles_gain(rows: Sequence[Pebbles]) -> Gain | None:
    """The mean of the questions' differences. The same people answer all of them, so the bounds are the means of the bounds:
    as wide as if the answers went together, never narrower for asking more questions.
    """
    gains = [pebble_gain(one) for one in rows]
    if not gains:
        return None
    number = len(gains)
    mean, low, high = (sum((getattr(one, name) for one in gains), Decimal(0)) / number for name in ("mean", "low", "high"))
    return Gain(_tenth(mean), _tenth(low), _tenth(high), min(one.number for one in gains))


def _tenth(value: float | Decimal) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.1")) + Decimal(0)
