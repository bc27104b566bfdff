"""Which roles may do what with items of evidence; whether this person can open this item is decided by keys, not here."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.evidence.models import EvidenceItem
from seereya.evidence.rules import ItemStatus
from seereya.vault.rules import VaultKind, may_hold_grant

READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.DOCUMENTATION, frozenset({role})))
DEPOSITORS = frozenset(
    {Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION, Role.COORDINATOR}
)
WRITERS = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL})
# The file itself may show faces and voices: for those who verify, defend or protect.
OPENERS = frozenset(
    {Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION, Role.DATA_PROTECTION}
)
CUSTODIANS = frozenset({Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.COORDINATOR})


def own(by: Actor, row: EvidenceItem) -> bool:
    """Whether the item is of the member's organisation; a partner who took custody reads and links nothing."""
    return row.organisation_id == by.organisation_id


def may_change(by: Actor, row: EvidenceItem) -> bool:
    """Whether the page offers to correct and link the item."""
    return own(by, row) and row.status != ItemStatus.ERASED and by.holds(*WRITERS)


def may_offer(by: Actor, row: EvidenceItem) -> bool:
    """Whether the page offers to hand the item over."""
    return own(by, row) and row.status != ItemStatus.ERASED and by.holds(*CUSTODIANS)


def may_open(by: Actor) -> bool:
    """Whether the member's roles open files."""
    return by.holds(*OPENERS)
