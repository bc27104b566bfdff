"""The words of dates in French and English, folded (no accents, no capitals)."""

from __future__ import annotations

import re
import unicodedata

from seereya.foundation.dates.seasons import SEASONS, Season

FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "jun": 6, "juil": 7,
    "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_NUMBERS = {
    "un": 1, "une": 1, "a": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4,
    "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10,
    "ten": 10, "onze": 11, "eleven": 11, "douze": 12, "twelve": 12, "quinze": 15, "fifteen": 15, "vingt": 20, "twenty": 20,
    "trente": 30, "thirty": 30,
}  # fmt: skip
UNITS = {
    "jour": "day", "jours": "day", "day": "day", "days": "day",
    "semaine": "week", "semaines": "week", "week": "week", "weeks": "week",
    "mois": "month", "month": "month", "months": "month",
    "an": "year", "ans": "year", "annee": "year", "annees": "year", "year": "year", "years": "year",
}  # fmt: skip
UNKNOWN_WORDS = frozenset(
    [
        "inconnu",
        "inconnue",
        "date inconnue",
        "ne sait pas",
        "ne sais pas",
        "je ne sais pas",
        "nsp",
        "non connu",
        "non connue",
        "unknown",
        "date unknown",
        "not known",
        "does not know",
        "don't know",
        "do not know",
        "dont know",
        "sans date",
        "s.d",
        "s.d.",
        "n.d",
        "n.d.",
        "undated",
        "no date",
        "indetermine",
        "indeterminee",
        "?",
    ]
)


def fold(text: str) -> str:
    """Lower case without accents, with plain apostrophes, dashes and single spaces."""
    text = re.sub(r"[’ʼ‘`]", "'", text.casefold())
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(text.split())


MONTHS: dict[str, int] = (
    {fold(name): number for number, name in enumerate(FRENCH_MONTHS, 1)}
    | {fold(name): number for number, name in enumerate(ENGLISH_MONTHS, 1)}
    | _SHORT
)
WEEKDAYS: dict[str, int] = {
    name: number
    for names in (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
    )
    for number, name in enumerate(names.split())
}
SEASON_NAMES: dict[str, Season] = {fold(name): season for season in SEASONS for name in season.french + season.english}


def alternatives(words: dict[str, object] | dict[str, int] | dict[str, str] | dict[str, Season]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = rf"\d{{1,4}}|{alternatives(_NUMBERS)}"


def number(word: str) -> int:
    """The number that a word matched by `NUMBER` says."""
    return int(word) if word.isdigit() else _NUMBERS[word]
