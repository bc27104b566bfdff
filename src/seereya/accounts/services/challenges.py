"""What is kept between two requests of one browser, boxed under the member's own key: a challenge, a seed not yet proved."""

from __future__ import annotations

import json
from typing import Any

from seereya.accounts.actor import Actor
from seereya.accounts.models import Session
from seereya.accounts.rules import Refused
from seereya.foundation import seal


def _session(by: Actor) -> Session:
    if by.session is None or not by.private_key:
        raise Refused("no_session")
    return by.session


def _read(by: Actor) -> dict[str, Any]:
    session = _session(by)
    if not session.challenge:
        return {}
    data = seal.unbox_padded(
        seal.derive(by.private_key, "challenge"),
        bytes(session.challenge),
        seal.context("challenge", bytes(session.token_hash)),
    )
    kept: dict[str, Any] = json.loads(data)
    return kept


def _write(by: Actor, kept: dict[str, Any]) -> None:
    session = _session(by)
    session.challenge = (
        seal.box_padded(
            seal.derive(by.private_key, "challenge"),
            json.dumps(kept).encode(),
            seal.context("challenge", bytes(session.token_hash)),
        )
        if kept
        else b""
    )
    session.save(update_fields=["challenge"])


def keep(by: Actor, what: str, value: Any) -> None:
    """Keeps one thing (JSON-ready) until it is taken or the session ends."""
    _write(by, _read(by) | {what: value})


def look(by: Actor, what: str) -> Any:
    """What is kept under a name, or nothing; it stays kept."""
    return _read(by).get(what)


def take(by: Actor, what: str) -> Any:
    """What is kept under a name, or nothing; it is gone afterwards, so that it serves once."""
    kept = _read(by)
    value = kept.pop(what, None)
    if value is not None:
        _write(by, kept)
    return value
