"""Text analysed once, in Python, so that every engine and every vault answers alike.

A text becomes tokens: lower case, accents folded ("Keïta" and "Keita" are one), elisions split ("l'armée" gives "arme"), the
barest function words of French and English left out, then one stem.

**One stem per word, the same whatever the language**: regular French endings that folding hides (-ée, -us, -aux) are undone, then the
word goes through the English Snowball stemmer and what remains through the French one. Document and query agree without
anyone guessing a language, and an index holds one entry per word. Accents are folded first, since people type without them.

Stems are cached, because texts have many words and languages few. The cache therefore holds words of sealed texts: an
`Analyser` dies with its holder, and `forget` empties the shared one when the last vault closes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_ELISION = re.compile(r"^(?:(?:[cdjlst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ]|[mn]['’ʼ](?=[a-zà-ÿœ]))+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)
_APOSTROPHES = re.compile(r"['’ʼ]")
_QUERY_PART = re.compile(r'(-?)(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|(\S+))')
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ɔ": "o", "ɛ": "e", "ŋ": "n", "ɲ": "n", "ɓ": "b", "ɗ": "d", "ƴ": "y"}
)
_PLURALS = (("ees", "e"), ("ee", "e"), ("us", "u"), ("eaux", "eau"), ("aux", "al"))
_SHORTEST = 4
FUNCTION_WORDS = frozenset({"le", "la", "les", "de", "des", "du", "un", "une", "et", "a", "au", "aux", "en", "que", "qui"}
                           | {"the", "of", "and", "to", "in", "is"})  # fmt: skip
_MOST_CACHED = 400_000


def fold(text: str) -> str:
    """Lower case without accents; letters of Mande and Fulfulde alphabets become the ones they are typed as.

    For names and other words that must not be stemmed.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES))
    return "".join(c for c in text if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Query:
    """What a search asks for: every set of `all` must be met by one of its tokens, and no set of `none`.

    A token that ends in `*` stands for all tokens that begin so.
    """

    all: list[frozenset[str]]
    none: list[frozenset[str]]

    def __bool__(self) -> bool:
        return bool(self.all or self.none)


class _Stems(dict[str, "str"]):
    """Stem by word as written; empty for a function word."""

    def __init__(self) -> None:
        super().__init__()
        self._english = Stemmer.Stemmer("english", 0)
        self._french = Stemmer.Stemmer("french", 0)

    def __missing__(self, written: str) -> str:
        if len(self) >= _MOST_CACHED:
            self.clear()
        stem = self[written] = self._stem(_bare(written))
        return stem

    def _stem(self, word: str) -> str:
        if word in FUNCTION_WORDS:
            return ""
        if len(word) >= _SHORTEST:
            for ending, instead in _PLURALS:
                if word.endswith(ending):
                    word = word[: -len(ending)] + instead
                    break
        return str(self._french.stemWord(self._english.stemWord(word)))


def _bare(written: str) -> str:
    """A word without its elision or possessive, folded; "N'Golo" keeps its N, "n'était" does not."""
    if not written.isalnum():
        written = _POSSESSIVE.sub("", _ELISION.sub("", written) if not _is_name(written) else written)
        written = _APOSTROPHES.sub("", written)
    folded = fold(written)
    return folded if folded.isalnum() else "".join(c for c in folded if c.isalnum())


def _is_name(written: str) -> bool:
    return written[:1] in "MNmn" and len(written) > 2 and written[2].isupper()  # noqa: PLR2004


class Analyser:
    """Turns texts and queries into tokens; keeps the stems of the words it has met for as long as it lives."""

    def __init__(self) -> None:
        self._stems = _Stems()

    def analyse(self, text: str) -> list[str]:
        """The tokens of a text, in order, repeats included."""
        stems = self._stems
        return [stem for word in _WORD.findall(text) if (stem := stems[word])]

    def analyse_query(self, text: str) -> Query:
        """What a search asks for: words (all must match), "quoted words", `-word` to exclude, `begin*` for a beginning.

        A quoted phrase asks for all its words; an excluded phrase excludes each of them.
        """
        wanted: dict[frozenset[str], None] = {}
        unwanted: dict[frozenset[str], None] = {}
        for minus, *quoted, bare in _QUERY_PART.findall(unicodedata.normalize("NFC", text)):
            into = unwanted if minus else wanted
            for tokens in self._beginning(bare) if bare.endswith("*") else self._each(bare or " ".join(quoted)):
                into[tokens] = None
        return Query(list(wanted), list(unwanted))

    def _each(self, text: str) -> list[frozenset[str]]:
        return [frozenset({token}) for token in self.analyse(text)]

    def _beginning(self, text: str) -> list[frozenset[str]]:
        """A beginning may be longer than the stem of the word it begins: both are asked for."""
        words = _WORD.findall(text)
        if not words:
            return []
        *before, last = words
        bare = _bare(last)
        marks = frozenset(f"{token}*" for token in (bare, self._stems[last]) if token)
        return [*self._each(" ".join(before)), marks]

    def forget(self) -> None:
        """Let go of every word met so far."""
        self._stems.clear()


_shared = Analyser()


def analyse(text: str) -> list[str]:
    """The tokens of a text, in order, repeats included."""
    return _shared.analyse(text)


def analyse_query(text: str) -> Query:
    """What a search asks for; see `Analyser.analyse_query`."""
    return _shared.analyse_query(text)


def forget() -> None:
    """Let go of every word met so far: call it when the last vault closes."""
    _shared.forget()
