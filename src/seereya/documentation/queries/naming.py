"""What persons are called on the pages of rooms below, which know them by ids only."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation.models import Person
from seereya.protection.naming import Named
from seereya.vault.keyring import keyring_of, record_keys


def named(by: Actor, subjects: list[UUID]) -> dict[UUID, Named]:
    """Open codes and pages of those persons the actor can open. An open code says nothing of who somebody is."""
    reachable = record_keys(keyring_of(by), subjects) if subjects else {}
    rows = Person.objects.filter(id__in=list(reachable)).values_list("id", "code")
    return {person_id: Named(code, reverse("documentation:person", args=[person_id])) for person_id, code in rows}
