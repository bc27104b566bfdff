"""What the rooms above are told about sessions: that one opened with its key, that one ended. They subscribe when the product starts."""

from __future__ import annotations

from collections.abc import Callable

from seereya.accounts.actor import Actor

_when_opened: list[Callable[[Actor], None]] = []
_when_ended: list[Callable[[bytes], None]] = []


def when_opened(heard: Callable[[Actor], None]) -> None:
    """Calls `heard` with the actor each time a session opens, after it was written."""
    if heard not in _when_opened:
        _when_opened.append(heard)


def when_ended(heard: Callable[[bytes], None]) -> None:
    """Calls `heard` with a session's token hash each time one is locked or ended in this process."""
    if heard not in _when_ended:
        _when_ended.append(heard)


def opened(actor: Actor) -> None:
    """A session opened."""
    for heard in _when_opened:
        heard(actor)


def ended(token_hash: bytes) -> None:
    """A session was locked or ended."""
    for heard in _when_ended:
        heard(token_hash)
