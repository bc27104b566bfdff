"""References people can say aloud: numbered per organisation and series, random in marked vaults (decision 6)."""

from __future__ import annotations

from django.db import transaction

from seereya.accounts.models import Organisation
from seereya.foundation.identifiers import new_code, random_reference
from seereya.vault.models import ReferenceCounter, Vault


def next_reference(organisation: Organisation, series: str, vault: Vault | None = None) -> str:
    """`AMDH-INC-0042`, without gaps within one organisation's series; a random one where the vault is marked."""
    prefix = f"{organisation.code}-{series}"
    if vault is not None and vault.marked:
        return random_reference(prefix)
    with transaction.atomic():
        ReferenceCounter.objects.get_or_create(organisation=organisation, series=series)
        counter = ReferenceCounter.objects.select_for_update().get(organisation=organisation, series=series)
        counter.last += 1
        counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:04d}"


def open_code(prefix: str) -> str:
    """An open code such as `P-7F3KQ2` that says nothing of whom it stands for."""
    return new_code(prefix, 6)
