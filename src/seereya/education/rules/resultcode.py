"""The anonymous code at the end of a pack: which version was played, how many answers were right. It says nothing of who.

Six symbols, in two groups: `7F3-K9X`. Three say the version, one how many were right, one out of how many, one that nothing was
mistyped. The player in the pack computes the same in its own words (`static/education/pack/play.js`); a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass

from seereya.foundation.identifiers import ALPHABET

# Twenty-three: a prime, so that with different weights one wrong symbol and two swapped neighbours are always noticed.
SYMBOLS = ALPHABET[:23]
BASE = len(SYMBOLS)
MOST_ASKED = BASE - 1
_MARKS = 3
_LONG = 6


class BadCode(ValueError):
    """A code that cannot have come from a pack, or was mistyped."""


@dataclass(frozen=True)
class Result:
    """What a code says: the mark of a version, right answers, questions asked."""

    mark: str
    right: int
    asked: int


def mark_of(digest: str) -> str:
    """Three symbols for a version, from the digest of what was published."""
    number = int(digest[:12], 16)
    return "".join(SYMBOLS[number // BASE**place % BASE] for place in range(_MARKS))


def _check(symbols: str) -> str:
    return SYMBOLS[sum((place + 2) * SYMBOLS.index(symbol) for place, symbol in enumerate(symbols)) % BASE]


def write(mark: str, *, right: int, asked: int) -> str:
    """The code of a result. Raises `ValueError` for counts that cannot be."""
    if not 0 <= right <= asked <= MOST_ASKED:
        raise ValueError("impossible counts")
    symbols = mark + SYMBOLS[right] + SYMBOLS[asked]
    return f"{symbols[:3]}-{symbols[3:]}{_check(symbols)}"


def read(typed: str) -> Result:
    """What a code says, however it was typed. Raises `BadCode`."""
    symbols = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(symbols) != _LONG or set(symbols) - set(SYMBOLS) or _check(symbols[:-1]) != symbols[-1]:
        raise BadCode(typed)
    right, asked = SYMBOLS.index(symbols[3]), SYMBOLS.index(symbols[4])
    if right > asked:
        raise BadCode(typed)
    return Result(symbols[:3], right, asked)
