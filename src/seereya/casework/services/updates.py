"""Telling clients where their file stands."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.rules.updates import UpdateContent, check_update
from seereya.casework.services.cases import note
from seereya.casework.services.storing import hold, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id


@transaction.atomic
def record_update(*, by: Actor, case_id: UUID, update: UpdateContent, token: UUID | None = None) -> CaseFile:
    """Writes down that a client was told. Only who gave a mandate is a client. Raises `Refused`, `NotThere`."""
    held = hold(by, case_id)
    update.id = (token or new_id()).hex
    if any(one.id == update.id for one in held.content.updates):
        return held.row
    check_update(update, today=clock.today())
    if update.client not in {code for one in held.content.mandates for code in one.givers}:
        raise Refused("update_not_a_client")
    update.by = str(by.id)
    held.content.updates.append(update)
    store(by, held)
    note(by, Tag.CLIENT_TOLD, held.row)
    return held.row
