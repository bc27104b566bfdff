"""How an entry is committed to: canonical text, salt, SHA-256."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

SALT_LENGTH = 16


@dataclass(frozen=True)
class Said:
    """What an entry says, in the form its commitment is computed over."""

    at: datetime
    tag: str
    actor: UUID | None
    organisation: UUID | None
    subject: UUID | None
    subjects: tuple[UUID, ...]
    facts: dict[str, object]
    sealed: bytes

    def canonical(self) -> bytes:
        """JSON with sorted keys and no blanks; sealed bytes enter as their SHA-256."""
        return json.dumps(
            {
                "at": self.at.isoformat(timespec="microseconds"),
                "tag": self.tag,
                "actor": str(self.actor or ""),
                "organisation": str(self.organisation or ""),
                "subject": str(self.subject or ""),
                "subjects": [str(subject) for subject in self.subjects],
                "facts": self.facts,
                "sealed": hashlib.sha256(self.sealed).hexdigest() if self.sealed else "",
            },
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=True,
        ).encode("ascii")


def commit(said: Said, salt: bytes) -> bytes:
    """The commitment: SHA-256 over salt and canonical text; shown alone it tells nothing."""
    return hashlib.sha256(salt + said.canonical()).digest()
