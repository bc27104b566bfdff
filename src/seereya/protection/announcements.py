"""What the rooms above are told: codes and ids only, never a sealed value."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from seereya.foundation.announcements import announcement


@announcement
@dataclass(frozen=True)
class MemberAtRisk:
    """A member was arrested, or a member's device was lost (`kind`: arrest, device). Never told of an exercise."""

    member: UUID
    organisation: UUID
    kind: str


@announcement
@dataclass(frozen=True)
class ReferralChanged:
    """A referral took another status. `subject` is the opaque person, or nothing where the receiver moved it and does not know."""

    referral: UUID
    organisation: UUID
    before: str
    after: str
    subject: UUID | None
