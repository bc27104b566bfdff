"""How sure a proportion is, and a difference of two: score intervals, which hold for small numbers too. Pure.

Wilson's interval of one proportion; Newcombe's hybrid score interval of a difference (Statistics in Medicine 17, 1998, method 10),
made of two Wilson intervals. Both assume that everybody had the same chance of being asked.
"""

from __future__ import annotations

import math

Z = 1.959964


def wilson(part: int, number: int) -> tuple[float, float]:
    """The 95 % score interval of a proportion."""
    share, square = part / number, Z * Z
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = Z / (1 + square / number) * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float, float]:
    """The difference of two proportions, each given as part and number, with its 95 % interval: change, low, high."""
    first, second = before[0] / before[1], after[0] / after[1]
    low_b, high_b = wilson(*before)
    low_a, high_a = wilson(*after)
    change = second - first
    low = change - math.hypot(second - low_a, high_b - first)
    high = change + math.hypot(high_a - second, first - low_b)
    return change, max(low, -1.0), min(high, 1.0)
