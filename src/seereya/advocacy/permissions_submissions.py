"""Which roles do what with submissions; whether somebody can open this one, or who it is about, is decided by keys (ADR 0021)."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role

# Who writes forms, sends them and follows them.
PREPARERS = frozenset({Role.ADVOCACY, Role.COUNSEL})
# Who fills the sealed part out of the identity, and may hand it to one who prepares.
IDENTIFIERS = frozenset({Role.COUNSEL, Role.DOCUMENTALIST, Role.VERIFIER})
# A coordinator sees what is late; codes only.
READERS = PREPARERS | IDENTIFIERS | {Role.COORDINATOR}


def may_prepare(by: Actor) -> bool:
    """Whether pages offer to write, send and follow forms."""
    return by.holds(*PREPARERS)


def may_identify(by: Actor) -> bool:
    """Whether pages offer to fill the sealed part."""
    return by.holds(*IDENTIFIERS)
