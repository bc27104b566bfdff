"""What judicial files show since a day, for a room that may not read them: an upper page lays an announcement beside it.

The room that keeps the files registers how one is read; a page gives it the actor and opaque ids. Files that the actor cannot open
are absent from the answer, exactly as files that do not exist. It must ask once, and not per file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Movement:
    """One file since a day: the first act of an authority, whether an inquiry was opened at all; nothing of it while it is paused."""

    reference: str
    url: str
    paused: bool = False
    on: date | None = None
    words: str = ""
    inquiry: date | None = None
    inquiry_words: str = ""


Read = Callable[[Any, Mapping[UUID, date]], Mapping[UUID, Movement]]
_readers: list[Read] = []


def register(read: Read) -> None:
    """Makes known how judicial files are read. Raises `ValueError` where a room has done so already."""
    if _readers:
        raise ValueError("judicial files are read by one room")
    _readers.append(read)


def moved(by: Any, since: Mapping[UUID, date]) -> Mapping[UUID, Movement]:
    """What these files show since the day asked of each; only those that the actor can open."""
    return _readers[0](by, since) if _readers and since else {}
