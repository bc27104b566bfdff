"""Strings that stand nowhere by chance, and every disguise in which one may lie on a disk: cases, folded accents, encodings."""

from __future__ import annotations

import base64
import json
import random
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

_MARK: Final = "zqxé"
_LETTERS: Final = 9
_LEAST_ANCHOR: Final = 4
_ENDS: Final = "kqwxz"  # no stemmer cuts these


@dataclass(frozen=True)
class Hit:
    """A string that was found where it must not stand: which one, in what disguise, where."""

    text: str
    disguise: str
    where: str


def make(count: int, *, seed: int | None = None) -> list[str]:
    """So many different strings, of one shape."""
    chance = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311 - names for strings
    made: dict[str, None] = {}
    while len(made) < count:
        made[_MARK + "".join(chance.choice(string.ascii_lowercase) for _ in range(_LETTERS - 1)) + chance.choice(_ENDS)] = None
    return list(made)


def _folded(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _spellings(text: str) -> Iterator[tuple[str, str]]:
    plain = _folded(text)
    yield "as typed", text
    yield "in capitals", text.upper()
    yield "with a capital", text.capitalize()
    yield "without accents", plain
    yield "without accents, in capitals", plain.upper()
    yield "without accents, with a capital", plain.capitalize()
    yield "with combining accents", unicodedata.normalize("NFD", text)
    yield "with combining accents, in capitals", unicodedata.normalize("NFD", text).upper()


def _encodings(text: str) -> Iterator[tuple[str, bytes]]:
    raw = text.encode()
    yield "UTF-8", raw
    yield "UTF-16 LE", text.encode("utf-16-le")
    yield "UTF-16 BE", text.encode("utf-16-be")
    yield "hexadecimal", raw.hex().encode()
    yield "hexadecimal, capitals", raw.hex().upper().encode()
    for shift in range(3):
        yield f"base64, shifted {shift}", _base64(raw, shift)
    if not text.isascii():
        yield "Latin-1", text.encode("latin-1", errors="ignore")
        yield "percent", quote(text).encode()
        yield "percent, small", quote(text).lower().encode()
        yield "JSON", json.dumps(text)[1:-1].encode()
        yield "HTML", "".join(one if one.isascii() else f"&#{ord(one)};" for one in text).encode()


def _base64(raw: bytes, shift: int) -> bytes:
    """The characters that are the same whatever stands before and after."""
    encoded = base64.b64encode(b"\0" * shift + raw)
    first = (0, 2, 3)[shift]
    whole = (shift + len(raw)) * 8 // 6
    return encoded[first:whole]


def disguises(text: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every disguise; the same bytes may come under several names."""
    for spelling, spelled in _spellings(text):
        for encoding, written in _encodings(spelled):
            yield f"{spelling}, {encoding}", written


class Matcher:
    """Finds any of many strings in any disguise: the bytes all of them begin with are looked for, then the rest is looked up."""

    def __init__(self, texts: list[str]) -> None:
        by_shape: dict[tuple[str, int], dict[bytes, str]] = {}
        for text in texts:
            for disguise, written in disguises(text):
                by_shape.setdefault((disguise, len(written)), {})[written] = text
        self._anchors: dict[bytes, list[tuple[str, int, dict[bytes, str]]]] = {}
        for (disguise, length), known in by_shape.items():
            anchor = _common(list(known))
            if len(anchor) < _LEAST_ANCHOR:
                raise ValueError(f"{disguise}: too little in common to look for")
            self._anchors.setdefault(anchor, []).append((disguise, length, known))
        self.count = len(texts)

    def search(self, data: bytes, where: str) -> Iterator[Hit]:
        """Every string found in some bytes."""
        for anchor, shapes in self._anchors.items():
            at = data.find(anchor)
            while at >= 0:
                for disguise, length, known in shapes:
                    text = known.get(data[at : at + length])
                    if text is not None:
                        yield Hit(text, disguise, where)
                at = data.find(anchor, at + 1)


def _common(written: list[bytes]) -> bytes:
    first, last = min(written), max(written)
    length = next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), min(len(first), len(last))
    )
    # One string alone is its own anchor; its mark is enough.
    return first[: min(length, 12)]
