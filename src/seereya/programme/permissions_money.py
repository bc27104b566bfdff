"""Who keeps the ledger, who approves a payment, who reads which part of it. Whose ledger it is, the queries decide."""

from __future__ import annotations

from seereya.accounts.rules import Role
from seereya.programme.permissions import READERS
from seereya.vault.rules import VaultKind, may_hold_grant

KEEPERS = frozenset({Role.FINANCE})
APPROVERS = frozenset({Role.FINANCE, Role.COORDINATOR})
# Amounts by heading, for the funder too; lists of expenses are not for the funder (decision 32).
COMPARERS = READERS
LEDGER = frozenset({Role.FINANCE, Role.COORDINATOR, Role.AUDITOR})
AUDITORS = LEDGER
# Whoever hands help over writes the receipt; the register is opened by whoever holds the identities.
HELPERS = frozenset({Role.FINANCE, Role.PROTECTION, Role.PARALEGAL})
REGISTER = frozenset(role for role in Role if may_hold_grant(VaultKind.IDENTITIES, frozenset({role})))
SUPPORT_READERS = LEDGER | HELPERS | REGISTER
ENTERING = COMPARERS | SUPPORT_READERS
