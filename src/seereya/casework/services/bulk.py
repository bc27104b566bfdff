"""Many case files at once, as one change: what a take-over of an older register needs, and the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework import indexing
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile, CaseRevision, CaseStep, FunnelFile
from seereya.casework.services import funnel_rows
from seereya.casework.services.cases import OPEN, check_incidents
from seereya.casework.services.own_vault import home_vault
from seereya.casework.services.storing import TABLE, set_coarse
from seereya.foundation.identifiers import new_id
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import Wrap
from seereya.vault.rules import Group
from seereya.vault.services.records import wraps_for
from seereya.vault.services.references import next_reference


@transaction.atomic
def open_many(*, by: Actor, contents: Sequence[tuple[CaseContent, datetime]]) -> list[CaseFile]:
    """New case files with the moment each was opened; one entry of the log names them all, one change goes to the index.

    Files taken over from an older register were opened before this platform: no conflict check is asked of them here, and each says
    so in `conflict_reason`. Raises `Refused("no_such_incident")`.
    """
    vault, ring = home_vault(by), keyring_of(by)
    check_incidents(by, sorted({one for content, _at in contents for one in content.incidents}))
    rows: list[CaseFile] = []
    revisions, wraps, steps, facts, changes = [], [], [], [], []
    for content, at in contents:
        row = CaseFile(
            id=new_id(), organisation=vault.organisation, vault=vault, reference=next_reference(vault.organisation, "CF", vault),
            status=OPEN, made_by=by.member, made_at=at, changed_at=at,
        )  # fmt: skip
        keys = RecordKeys.new(row.id)
        wraps += wraps_for(ring, keys, {vault: None}, owner=by.organisation_id)
        row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
        set_coarse(row, content)
        rows.append(row)
        revisions.append(CaseRevision(case=row, number=1, made_by=by.member, made_at=at, content=row.content))
        if not vault.marked:
            found, values = funnel_rows.coarse(row, content)
            steps += found
            facts.append(FunnelFile(case=row, organisation_id=row.organisation_id, **values))
        changes.append(indexing.case_change(row, content))
    Wrap.objects.bulk_create(wraps, batch_size=500)
    CaseFile.objects.bulk_create(rows, batch_size=500)
    CaseRevision.objects.bulk_create(revisions, batch_size=500)
    CaseStep.objects.bulk_create(steps, batch_size=500)
    FunnelFile.objects.bulk_create(facts, batch_size=500)
    sealed_index.append(by=by, vault=vault, index=indexing.CASES, changes=changes)
    record(tag=Tag.CASE_OPENED, actor=by.id, organisation=by.organisation_id, subjects=[row.id for row in rows])
    return rows
