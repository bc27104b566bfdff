"""Amounts as people type them, and as each language writes them. Decimal all the way: a float cannot hold a tenth.

One parser for the whole house. It reads spaces of every width, apostrophes, points and commas, and never guesses: what has two
readings ("1,234" is one thousand in London and a bit more than one in Paris) is refused with both of them.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

CENT: Final = Decimal("0.01")
_SPACES = "\u0020\u00a0\u202f\u2009\u2007"
_APOSTROPHES = "'\u2019\u02bc"
_MINUS = "-\u2212"
_SHAPE = re.compile(rf"[0-9][0-9{_SPACES}{_APOSTROPHES}.,]*|[.,][0-9]+")
_LARGEST = Decimal("999999999999.99")
_SYMBOLS = {"EUR": "€", "USD": "$US", "GBP": "£", "CAD": "$CA"}
_BEFORE = {"EUR": "€", "USD": "US$", "GBP": "£", "CAD": "CA$"}


class BadAmount(ValueError):
    """An amount that is not understood; `code` says why: `empty`, `not_understood`, `ambiguous`, `mixed_separators`, `negative`,
    `too_many_decimals`, `too_large`. `readings`: the two amounts an ambiguous one may mean.
    """

    def __init__(self, code: str, typed: str = "", readings: tuple[Decimal, ...] = (), decimals: int = 2) -> None:
        super().__init__(code)
        self.code, self.typed, self.readings, self.decimals = code, typed, readings, decimals


def parse_amount(typed: str, *, decimals: int = 2, negative: bool = False, largest: Decimal = _LARGEST) -> Decimal:
    """An amount out of what somebody typed. Raises `BadAmount`; never rounds and never guesses.

    `decimals`: how many the currency (or the rate) has. `negative`: whether a correction below zero is allowed.
    """
    words = typed.strip(_SPACES + "\t\n\r")
    if not words:
        raise BadAmount("empty")
    below = words[0] in _MINUS
    if below:
        words = words[1:].lstrip(_SPACES)
        if not negative:
            raise BadAmount("negative", typed)
    if not _SHAPE.fullmatch(words):
        raise BadAmount("not_understood", typed)
    whole, part = _split(words, typed)
    if len(part.rstrip("0")) > decimals:
        raise BadAmount("too_many_decimals", typed, decimals=decimals)
    value = Decimal(f"{whole}.{part}" if part else whole)
    if value > largest:
        raise BadAmount("too_large", typed)
    value = value.quantize(Decimal(1).scaleb(-decimals))
    return -value if below and value else value


def exact_amount(digits: str, *, decimals: int = 2, largest: Decimal = _LARGEST) -> Decimal:
    """An amount that a machine wrote in plain digits with a point, such as a workbook's own number. Raises `BadAmount`; never rounds."""
    value = Decimal(digits)
    if value < 0:
        raise BadAmount("negative", digits)
    if value > largest:
        raise BadAmount("too_large", digits)
    exact = value.quantize(Decimal(1).scaleb(-decimals))
    if exact != value:
        raise BadAmount("too_many_decimals", digits, decimals=decimals)
    return exact


def _split(words: str, typed: str) -> tuple[str, str]:
    """The digits before and behind the decimal mark."""
    marks = [letter for letter in words if letter in ".,"]
    groups = {letter for letter in words if letter in _SPACES + _APOSTROPHES}
    if len(set(marks)) == 2:  # noqa: PLR2004 - a point and a comma
        last = marks[-1]
        if marks.count(last) > 1 or groups:
            raise BadAmount("mixed_separators", typed)
        whole, _, part = words.partition(last)
        return _grouped(whole, typed), _digits(part, typed)
    if len(marks) > 1:
        if groups:
            raise BadAmount("mixed_separators", typed)
        return _grouped(words, typed), ""
    if not marks:
        return _grouped(words, typed), ""
    whole, _, part = words.partition(marks[0])
    _digits(part, typed)
    if not groups and len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):  # noqa: PLR2004 - a group of thousands
        raise BadAmount("ambiguous", typed, (Decimal(whole + part), Decimal(f"{whole}.{part}")))
    return (_grouped(whole, typed) if whole else "0"), part


def _digits(part: str, typed: str) -> str:
    if not part.isdigit():
        raise BadAmount("not_understood", typed)
    return part


def _grouped(whole: str, typed: str) -> str:
    """Digits with or without groups of thousands: one kind of separator, and groups of three behind the first."""
    marks = {" " if letter in _SPACES else "'" if letter in _APOSTROPHES else letter for letter in whole if not letter.isdigit()}
    if not marks:
        return _digits(whole, typed)
    if len(marks) > 1:
        raise BadAmount("mixed_separators", typed)
    first, *rest = re.split(rf"[{_SPACES}{_APOSTROPHES}.,]", whole)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in rest):  # noqa: PLR2004 - groups of thousands
        raise BadAmount("not_understood", typed)
    return first + "".join(rest)


def to_cents(value: Decimal) -> Decimal:
    """Rounded to the cent, halves away from zero, as accountants do."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def convert(amount: Decimal, rate: Decimal) -> Decimal:
    """An amount in the currency of account, by a rate that says how many units one unit of account buys; to the cent."""
    if rate <= 0:
        raise ValueError("a rate is above zero")
    return to_cents(amount / rate)


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """So many hundredths of a whole, to a tenth; nothing where the whole is nothing."""
    return (part * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP) if whole else None


def format_amount(value: Decimal, language: str, currency: str = "", *, decimals: int = 2) -> str:
    """An amount as a language writes it: `1 234,50 €` in French, `€1,234.50` in English; a currency without a sign by its code."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "\u2212" if rounded < 0 else ""
    if language == "en":
        body = f"{abs(rounded):,f}"
        if not currency:
            return sign + body
        return f"{sign}{_BEFORE[currency]}{body}" if currency in _BEFORE else f"{sign}{currency}\u00a0{body}"
    body = f"{abs(rounded):,f}".replace(",", "\u202f").replace(".", ",")
    return f"{sign}{body}\u00a0{_SYMBOLS.get(currency, currency)}" if currency else sign + body


def format_percent(number: str, language: str) -> str:
    """A percentage, its number in words already, as a language writes it: `34 %` in French (no break before the sign), `34%` in English."""
    return f"{number}%" if language == "en" else f"{number}\u00a0%"
