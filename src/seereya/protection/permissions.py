"""Which roles do what in this room; whether somebody can open a record is decided by keys."""

from __future__ import annotations

from seereya.accounts.rules import Role
from seereya.vault.rules import VaultKind, may_hold_grant

REFERRERS = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION})
READERS = REFERRERS | {Role.DATA_PROTECTION}
# Who looks after what other organisations refer to us.
FOCAL = frozenset({Role.PROTECTION, Role.COUNSEL, Role.PARALEGAL, Role.DOCUMENTALIST})
DIRECTORY_READERS = READERS | {Role.EDUCATOR, Role.COORDINATOR, Role.SECURITY, Role.ADVOCACY}
DIRECTORY_WRITERS = REFERRERS | {Role.COORDINATOR}
NAME_READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.IDENTITIES, frozenset({role})))
