"""What persons and sources are called on the pages of rooms below, which know them by ids only."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation.models import Person, Source
from seereya.protection.naming import Named
from seereya.vault.keyring import keyring_of, record_keys


def named(by: Actor, subjects: list[UUID]) -> dict[UUID, Named]:
    """Open codes and pages of those persons and sources the actor can open. An open code says nothing of who somebody is."""
    reachable = record_keys(keyring_of(by), subjects) if subjects else {}
    found: dict[UUID, Named] = {}
    for model, page in ((Person, "documentation:person"), (Source, "documentation:source")):
        rows = model.objects.filter(id__in=list(reachable)).values_list("id", "code")
        found |= {record: Named(code, reverse(page, args=[record])) for record, code in rows}
    return found
