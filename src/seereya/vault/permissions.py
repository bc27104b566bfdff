"""Which roles do what about members, invitations, grants and vaults. Keys decide besides: no grant, no bytes."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.policies import EVERYBODY
from seereya.accounts.rules import Role
from seereya.vault.rules import VaultKind, may_hold_grant

# Who looks after membership. None of these roles opens a vault by itself.
MANAGERS = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.SECURITY})
# Outsiders who read aggregates or accounts see no list of members.
OUTSIDERS = frozenset({Role.DONOR, Role.AUDITOR})
COLLEAGUES = EVERYBODY - OUTSIDERS
# Whoever may hold some vault may ask for it and give it; an auditor who was given one for a visit neither asks nor gives.
HOLDERS = frozenset(role for role in Role if any(may_hold_grant(kind, frozenset({role})) for kind in VaultKind)) - OUTSIDERS


# Whoever may hold the staff vault may open a colleague's name and contact, for a purpose.
STAFF_READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.STAFF, frozenset({role})))


def may_manage(actor: Actor) -> bool:
    """Whether somebody looks after membership."""
    return bool(actor.roles & MANAGERS)


def may_ask(actor: Actor) -> bool:
    """Whether somebody may ask that a vault's key be given."""
    return bool(actor.roles & (HOLDERS | MANAGERS))
