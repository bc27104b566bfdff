"""Which roles may do what with records; whether this person can open this record is decided by keys, not here."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Role
from seereya.documentation.models import Incident
from seereya.vault.rules import VaultKind, may_hold_grant

READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.DOCUMENTATION, frozenset({role})))
NAME_READERS = frozenset(role for role in Role if may_hold_grant(VaultKind.IDENTITIES, frozenset({role})))
DEPOSITORS = frozenset(
    {Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION, Role.COORDINATOR}
)
WRITERS = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL})
MOVERS = frozenset({Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.COORDINATOR})
SHARERS = frozenset({Role.DOCUMENTALIST, Role.COUNSEL, Role.COORDINATOR})
# The precise place and verbatim words: for those who verify, defend or protect.
SEALED_READERS = frozenset(
    {Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION, Role.DATA_PROTECTION}
)
PERSON_WRITERS = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION})


def own(by: Actor, row: Incident) -> bool:
    """Whether the record is of the member's organisation; a partner reads and comments."""
    return row.organisation_id == by.organisation_id


def may_change(by: Actor, row: Incident, *, example: bool = False) -> bool:
    """Whether the page offers to change the incident and its parts."""
    return own(by, row) and not example and by.holds(*WRITERS)


def may_move(by: Actor, row: Incident, *, example: bool = False) -> bool:
    """Whether the page offers the moves of verification."""
    return own(by, row) and not example and by.holds(*MOVERS)


def may_share(by: Actor, row: Incident) -> bool:
    """Whether the page offers to share the incident or to withdraw a share."""
    return own(by, row) and by.holds(*SHARERS)


def may_open_sealed(by: Actor) -> bool:
    """Whether the member's roles open precise places and verbatim words."""
    return by.holds(*SEALED_READERS)


def may_open_names(by: Actor) -> bool:
    """Whether the member's roles open identities and contacts."""
    return by.holds(*NAME_READERS)


# Interviews: who records them, who approves a second full statement, who is called to a departure from the preparation.
INTERVIEWERS = frozenset({Role.MONITOR, Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PARALEGAL, Role.PROTECTION})
STATEMENT_APPROVERS = frozenset({Role.DOCUMENTALIST, Role.VERIFIER, Role.COUNSEL, Role.PROTECTION})
DEVIATION_READERS = frozenset({Role.PROTECTION, Role.COORDINATOR})
# Focal points look into the names they hold and answer partners.
FOCAL_POINTS = frozenset({Role.DOCUMENTALIST, Role.PROTECTION})
INTERVIEW_ROOM = INTERVIEWERS | DEVIATION_READERS | STATEMENT_APPROVERS


def may_open_words(by: Actor) -> bool:
    """Whether the member's roles open what was said in an interview."""
    return by.holds(*SEALED_READERS)
