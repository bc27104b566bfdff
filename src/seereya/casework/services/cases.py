"""Case files: open one from incidents, change it, pause it, close it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.services import conflicts
from seereya.casework.services.own_vault import home_vault
from seereya.casework.services.storing import Held, check_version, hold, store
from seereya.documentation.models import Incident
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.services.references import next_reference

OPEN, CLOSED = "open", "closed"
PAUSES = frozenset({"", "safety", "client"})


def note(by: Actor, tag: Tag, row: CaseFile, **facts: object) -> None:
    """The audit row of a change."""
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version} | facts)


@transaction.atomic
def open_case_file(*, by: Actor, content: CaseContent, case_id: UUID | None = None) -> CaseFile:
    """A new case file, with the incidents it is about. The same form sent twice makes one file.

    Partners are asked about conflicts of interest before (`content.conflict`), or the file says why not (`content.conflict_reason`).
    Raises `Refused`: `no_such_incident` where one of the incidents is not open to the member, `conflict_not_asked`, `conflict_open_reason`.
    """
    if not content.title.strip():
        raise Refused("case_title_needed")
    if case_id and (sent := CaseFile.objects.filter(id=case_id, made_by=by.member).first()):
        return sent
    check_incidents(by, content.incidents)
    asked = UUID(content.conflict) if content.conflict else None
    conflicts.check_before_opening(by=by, request_id=asked, reason=content.conflict_reason)
    vault, now = home_vault(by), clock.now()
    row = CaseFile(
        id=case_id or new_id(),
        organisation=vault.organisation,
        vault=vault,
        reference=next_reference(vault.organisation, "CF", vault),
        status=OPEN,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    store(by, Held(row, keys, content), fresh=True)
    note(by, Tag.CASE_OPENED, row)
    return row


def check_incidents(by: Actor, incidents: list[str]) -> None:
    """Refuses a link to an incident the member cannot open."""
    ids = [UUID(one) for one in incidents]
    if not ids:
        return
    keys = record_keys(keyring_of(by), ids)
    if any(one not in keys for one in ids) or Incident.objects.filter(id__in=ids).count() != len(set(ids)):
        raise Refused("no_such_incident")


@transaction.atomic
def change_case(*, by: Actor, case_id: UUID, version: int, said: dict[str, object]) -> CaseFile:
    """Changes what the file's own form holds; parties, proceedings, acts and deadlines stay as they stand.

    Raises `Refused("changed_meanwhile")`.
    """
    held = hold(by, case_id)
    check_version(held, version)
    for name in ("title", "summary", "facts", "clarified", "contradicting", "next_step", "next_step_on", "remind_after",
                 "dormant_after", "stall_reason", "stall_words"):  # fmt: skip
        if name in said:
            setattr(held.content, name, said[name])
    if not held.content.title.strip():
        raise Refused("case_title_needed")
    if held.content.dormant_after < held.content.remind_after:
        raise Refused("dormant_before_reminder")
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="file")
    return held.row


@transaction.atomic
def set_pause(*, by: Actor, case_id: UUID, paused: str, why: str) -> CaseFile:
    """Pauses reminders for somebody's safety or because the client wishes so; or takes the pause away (decision 30)."""
    if paused not in PAUSES:
        raise Refused("unknown_pause")
    if paused and not why.strip():
        raise Refused("reason_needed")
    held = hold(by, case_id)
    held.content.paused, held.content.paused_why = paused, why.strip() if paused else ""
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="pause")
    return held.row


@transaction.atomic
def close_case(*, by: Actor, case_id: UUID, why: str, again: bool = False) -> CaseFile:
    """Closes a file with the reason, or opens it again."""
    if not why.strip():
        raise Refused("reason_needed")
    held = hold(by, case_id)
    held.row.status, held.content.closed_why = (OPEN, "") if again else (CLOSED, why.strip())
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="status")
    return held.row
