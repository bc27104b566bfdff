"""What the rooms hold of a person who asks to be erased: each says what goes and what it keeps, with the reason, and takes it out.

A room above registers when the product starts. Whatever is kept is said: an erasure that is silent about what stays is a promise
nobody can check (GDPR article 17(3), article 12(4)).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor

# Why something stays: terms of the vocabulary `erasure_reasons`.
CLAIM, DUTY, ARCHIVE, PROOF = "ER-CLAIM", "ER-DUTY", "ER-ARCH", "ER-PROOF"
PARTNER, SHARED, CLOSED, NO_LINK = "ER-PARTNER", "ER-SHARED", "ER-CLOSED", "ER-NOLINK"


@dataclass(frozen=True)
class Holding:
    """Something a room holds of a person. `count`: nothing where it cannot be counted; `stays`: why; empty where it goes.

    `records`: what is closed by destroying its keys.
    """

    what: str
    count: int | None
    stays: str = ""
    records: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Erasure:
    """An erasure being carried out: by whom, proposed by whom, of whom, and under which request."""

    by: Actor
    subject: UUID
    proposed_by: UUID
    reference: str


Look = Callable[[Actor, UUID], list[Holding]]
Erase = Callable[[Erasure], None]
_looks: list[Look] = []
_erasers: list[Erase] = []
_words: dict[str, Any] = {}


def register(*, look: Look, words: dict[str, Any], erase: Erase | None = None) -> None:
    """A room says what it holds of a person, in `words` by code, and how it takes the person out before keys are destroyed."""
    if look not in _looks:
        _looks.append(look)
    if erase is not None and erase not in _erasers:
        _erasers.append(erase)
    say(words)


def say(words: dict[str, Any]) -> None:
    """Words for what is held, by code."""
    _words.update(words)


def held_elsewhere(by: Actor, subject: UUID) -> list[Holding]:
    """What the other rooms hold; a machine reads it for its numbers, nothing of it is shown."""
    return [one for look in _looks for one in look(by, subject) if one.count != 0]


def erase_elsewhere(erasure: Erasure) -> None:
    """Every other room takes the person out, inside the caller's transaction."""
    for erase in _erasers:
        erase(erasure)


def word(what: str) -> str:
    """What is held, in words."""
    return str(_words.get(what, what))
