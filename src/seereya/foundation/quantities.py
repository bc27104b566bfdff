"""Quantities as they were worded: bounds only where the words give them.

A wording such as "une vingtaine", "dozens" or "about 20" gives no bound: it stays a wording marked approximate, and whoever
types it may give the bounds in brackets ("des dizaines (20-40)"). A denial is not a zero: "aucun" is one source's count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Bounds = tuple[int | None, int | None]

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5,
    "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11,
    "eleven": 11, "douze": 12, "twelve": 12, "treize": 13, "thirteen": 13, "quatorze": 14, "fourteen": 14, "quinze": 15,
    "fifteen": 15, "seize": 16, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "vingt": 20, "vingts": 20,
    "twenty": 20, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "cinquante": 50, "fifty": 50, "soixante": 60,
    "sixty": 60, "septante": 70, "seventy": 70, "eighty": 80, "nonante": 90, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000, "million": 10**6, "millions": 10**6,
}  # fmt: skip
_LONGEST = 12
_ROUGH_COUNT = (
    r"dizaines?|douzaines?|quinzaines?|vingtaines?|trentaines?|quarantaines?|cinquantaines?|soixantaines?|centaines?|milliers?|"
    r"dozens?|scores?|tens|hundreds|thousands|couple|handful|poignees?"
)
_ROUGH = re.compile(
    rf".*\b(?:{_ROUGH_COUNT})\b.*|(?:de |un |un tres |un grand |a |a large |the )*(?:plusieurs|quelques|beaucoup|nombreux|nombreuses|peu|"
    r"certains|several|some|many|few|numerous|multiple|various|nombre|number|unes)\b.*"
)
_ABOUT = re.compile(
    r"^(?:environ|a peu pres|autour de|pres de|quelque|quelques|approximativement|about|around|approximately|roughly|nearly|almost|"
    r"presque|some|close to|circa|ca\.?|~|≈|vers) ?(.+)$|^(.+?)(?: environ| a peu pres| or so| approximately| approx\.?)$"
)
_NONE = frozenset({"aucun", "aucune", "nul", "nulle", "neant", "none", "nobody", "no one", "nil"})
_NO_SUCH = re.compile(r"^no (?!one)")
_UNKNOWN = frozenset({"inconnu", "inconnue", "ne sait pas", "nsp", "non connu", "nombre inconnu", "indetermine", "?"} | {
    "unknown", "not known", "does not know", "number unknown"
})  # fmt: skip
_BETWEEN = re.compile(r"^(?:entre|between) (.+?) (?:et|and) (.+)$|^(?:de|from) (.+?) (?:a|to) (.+)$")
_SPAN = re.compile(r"^(.+?)(?: ?[-–/] ?| (?:a|to|ou|or) )(.+)$")
_FORMS: tuple[tuple[re.Pattern[str], int, bool], ...] = (
    # pattern, what is added to the number, whether it is the lower bound
    (re.compile(r"^(?:au moins|au minimum|minimum|min\.?|at least|no fewer than|not less than|pas moins de|>=|≥) ?(.+)$"), 0, True),
    (re.compile(r"^(.+?) ?(?:\+|ou plus|et plus|au moins|au minimum|or more|and more|at least)$"), 0, True),
    (re.compile(r"^(?:plus de|plus d'|more than|over|above|>|superieur a) ?(.+)$"), 1, True),
    (re.compile(r"^(?:au plus|au maximum|maximum|max\.?|at most|no more than|"
            r"not more than|up to|jusqu'a|pas plus de|<=|≤) ?(.+)$"), 0, False),
    (re.compile(r"^(.+?) ?(?:ou moins|au plus|au maximum|or less|or fewer|at most)$"), 0, False),
    (re.compile(r"^(?:moins de|moins d'|less than|fewer than|under|below|<|inferieur a) ?(.+)$"), -1, False),
)  # fmt: skip
_NOUN = re.compile(
    r" (?:personnes?|gens|morts?|mortes?|tues?|tuees?|blesses?|blessees?|victimes?|civils?|civiles?|corps|hommes?|femmes?|enfants?|"
    r"disparus?|disparues?|villageois|people|persons?|dead|killed|injured|wounded|victims?|civilians?|bodies|body|men|man|women|woman|"
    r"children|child|missing|villagers?|deaths?)$"
)
_GIVEN = re.compile(r"^(.*\S) ?[(\[](.+)[)\]]$")


class BadQuantity(ValueError):
    """A quantity that cannot be understood or cannot be.

    `code` is `empty`, `not_understood`, `negative`, `not_whole`, `too_large` or `minimum_above_maximum`; `detail`, what was typed, is
    kept out of the message because it is sealed content.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds of a count, both included; an absent bound was not given. `words` is what was typed, not compared."""

    minimum: int | None
    maximum: int | None
    words: str = field(default="", compare=False)
    approximate: bool = False

    def __post_init__(self) -> None:
        """Refuse bounds that cannot be.

        Raises:
            BadQuantity: `negative` or `minimum_above_maximum`.
        """
        if any(bound is not None and bound < 0 for bound in self.bounds):
            raise BadQuantity("negative", self.words)
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise BadQuantity("minimum_above_maximum", self.words)

    @property
    def bounds(self) -> Bounds:
        return self.minimum, self.maximum

    def to_record(self) -> dict[str, Any]:
        """The quantity as JSON-ready values."""
        return {"minimum": self.minimum, "maximum": self.maximum, "approximate": self.approximate, "words": self.words}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Quantity:
        """The quantity that `to_record` wrote."""
        return cls(
            record.get("minimum"), record.get("maximum"), str(record.get("words") or ""), record.get("approximate") is True
        )


def parse_quantity(text: str) -> Quantity:
    """Read a count worded in French or English: "19", "au moins 19", "more than 20" (21), "15-20", "une vingtaine", "aucun".

    Raises:
        BadQuantity: see there for the codes.
    """
    words = " ".join(text.split())
    folded = _fold(words).strip(" .,;")
    if not folded:
        raise BadQuantity("empty")
    given = _GIVEN.match(folded)
    if given and (_is_rough(given[1]) or _ABOUT.match(given[1])):
        minimum, maximum = _bounds(given[2].strip(), words)
        return Quantity(minimum, maximum, words, approximate=True)
    if folded in _UNKNOWN:
        return Quantity(None, None, words)
    if _is_rough(folded) or (_ABOUT.match(folded) and _about_number(folded)):
        return Quantity(None, None, words, approximate=True)
    minimum, maximum = _bounds(folded, words)
    return Quantity(minimum, maximum, words)


def combine_ranges(ranges: Iterable[Bounds]) -> Bounds:
    """The span from the lowest bound to the highest that any of the counts leaves possible.

    A count with neither bound says nothing and is left aside; one with a single bound leaves the other side open. Give
    only counts of one status and one reading: a denial and a claim are shown side by side, never averaged into one range.

    Raises:
        BadQuantity: `minimum_above_maximum` or `negative` when one of the ranges cannot be.
    """
    kept = [Quantity(low, high).bounds for low, high in ranges if (low, high) != (None, None)]
    lows = [low for low, _ in kept]
    highs = [high for _, high in kept]
    low = None if not kept or None in lows else min(value for value in lows if value is not None)
    high = None if not kept or None in highs else max(value for value in highs if value is not None)
    return low, high


def _fold(text: str) -> str:
    text = re.sub(r"[’ʼ]", "'", text.casefold())
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _is_rough(text: str) -> bool:
    return _ROUGH.fullmatch(text) is not None and _plain_number(text) is None


def _about_number(text: str) -> bool:
    match = _ABOUT.match(text)
    return match is not None and _number_or_span(match[1] or match[2])


def _number_or_span(text: str) -> bool:
    try:
        _bounds(text, text)
    except BadQuantity:
        return False
    return True


def _bounds(text: str, words: str) -> Bounds:
    if _NOUN.sub("", text) in _NONE or (_NO_SUCH.match(text) and _NOUN.search(text)):
        return 0, 0
    number = _plain_number(text)
    if number is not None:
        return number, number
    if re.fullmatch(r"- ?\d+.*", text):
        raise BadQuantity("negative", words)
    span = _span(text, words)
    if span is not None:
        return span
    for pattern, shift, lower in _FORMS:
        if match := pattern.match(text):
            limit = _plain_number(match[1])
            if limit is None:
                continue
            if limit + shift < 0:
                raise BadQuantity("negative", words)
            return (limit + shift, None) if lower else (None, limit + shift)
    if re.fullmatch(r"\d+[.,]\d+", text):
        raise BadQuantity("not_whole", words)
    raise BadQuantity("not_understood", words)


def _span(text: str, words: str) -> Bounds | None:
    for pattern in (_BETWEEN, _SPAN):
        match = pattern.match(text)
        if match is None:
            continue
        low, high = (_plain_number(part) for part in match.groups() if part is not None)
        if low is None or high is None:
            continue
        if low > high:
            raise BadQuantity("minimum_above_maximum", words)
        return low, high
    return None


def _plain_number(text: str) -> int | None:
    """The number written in figures or in words, followed or not by what is counted.

    Raises:
        BadQuantity: `too_large` beyond twelve figures.
    """
    text = _NOUN.sub("", text.strip())
    if re.fullmatch(r"\d+|\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+", text):
        digits = re.sub(r"\D", "", text)
        if len(digits) > _LONGEST:
            raise BadQuantity("too_large", text)
        return int(digits)
    return _spelled(text)


def _spelled(text: str) -> int | None:
    """A number in words: units add up, scales multiply; "quatre-vingts" is the one product among the units."""
    total, part, before = 0, 0, None
    words = [word for word in re.split(r"[ -]+", text) if word not in {"et", "and"}]
    if not words or len(words) > _LONGEST or text.startswith(("et ", "and ")) or text.endswith((" et", " and")):
        return None
    for word in words:
        if word in {"vingt", "vingts"} and before == "quatre":
            part += 76
        elif word in {"a", "an"} and before is None and len(words) > 1:
            part = 1
        elif word in _UNITS:
            if not _may_add(part, _UNITS[word], before):
                return None
            part += _UNITS[word]
        elif word in _SCALES:
            scale = _SCALES[word]
            total, part = (total, max(part, 1) * scale) if scale == 100 else (total + max(part, 1) * scale, 0)  # noqa: PLR2004
        else:
            return None
        before = word
    return total + part


def _may_add(part: int, unit: int, before: str | None) -> bool:
    """Whether "before unit" is how a number is said ("vingt trois" is, "trois quatre" is not)."""
    if before is None or before in _SCALES:
        return True
    tens = part % 100
    return tens >= 10 and tens % 10 == 0 and unit < 20 and (unit < 10 or tens in {60, 80})  # noqa: PLR2004
