"""Which roles enter the education room; which courses they see is decided in the query."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role

AUTHORS = frozenset({Role.EDUCATOR})
READERS = AUTHORS | {Role.EVALUATION, Role.COORDINATOR}


def may_write(by: Actor) -> bool:
    """Whether pages offer to change a course of the own organisation."""
    return by.holds(*AUTHORS)
