"""Opening case files for reading: the audit row is written before anything is produced."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.services.storing import NotThere, read_content
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group


@dataclass
class Opened:
    """A case file opened for reading."""

    row: CaseFile
    content: CaseContent
    keys: RecordKeys


def open_case(*, by: Actor, case_id: UUID) -> Opened:
    """A case file with its content. Raises `NotThere` alike for what does not exist and what is not the reader's."""
    keys = vaults.open_records(by=by, records=[case_id], group=Group.CONTENT, purpose="", case=None).get(case_id)
    row = CaseFile.objects.select_related("organisation", "vault").filter(pk=case_id).first()
    if keys is None or row is None:
        raise NotThere
    return Opened(row, read_content(row, keys), keys)


def open_to_print(*, by: Actor, case_id: UUID, what: str) -> Opened:
    """A case file for paper: that it was printed is committed before anything is opened. Raises `NotThere`."""
    if not record_keys(keyring_of(by), [case_id]):
        raise NotThere
    with transaction.atomic(durable=True):
        record(tag=Tag.CASE_PRINTED, actor=by.id, organisation=by.organisation_id, subject=case_id, facts={"what": what})
    return open_case(by=by, case_id=case_id)


def version_of(*, by: Actor, case_id: UUID) -> int:
    """The version a form is filled in over. Raises `NotThere`; nothing is opened."""
    row = CaseFile.objects.filter(pk=case_id).only("version").first()
    if row is None or not record_keys(keyring_of(by), [case_id]):
        raise NotThere
    return row.version
