"""Which roles enter the casework room; whether this person can open this file is decided by keys, not here."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.casework.models import CaseFile
from seereya.vault.rules import VaultKind, may_hold_grant

READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.CASEWORK, frozenset({role})))
WRITERS = READERS
# What is decided for the client: stages, lengths of time limits, what leaves.
DECIDERS = frozenset({Role.COUNSEL})
# Counts from the coarse columns only: no file opens.
COUNTERS = frozenset({Role.COUNSEL, Role.COORDINATOR})
# The funnel: who holds no casework sees no cell under five (decision 32). Not the funder: these counts are exact from five upwards,
# and laid beside the steps of the programme's reports they would tell the small differences that the steps keep.
FUNNEL_READERS = READERS | {Role.COORDINATOR, Role.EVALUATION, Role.ADVOCACY}
# What a kind of cost may come to; no file is seen by who sets it.
CEILING_SETTERS = frozenset({Role.COORDINATOR, Role.FINANCE})


def own(by: Actor, row: CaseFile) -> bool:
    """Whether the file is of the member's organisation."""
    return row.organisation_id == by.organisation_id


def may_change(by: Actor, row: CaseFile) -> bool:
    """Whether the page offers to change the file."""
    return own(by, row) and by.holds(*WRITERS)


def may_decide(by: Actor, row: CaseFile) -> bool:
    """Whether the page offers counsel's decisions."""
    return own(by, row) and by.holds(*DECIDERS)
