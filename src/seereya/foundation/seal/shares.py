"""Splitting a secret between people: k of n (Shamir, 1979, over GF(256)) and two of two.

Text of a share, in Crockford base32: version (1) | share-set id (4) | threshold (1) | index (1) | data | checksum (4).
Eight bytes that confirm the secret are shared along with it, so that a wrong share cannot yield a wrong secret.
"""

import functools
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from .codes import WrongCode, from_base32, grouped, to_base32
from .errors import Broken

_VERSION = 1
_SET, _CONFIRM, _CHECKSUM = 4, 8, 4
_PREFIX = 1 + _SET + 2
_MOST = 255
_GROUP = 5


class MixedShares(Broken):
    """Shares of different secrets, or of different splits of one secret, were put together."""


class NotEnoughShares(Broken):
    """Fewer shares than the threshold: `present` of `needed`."""

    def __init__(self, present: int, needed: int) -> None:
        super().__init__()
        self.present = present
        self.needed = needed


class MistypedShare(Broken):
    """The text is not a share, or was mistyped."""


@dataclass(frozen=True, slots=True)
class Share:
    """One person's share. `index` runs from 1; `threshold` shares with the same `set_id` give the secret back."""

    index: int
    data: bytes = field(repr=False)
    threshold: int
    set_id: bytes

    def to_text(self) -> str:
        """For paper: groups of five characters, with a checksum inside."""
        raw = bytes((_VERSION,)) + self.set_id + bytes((self.threshold, self.index)) + self.data
        return grouped(to_base32(raw + _checksum(raw)), _GROUP)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a typed share, forgiving case, spaces and look-alikes. Raises MistypedShare when it does not check."""
        try:
            whole = from_base32(text)
        except WrongCode:
            raise MistypedShare from None
        raw, checksum = whole[:-_CHECKSUM], whole[-_CHECKSUM:]
        if len(raw) <= _PREFIX + _CONFIRM or checksum != _checksum(raw) or raw[0] != _VERSION:
            raise MistypedShare
        return cls(index=raw[6], data=raw[_PREFIX:], threshold=raw[5], set_id=raw[1:5])


def _checksum(raw: bytes) -> bytes:
    return hashlib.sha256(b"seereya/1/share" + raw).digest()[:_CHECKSUM]


def _confirmation(set_id: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"seereya/1/share-confirm" + set_id, "sha256")[:_CONFIRM]


def _times(a: int, b: int) -> int:
    """Product in GF(256) modulo x^8+x^4+x^3+x+1, without tables or branches that depend on the secret."""
    product = 0
    for _ in range(8):
        product ^= -(b & 1) & a
        a = (a << 1) ^ (-(a >> 7) & 0x11B)
        b >>= 1
    return product


def _inverse(a: int) -> int:
    """a**254, which is the inverse of a non-zero a."""
    power, result = a, 1
    for _ in range(7):
        power = _times(power, power)
        result = _times(result, power)
    return result


def _at(coefficients: Sequence[int], x: int) -> int:
    """Value of a polynomial, lowest coefficient first, by Horner's rule."""
    return functools.reduce(lambda value, c: _times(value, x) ^ c, reversed(coefficients), 0)


def split(secret: bytes, k: int, n: int) -> list[Share]:
    """`n` shares of which any `k` give the secret back and any `k - 1` say nothing about it.

    Raises ValueError unless 2 <= k <= n <= 255 and the secret is not empty.
    """
    if not (2 <= k <= n <= _MOST and secret):  # noqa: PLR2004 -- one person alone is not a split
        raise ValueError("a secret is split between n people, of whom 2 <= k <= n <= 255 are needed")
    set_id = os.urandom(_SET)
    whole = secret + _confirmation(set_id, secret)
    polynomials = [(byte, *os.urandom(k - 1)) for byte in whole]
    return [Share(index=x, data=bytes(_at(p, x) for p in polynomials), threshold=k, set_id=set_id) for x in range(1, n + 1)]


def _agreeing(shares: Sequence[Share]) -> list[Share]:
    """The shares, each once. Raises NotEnoughShares or MixedShares when they cannot give the secret."""
    if not shares:
        raise NotEnoughShares(0, 2)
    if len({(s.set_id, s.threshold, len(s.data)) for s in shares}) != 1:
        raise MixedShares
    by_index = {s.index: s for s in shares}
    if any(by_index[s.index] != s for s in shares) or 0 in by_index:
        raise MixedShares
    if len(by_index) < shares[0].threshold:
        raise NotEnoughShares(len(by_index), shares[0].threshold)
    return list(by_index.values())


def join(shares: Sequence[Share]) -> bytes:
    """The secret, from at least the threshold of its shares (all those given must fit).

    Raises NotEnoughShares, MixedShares, or Broken when the shares agree on paper but not in substance.
    """
    used = _agreeing(shares)
    weights = []
    for share in used:
        others = [s.index for s in used if s is not share]
        ratios = (_times(x, _inverse(x ^ share.index)) for x in others)
        weights.append(functools.reduce(_times, ratios, 1))
    columns = zip(*(share.data for share in used), strict=True)
    whole = bytes(
        functools.reduce(lambda total, wy: total ^ _times(*wy), zip(weights, column, strict=True), 0) for column in columns
    )
    secret, confirmation = whole[:-_CONFIRM], whole[-_CONFIRM:]
    if not secret or not hmac.compare_digest(confirmation, _confirmation(used[0].set_id, secret)):
        raise Broken
    return secret


def split_in_two(secret: bytes) -> tuple[bytes, bytes]:
    """Two halves, each alone random noise: one for the group that asks, one for the group that approves."""
    half = os.urandom(len(secret))
    return half, bytes(a ^ b for a, b in zip(half, secret, strict=True))


def join_two(a: bytes, b: bytes) -> bytes:
    """The secret of `split_in_two`. Raises Broken when the halves cannot belong together."""
    if len(a) != len(b):
        raise Broken
    return bytes(x ^ y for x, y in zip(a, b, strict=True))
