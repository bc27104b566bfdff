"""Which roles do what with sessions; whether somebody reads the sealed part is decided by the education vault's key."""

from __future__ import annotations

from seereya.accounts.rules import Role
from seereya.protection.permissions import REFERRERS

EDUCATORS = frozenset({Role.EDUCATOR})
# Counts and coarse columns; the officer for data protection holds the vault besides.
SESSION_READERS = EDUCATORS | {Role.COORDINATOR, Role.EVALUATION, Role.DATA_PROTECTION}
# Who takes up what somebody asked to say in private: those who may refer.
TALK_READERS = REFERRERS
ROOM = SESSION_READERS | TALK_READERS
