"""How long things take when some are still going on: Kaplan and Meier's estimate. Pure.

E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", 1958: what has not happened yet is not dropped
(that would make slow things vanish) but counted as at risk for as long as it was watched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Spell:
    """A time watched, in whole months: it ended by moving on, or it was only watched that long. `weight`: how many it stands for."""

    months: int
    moved_on: bool
    weight: int = 1


@dataclass(frozen=True)
class Point:
    """From this month on, the share that has not moved on yet."""

    months: int
    share: Fraction


def curve(spells: Iterable[Spell]) -> list[Point]:
    """The estimate: one point for each month in which somebody moved on. Empty where nobody did."""
    watched = [one for one in spells if one.weight > 0]
    share, points = Fraction(1), []
    for month in sorted({one.months for one in watched if one.moved_on}):
        at_risk = sum(one.weight for one in watched if one.months >= month)
        moved = sum(one.weight for one in watched if one.months == month and one.moved_on)
        share *= 1 - Fraction(moved, at_risk)
        points.append(Point(month, share))
    return points


def median(spells: Iterable[Spell]) -> int | None:
    """The first month by which half has moved on; nothing where half has not: the honest answer is then "not reached"."""
    return next((point.months for point in curve(spells) if point.share <= Fraction(1, 2)), None)
