"""How opaque subjects are called on this room's pages: a room above says its open codes and addresses, when the product starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor


@dataclass(frozen=True)
class Named:
    """A subject as the reader may know it: an open code, and the page about it."""

    code: str
    url: str = ""


Namer = Callable[[Actor, list[UUID]], dict[UUID, Named]]
_namers: list[Namer] = []


def register(namer: Namer) -> None:
    """Makes known who can say what some subjects are called. It answers only for those the actor can open."""
    if namer not in _namers:
        _namers.append(namer)


def named(by: Actor, subjects: Iterable[UUID]) -> dict[UUID, Named]:
    """The subjects that somebody can name to this actor."""
    wanted, found = list(dict.fromkeys(subjects)), dict[UUID, Named]()
    for namer in _namers:
        found |= namer(by, wanted)
    return found
