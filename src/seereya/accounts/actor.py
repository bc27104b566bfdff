"""Who acts: a member and, while the session is open, that member's private key (in memory only)."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from seereya.accounts.models import Member, Session
from seereya.accounts.rules import Role


@dataclass
class Actor:
    """The person behind a request or a ceremony. `private_key` is empty where no session holds it."""

    member: Member
    roles: frozenset[Role]
    private_key: bytes = field(default=b"", repr=False)
    session: Session | None = None
    keyring: object | None = field(default=None, repr=False)

    @property
    def id(self) -> UUID:
        return self.member.id

    @property
    def organisation_id(self) -> UUID:
        return self.member.organisation_id

    def holds(self, *roles: Role) -> bool:
        """Whether the member holds one of these roles."""
        return bool(self.roles.intersection(roles))
