"""Counsel's privileged notes: sealed under keys of their own, wrapped to the casework vault alone."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.models import CaseFile, CounselNote
from seereya.casework.rules import Refused
from seereya.casework.services.storing import NotThere, hold
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group

TABLE = "counselnote"


@transaction.atomic
def write_note(*, by: Actor, case_id: UUID, words: str, note_id: UUID | None = None) -> CounselNote:
    """Counsel writes for counsel. The same form sent twice makes one note. Raises `Refused`, `NotThere`."""
    if not words.strip():
        raise Refused("words_needed")
    if note_id and (sent := CounselNote.objects.filter(id=note_id, made_by=by.member).first()):
        return sent
    held = hold(by, case_id)
    row = CounselNote(
        id=note_id or new_id(),
        organisation_id=by.organisation_id,
        case=held.row,
        made_by=by.member,
        made_at=clock.now(),
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={held.row.vault: None})
    row.content = keys.seal(TABLE, Group.CONTENT, 1, words.strip().encode())
    row.save(force_insert=True)
    record(tag=Tag.COUNSEL_NOTED, actor=by.id, organisation=by.organisation_id, subject=case_id)
    return row


def open_notes(*, by: Actor, case_id: UUID) -> tuple[CaseFile, list[tuple[CounselNote, str]]]:
    """A file's notes, newest first; that they are opened is written down before. Raises `NotThere`."""
    if case_id not in record_keys(keyring_of(by), [case_id]):
        raise NotThere
    case = CaseFile.objects.filter(id=case_id, organisation_id=by.organisation_id).first()
    if case is None:
        raise NotThere
    rows = list(CounselNote.objects.filter(case=case).select_related("made_by").order_by("-made_at"))
    keys = vaults.open_records(by=by, records=[row.id for row in rows], group=Group.CONTENT) if rows else {}
    return case, [(row, keys[row.id].open(TABLE, Group.CONTENT, 1, row.content).decode()) for row in rows if row.id in keys]
