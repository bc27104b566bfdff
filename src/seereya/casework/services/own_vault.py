"""The vault that a member’s case files and questions go to."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.casework.rules import Refused
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind


def home_vault(by: Actor) -> Vault:
    """The casework vault of the member's organisation that new files go to. Raises `Refused("no_casework_vault")`."""
    found = Vault.objects.select_related("organisation").filter(organisation_id=by.organisation_id, kind=VaultKind.CASEWORK)
    vault = found.order_by("marked", "made_at").first()
    if vault is None:
        raise Refused("no_casework_vault")
    return vault
