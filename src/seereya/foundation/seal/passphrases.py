"""Passphrases: made, normalised and stretched into a verifier and a key.

Stretching is Argon2id (RFC 9106) by argon2-cffi: the implementation in `cryptography` hangs for ever when two threads
derive at once. A gate lets two stretches run at a time, so that twenty people who log in together cannot exhaust memory.
"""

import functools
import hashlib
import re
import secrets
import threading
import unicodedata
from dataclasses import dataclass, field
from typing import Final, Self

from argon2.low_level import Type, hash_secret_raw
from mnemonic import Mnemonic

from .primitives import derive

_GATE = threading.BoundedSemaphore(2)
_TEXT = re.compile(r"argon2id\$v=19\$m=([1-9][0-9]{0,7}),t=([1-9][0-9]{0,3}),p=([1-9][0-9]?)")
_MOST_MEMORY = 1 << 20
_MOST_LANES = 64
_LEAST_SALT = 16
_WORD_LISTS: Final = {"fr": "french", "french": "french", "en": "english", "english": "english"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Cost of one stretch: memory in KiB, passes over it, lanes. Stored beside the salt, so that it can grow."""

    memory: int = 128 * 1024
    passes: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        if not (1 <= self.lanes <= _MOST_LANES and 8 * self.lanes <= self.memory <= _MOST_MEMORY and self.passes >= 1):
            raise ValueError("these stretch parameters cannot be used")

    def to_text(self) -> str:
        """In the notation of the PHC string format, without salt and hash."""
        return f"argon2id$v=19$m={self.memory},t={self.passes},p={self.lanes}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Reverse of `to_text`. Raises ValueError on anything else, and on memory above 1 GiB."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError("not stretch parameters")
        return cls(*(int(number) for number in found.groups()))


DEFAULT: Final = Stretch()


@dataclass(frozen=True, slots=True)
class Stretched:
    """What a passphrase becomes: `verifier` (32 bytes) may be stored, `key` (32 bytes) opens and is never stored."""

    verifier: bytes = field(repr=False)
    key: bytes = field(repr=False)


def _unmarked(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def normalise_passphrase(passphrase: str) -> str:
    """The same passphrase however it was typed: accents, capitals, full-width forms and runs of spaces do not matter.

    Generated passphrases lose nothing by it: their word lists are distinct without accents.
    """
    return " ".join(unicodedata.normalize("NFKC", _unmarked(passphrase).casefold()).split())


def stretch(passphrase: str, salt: bytes, parameters: Stretch = DEFAULT) -> Stretched:
    """Stretch the normalised passphrase with one Argon2id call into a verifier and an independent key.

    `salt` is random and at least 16 bytes long, or ValueError is raised. Waits while two others are stretching.
    """
    if len(salt) < _LEAST_SALT:
        raise ValueError("the salt is too short")
    secret = normalise_passphrase(passphrase).encode("utf-8", "surrogatepass")
    with _GATE:
        master = hash_secret_raw(
            secret,
            salt,
            time_cost=parameters.passes,
            memory_cost=parameters.memory,
            parallelism=parameters.lanes,
            hash_len=32,
            type=Type.ID,
        )
    return Stretched(
        verifier=hashlib.sha256(derive(master, "stretch/verifier")).digest(),
        key=derive(master, "stretch/key"),
    )


@functools.cache
def _words(word_list: str) -> tuple[str, ...]:
    return tuple(_unmarked(word) for word in Mnemonic(word_list).wordlist)


def new_passphrase(language: str, words: int = 6) -> str:
    """Random words of the BIP 39 list, without accents: 11 bits each, 66 bits by default.

    `language` is `fr` or `en` (also `french`, `english`, `fr-ml`...). Raises ValueError on another language or on fewer
    than one word.
    """
    name = _WORD_LISTS.get(language.lower().replace("_", "-").split("-")[0])
    if name is None or words < 1:
        raise ValueError("no word list for this language, or no word asked for")
    return " ".join(secrets.choice(_words(name)) for _ in range(words))
