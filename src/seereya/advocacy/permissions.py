"""Which roles do what in this room; what is sealed opens with the keys of the documentation vault besides."""

from __future__ import annotations

from typing import Any

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role

# Who reads public facts, asks and actions.
READERS = frozenset({Role.ADVOCACY, Role.COORDINATOR, Role.EVALUATION, Role.COUNSEL})
WRITERS = frozenset({Role.ADVOCACY, Role.COORDINATOR})
# Stakeholders, what was said in an action, which incident a commitment is about: for those who do the advocacy.
CONFIDANTS = frozenset({Role.ADVOCACY, Role.COORDINATOR})
# Who lays a case file beside a commitment: reads commitments, and holds a casework vault besides.
CASE_TIERS = frozenset({Role.COUNSEL})


def may_write(by: Actor) -> bool:
    """Whether pages offer to write something new."""
    return by.holds(*WRITERS)


def may_change(by: Actor, row: Any) -> bool:
    """Whether a page offers to change this row: of the own organisation, by a role that writes."""
    return row.organisation_id == by.organisation_id and by.holds(*WRITERS)


def confides(by: Actor) -> bool:
    """Whether the member's roles read what is sealed in this room."""
    return by.holds(*CONFIDANTS)
