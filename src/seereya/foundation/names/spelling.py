"""How West African names are spelled: folding into tokens, and a skeleton that the usual spellings of one name share.

The rules follow how French, Mande, Fulfulde and Arabic sounds are written, not a list of names: French "ou" and "u", "dj", "di" and
"j", hard "g" and "gu", "c" and "k", "ch" and "s", silent "h", doubled letters, the article "al-", a first vowel that comes and
goes (Ibrahim, Brahima), the endings -ta and -tou of women's names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from seereya.foundation.text import fold

RULES_VERSION = 1
"""Raise it when a rule changes: an index that was written with other rules spells its skeletons anew."""

PARTICLES = frozenset(
    {"ag", "ould", "wuld", "oualet", "walet", "welet", "bint", "ben", "ibn", "el", "al", "dit", "alias", "dite"}
)
"""Words that join names ("son of", "daughter of"): a search does not require them."""

_APOSTROPHE = re.compile(r"['’ʼ`]")
_TOKEN = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"al", "el"})
_FULL = 3
_SKELETON_CACHE = 65_536

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^[ae]l(?=[^aeiouylh].{3})", ""),  # the article, lost before a consonant (Almoustapha, Moustapha)
        (r"^[ae]l(?=h?[aou].{4})", "l"),  # and run into a vowel (Alhassane, Lassana)
        (r"^abd(?=.{4})", "d"),  # Abderrahmane, Dramane
        (r"tch|tsh", "ch"),
        (r"th", "t"),
        (r"t[iy](?=[aeou])", "s"),  # the Mande and Wolof "c": Tiemoko, Cemogo
        (r"s?ch|sh", "s"),
        (r"kh", "k"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"h", ""),
        (r"gn|ny(?=[aeiou])|ni(?=[aeou])", "n"),
        (r"dj|d[iy](?=[aeou])|dg|z", "j"),
        (r"d(?=[iy])", "j"),
        (r"j[iy](?=[aeou])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"ck|c", "k"),
        (r"x", "s"),
        (r"v", "b"),
        (r"ow$", "o"),
        (r"^ou(?=[aeiou])", "w"),
        (r"ou|oo", "u"),
        (r"(?<!^)w", "u"),
        (r"(?<=.)e?ee$|(?<=.)[ae][iy]$", "e"),
        (r"y", "i"),
        (r"^iu", "i"),
        (r"n(?=[bp])", "m"),
        (r"(.)\1+", r"\1"),
    )
)
_FEMININE = re.compile(r"(?<=..)(?:at[au])$")
_VOWELS = re.compile(r"[aeiou]+")
_INNER_G = re.compile(r"(?<=.)g")


def fold_tokens(name: str) -> list[str]:
    """The words of a name, folded: apostrophes join ("N'Diaye" is "ndiaye"), the article joins what follows ("Al Hassan")."""
    words = _TOKEN.findall(_APOSTROPHE.sub("", fold(name)))
    tokens: list[str] = []
    article = ""
    for word in words:
        if word in _ARTICLES and not article:
            article = word
            continue
        tokens.append(article + word)
        article = ""
    return [*tokens, article] if article else tokens


@lru_cache(maxsize=_SKELETON_CACHE)
def sound(token: str) -> str:
    """A folded token spelled as it sounds; two spellings of one name differ less here."""
    for pattern, spelled in _RULES:
        token = pattern.sub(spelled, token)
    return token


def skeleton(token: str) -> str:
    """What the usual spellings of a folded token share.

    Three consonants or more stand alone ("mmd"); with fewer, broad vowels are kept (A, I, U), so that "Bah" and "Sow" stay apart.
    """
    spelled = _INNER_G.sub("k", _FEMININE.sub("a", sound(token)))
    consonants = _VOWELS.sub("", spelled)
    if len(consonants) >= _FULL:
        return consonants
    return _VOWELS.sub(lambda match: _broad(match[0]), spelled)


def _broad(vowels: str) -> str:
    """A run of vowels as one broad vowel; W is a run such as "aou"."""
    front = any(vowel in "aei" for vowel in vowels)
    back = any(vowel in "ou" for vowel in vowels)
    if front and back:
        return "W"
    if back:
        return "U"
    return "I" if set(vowels) == {"i"} else "A"


def forget() -> None:
    """Let go of the tokens whose sound was worked out."""
    sound.cache_clear()
