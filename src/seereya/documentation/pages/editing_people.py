"""First values of the forms of persons and sources: names and contacts only where they were opened for a purpose before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import services
from seereya.documentation.content import Contact, Identity
from seereya.documentation.models import Person, Source
from seereya.documentation.services.storing import NotThere
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services.openings import purpose_of


@dataclass
class Asked:
    """A record whose form is asked for."""

    row: Person | Source
    content: Any
    identity: Identity | None = None
    contact: Contact | None = None
    initial: dict[str, Any] = field(default_factory=dict)


def person(by: Actor, person_id: UUID) -> Asked:
    """A person's form; name and contact are in it where the purpose of this person was given in this session."""
    row, content, keys = services.open_person(by=by, person_id=person_id)
    if row.organisation_id != by.organisation_id:
        raise NotThere
    asked = Asked(row, content)
    purpose = purpose_of(by, person_id)
    if purpose and keys.holds(Group.IDENTITY):
        asked.identity = services.open_identity(by=by, person_id=person_id, purpose=purpose)
        asked.contact = services.open_contact(by=by, person_id=person_id, purpose=purpose)
    return asked


def source(by: Actor, source_id: UUID) -> Asked:
    """A source's form; the same of its identity."""
    row, content, keys = services.open_source(by=by, source_id=source_id)
    if row.organisation_id != by.organisation_id:
        raise NotThere
    asked = Asked(row, content)
    purpose = purpose_of(by, source_id)
    if purpose and keys.holds(Group.IDENTITY):
        asked.identity = services.open_source_identity(by=by, source_id=source_id, purpose=purpose)
    return asked


def holds_names(by: Actor) -> bool:
    """Whether the member can look for the same name."""
    return bool(keyring_of(by).of_kind(VaultKind.IDENTITIES))
