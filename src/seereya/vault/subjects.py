"""What subjects are called on the vault's pages: the rooms above say it, since here a subject is an opaque id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor


@dataclass(frozen=True)
class Called:
    """A subject's open code, and the address of its page."""

    code: str
    url: str = ""


Name = Callable[[Actor, list[UUID]], Mapping[UUID, Called]]
_names: dict[str, Name] = {}


def register(room: str, name: Name) -> None:
    """A room says what its subjects are called; it is asked once per page, and leaves out what is not the actor's."""
    _names[room] = name


def called(by: Actor, subjects: Iterable[UUID]) -> dict[UUID, Called]:
    """Codes and addresses of subjects; one that no room knows is shown by the end of its id."""
    wanted = list(dict.fromkeys(subjects))
    found = {one: Called(f"…{one.hex[-6:]}") for one in wanted}
    for name in _names.values() if wanted else ():
        found |= dict(name(by, wanted))
    return found
