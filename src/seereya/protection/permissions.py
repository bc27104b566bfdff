"""Which roles do what in this room; whether somebody can open a record is decided by keys."""

from __future__ import annotations

from seereya.accounts.rules import Role
from seereya.vault.rules import VaultKind, may_hold_grant

REFERRERS = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION})
# The protection committee: the second person who agrees to the plan of somebody in great danger.
COMMITTEE = frozenset({Role.PROTECTION, Role.VERIFIER, Role.COUNSEL})
READERS = REFERRERS | {Role.DATA_PROTECTION}
# Who looks after what other organisations refer to us.
FOCAL = frozenset({Role.PROTECTION, Role.COUNSEL, Role.PARALEGAL, Role.DOCUMENTALIST})
DIRECTORY_READERS = READERS | {Role.EDUCATOR, Role.COORDINATOR, Role.SECURITY, Role.ADVOCACY}
DIRECTORY_WRITERS = REFERRERS | {Role.COORDINATOR}
# Who leads when a device is lost or somebody is arrested.
DRILLERS = frozenset({Role.SECURITY, Role.COORDINATOR, Role.PROTECTION})
# The data-protection officer keeps the registers; a second person agrees to an erasure.
OFFICERS = frozenset({Role.DATA_PROTECTION})
ERASERS = frozenset({Role.DATA_PROTECTION, Role.PROTECTION, Role.VERIFIER, Role.COUNSEL})
# Whom the room lets in at all; its first page shows each what the roles allow.
ENTERING = DIRECTORY_READERS | DRILLERS
NAME_READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.IDENTITIES, frozenset({role})))
# Any member may complain about the staff; who receives complaints stands outside the hierarchy (`rules_complaints`).
COMPLAINING = frozenset(Role)
COMPLAINTS = frozenset({Role.DATA_PROTECTION, Role.PROTECTION})
