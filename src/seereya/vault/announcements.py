"""What the vault tells the rooms above: a consent was withdrawn, something left the house. Codes and ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from seereya.foundation.announcements import announcement


@announcement
@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person, or a family, took a consent back: nothing new may rely on it from now on."""

    subject: UUID
    organisation: UUID


@announcement
@dataclass(frozen=True)
class LeftTheHouse:
    """Something about these persons was let out, as this kind of exit."""

    subjects: tuple[UUID, ...]
    kind: str
    disclosure: UUID
    organisation: UUID
