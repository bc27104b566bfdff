"""Remarks on an incident, sealed under its keys: whoever can open the incident can read and write them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.models import Comment
from seereya.documentation.rules import Refused
from seereya.documentation.services.storing import hold
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault.rules import Group


@transaction.atomic
def comment(*, by: Actor, incident_id: UUID, words: str, comment_id: UUID | None = None) -> Comment:
    """Adds a remark; it is never changed afterwards. `comment_id`: of a form that, sent twice, makes one remark."""
    if sent := comment_id and Comment.objects.filter(id=comment_id, made_by=by.member, incident=incident_id).first():
        return sent
    if not words.strip():
        raise Refused("words_needed")
    held = hold(by, incident_id, own=False)
    row = Comment(id=comment_id or new_id(), incident=held.row, made_by=by.member, made_at=clock.now())
    row.content = held.keys.seal(f"comment:{row.id}", Group.CONTENT, 1, words.strip().encode())
    row.save(force_insert=True)
    record(tag=Tag.INCIDENT_COMMENTED, actor=by.id, organisation=by.organisation_id, subject=incident_id)
    return row
