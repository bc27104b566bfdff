"""Codes that people write down and type again: Crockford base32, in groups, with check characters."""

import hashlib
import os

from .primitives import derive

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"O": 0, "I": 1, "L": 1}
_IGNORED = {ord(c): None for c in "-–—‑ \t\r\n\u00a0\u202f"}
_CODE_BYTES = 20
_CODE_DIGITS = 32
_CHECK_DIGITS = 4
_GROUP = 4


class WrongCode(ValueError):
    """A code was mistyped: its check characters do not fit."""


def to_base32(data: bytes) -> str:
    """Crockford base32, most significant bit first, padded with zero bits; no grouping."""
    digits = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << (digits * 5 - len(data) * 8)
    return "".join(_DIGITS[number >> shift & 31] for shift in range((digits - 1) * 5, -1, -5))


def clean(text: str) -> str:
    """Upper case digits of a typed code, with spaces and dashes gone and look-alikes (O, I, L) read as digits.

    Raises WrongCode on a character that no code contains.
    """
    try:
        return "".join(_DIGITS[_VALUES[c]] for c in text.translate(_IGNORED).upper())
    except KeyError:
        raise WrongCode from None


def from_base32(text: str) -> bytes:
    """Reverse of `to_base32` on cleaned or uncleaned text. Raises WrongCode unless it is a canonical encoding."""
    digits = clean(text)
    spare = len(digits) * 5 % 8
    number = 0
    for digit in digits:
        number = number << 5 | _VALUES[digit]
    if number & ((1 << spare) - 1) or spare >= 5:  # noqa: PLR2004 -- five bits are a whole digit too many
        raise WrongCode
    return (number >> spare).to_bytes(len(digits) * 5 // 8, "big")


def grouped(digits: str, size: int = _GROUP) -> str:
    """Digits in groups joined by dashes, as they are printed."""
    return "-".join(digits[start : start + size] for start in range(0, len(digits), size))


def _check(code: bytes) -> str:
    return to_base32(hashlib.sha256(b"seereya/1/recovery-check" + code).digest())[:_CHECK_DIGITS]


def new_recovery_code() -> str:
    """160 random bits as 32 characters, then 4 check characters, in nine groups of four."""
    code = os.urandom(_CODE_BYTES)
    return grouped(to_base32(code) + _check(code))


def recovery_key(code: str) -> bytes:
    """The 32-byte key behind a recovery code, however it was typed (case, spaces, dashes, O for 0, I or L for 1).

    Raises WrongCode when its check characters say that it was mistyped (a chance of one in a million to miss it).
    """
    digits = clean(code)
    if len(digits) != _CODE_DIGITS + _CHECK_DIGITS:
        raise WrongCode
    secret = from_base32(digits[:_CODE_DIGITS])
    if digits[_CODE_DIGITS:] != _check(secret):
        raise WrongCode
    return derive(secret, "recovery")
