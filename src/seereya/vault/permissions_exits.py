"""Which roles record bases, let things out, ask for exports and approve them. Keys decide besides."""

from __future__ import annotations

from seereya.accounts.rules import Role
from seereya.vault.rules import VaultKind, may_hold_grant

# Whoever may hold the documentation vault reads what was consented to.
BASIS_READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.DOCUMENTATION, frozenset({role})))
BASIS_WRITERS = frozenset(
    {Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION, Role.DATA_PROTECTION}
)
# Names leave with those who may read names and answer for what they send.
NAMERS = frozenset({Role.DOCUMENTALIST, Role.COUNSEL})
EXPORTERS = frozenset({Role.DOCUMENTALIST, Role.COUNSEL})
# The second person: of exports, and of what was sent urgently.
SECOND = frozenset({Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.COORDINATOR, Role.DATA_PROTECTION})
LEDGER_READERS = frozenset({Role.DATA_PROTECTION, Role.COORDINATOR, Role.COUNSEL})
TOLD_OF_LIMITS = frozenset({Role.SECURITY, Role.DATA_PROTECTION})
