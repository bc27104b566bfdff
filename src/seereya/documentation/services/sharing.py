"""Sharing an incident with a partner: one wrap to the partner's vault, one entry in the partner's index, both logged."""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.documentation import indexing
from seereya.documentation.models import Incident
from seereya.documentation.rules import Refused
from seereya.documentation.services.storing import hold
from seereya.foundation import walls
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind

# What a partner receives: never the precise place, the testimony or anybody's identity unless it is shared by itself.
SHARED = frozenset({Group.CONTENT})


@transaction.atomic
def share_incident(*, by: Actor, incident_id: UUID, organisation_id: UUID) -> Incident:
    """Lets a partner organisation read an incident's content; names, precise place and verbatim words stay closed to it."""
    held = hold(by, incident_id)
    vault = (
        Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.DOCUMENTATION, marked=False)
        .order_by("made_at")
        .first()
    )
    if vault is None:
        raise Refused("partner_has_no_vault")
    with walls.system("a share is written in both organisations' logs and indexes"):
        vaults.share_record(by=by, record_id=incident_id, with_vault=vault.id, groups=SHARED)
        sealed_index.append(
            by=by, vault=vault, index=indexing.RECORDS, changes=[indexing.incident_change(held.row, held.content)]
        )
    return held.row


@transaction.atomic
def withdraw_incident(*, by: Actor, incident_id: UUID, organisation_id: UUID) -> Incident:
    """Takes a share back: the partner's key and index entry go. What was read cannot be unread."""
    held = hold(by, incident_id)
    for vault in Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.DOCUMENTATION):
        if vault.wraps.filter(record=incident_id).exists():
            change = {"delete": b64encode(incident_id.bytes).decode()}
            with walls.system("a share's end is written in both organisations' logs and indexes"):
                vaults.withdraw_share(by=by, record_id=incident_id, from_vault=vault.id)
                sealed_index.append(by=by, vault=vault, index=indexing.RECORDS, changes=[change])
            return held.row
    raise Refused("not_shared")
