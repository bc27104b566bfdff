"""Vaults, grants, wraps: what kinds there are and which moves are allowed. Pure."""

from __future__ import annotations

import enum

from seereya.accounts.rules import Refused, Role

__all__ = ["FIRST_VAULTS", "OVERSEERS", "Form", "Group", "Refused", "RequestState", "VaultKind", "may_hold_grant"]

WHOLE = "*"


class VaultKind(enum.StrEnum):
    """What a vault is for; each organisation starts with one of each of `FIRST_VAULTS`, the others are made when a room needs them."""

    CASEWORK = "casework"
    DOCUMENTATION = "documentation"
    FINANCE = "finance"
    IDENTITIES = "identities"
    STAFF = "staff"
    EDUCATION = "education"


class Group(enum.StrEnum):
    """A sensitivity group of a record: sealed under a key of its own, derived from the record's."""

    CONTENT = "content"
    IDENTITY = "identity"
    CONTACT = "contact"
    PLACE = "place"
    TESTIMONY = "testimony"
    FILE = "file"


class Form(enum.StrEnum):
    """How a record key is wrapped: sealed to a vault's public key by a depositor, or settled under the vault's symmetric key."""

    DEPOSIT = "deposit"
    SETTLED = "settled"


class RequestState(enum.StrEnum):
    """A grant asked for by one person and given by another."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


# Groups opened for a purpose only, stated once per case and session (decision 12).
PURPOSE_BOUND = frozenset({Group.IDENTITY, Group.CONTACT, Group.PLACE, Group.TESTIMONY, Group.FILE})

FIRST_VAULTS = (VaultKind.CASEWORK, VaultKind.DOCUMENTATION, VaultKind.IDENTITIES, VaultKind.STAFF, VaultKind.FINANCE)

# Who may hold a grant to which kind of vault, whatever anybody decides: a technical administrator or a donor never reads content.
_HOLDERS: dict[VaultKind, frozenset[Role]] = {
    VaultKind.CASEWORK: frozenset({Role.COUNSEL, Role.PARALEGAL}),
    VaultKind.DOCUMENTATION: frozenset(
        {
            Role.MONITOR,
            Role.DOCUMENTALIST,
            Role.VERIFIER,
            Role.COUNSEL,
            Role.PARALEGAL,
            Role.PROTECTION,
            Role.ADVOCACY,
            Role.COORDINATOR,
            Role.DATA_PROTECTION,
            Role.SECURITY,
        }
    ),
    VaultKind.IDENTITIES: frozenset({Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PROTECTION, Role.DATA_PROTECTION}),
    # Payees, what was paid for, scanned pieces; no victim's name. An auditor is given the key for a visit, by two people.
    VaultKind.FINANCE: frozenset({Role.FINANCE, Role.COORDINATOR, Role.AUDITOR}),
    VaultKind.STAFF: frozenset({Role.ADMINISTRATOR, Role.SECURITY, Role.COORDINATOR, Role.DATA_PROTECTION}),
    VaultKind.EDUCATION: frozenset({Role.EDUCATOR, Role.DATA_PROTECTION}),
}


# Roles that read who opened a record of their organisation, even where they cannot open it.
OVERSEERS = frozenset({Role.DATA_PROTECTION, Role.SECURITY})


def may_hold_grant(kind: VaultKind, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles may hold the key of such a vault."""
    return bool(_HOLDERS[kind] & roles)


def is_given_at_once(kind: VaultKind, roles: frozenset[Role]) -> bool:
    """Whether a colleague with these roles is given such a vault as a matter of course; an auditor never is, only asked for by name."""
    return bool((_HOLDERS[kind] - {Role.AUDITOR}) & roles)


def check_may_hold_grant(kind: VaultKind, roles: frozenset[Role]) -> None:
    """Refuses a grant that no decision can justify."""
    if not may_hold_grant(kind, roles):
        raise Refused("role_may_not_hold_vault")


def check_purpose(group: Group, purpose: str) -> None:
    """An identity, contact, place, testimony or file is opened for a stated purpose."""
    if group in PURPOSE_BOUND and not purpose.strip():
        raise Refused("purpose_needed")


def check_another_holder(*, holders: int) -> None:
    """A vault's last holder keeps it: taking that key away would close the vault to everybody but the custodians."""
    if holders <= 1:
        raise Refused("last_holder")
