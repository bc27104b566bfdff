"""The vault where an organisation's finance officers keep payees, words and scans: made where it was founded without one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.programme.models import Grant
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys
from seereya.vault.models import Vault
from seereya.vault.rules import Group, Refused, VaultKind


def finance_vault(by: Actor) -> Vault:
    """The finance vault of the member's organisation; founded earlier, it gets one now, given to those whose roles hold it."""
    found = _of(by.organisation_id)
    if found is None:
        found = vaults.missing_vault(organisation=by.member.organisation, kind=VaultKind.FINANCE, by=by.id)
        by.keyring = None  # what was looked for before there was one
    return found


def _of(organisation_id: UUID) -> Vault | None:
    found = Vault.objects.select_related("organisation").filter(organisation_id=organisation_id, kind=VaultKind.FINANCE)
    return found.order_by("marked", "made_at").first()


def coordinators_vault(by: Actor, grant: Grant) -> Vault | None:
    """The vault of the coordinator, who answers to the funder for a partner's pieces; nothing for the coordinator's own."""
    return _of(grant.organisation_id) if grant.organisation_id != by.organisation_id else None


def keys_for_expenses(by: Actor, grant: Grant, records: Sequence[UUID]) -> dict[UUID, RecordKeys]:
    """Fresh keys for expenses: wholly with the own finance vault, their words with the coordinator's too."""
    into: dict[Vault, frozenset[Group] | None] = {finance_vault(by): None}
    if (theirs := coordinators_vault(by, grant)) is not None:
        into[theirs] = frozenset({Group.CONTENT})
    return vaults.make_records(by=by, records=records, into=into)


def identities_vault(organisation_id: UUID) -> Vault:
    """The vault of names; write-only for a finance officer. Raises `Refused("no_identities_vault")`."""
    found = Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.IDENTITIES).order_by("marked", "made_at").first()
    if found is None:
        raise Refused("no_identities_vault")
    return found
