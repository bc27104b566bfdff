"""Incidents as what evidence is linked to: found by their reference, named on a page; only those the member can open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation.models import Incident
from seereya.evidence.targets import Named
from seereya.vault.keyring import keyring_of, record_keys


def find_incident(by: Actor, reference: str) -> tuple[UUID, str] | None:
    """The incident with this reference, if the member can open it."""
    row = Incident.objects.filter(reference=reference.strip().upper()).first()
    if row is None or row.id not in record_keys(keyring_of(by), [row.id]):
        return None
    return row.id, row.reference


def name_incidents(by: Actor, ids: Iterable[UUID]) -> Mapping[UUID, Named]:
    """References and addresses of incidents; two queries."""
    open_ids = list(record_keys(keyring_of(by), ids))
    rows = Incident.objects.filter(id__in=open_ids).values_list("id", "reference")
    return {key: Named(reference, reverse("documentation:incident", args=[key])) for key, reference in rows}
