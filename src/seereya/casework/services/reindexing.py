"""Building the index of case files anew from the files, inside a member's session. On the record before anything is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework import indexing
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.services.storing import read_content
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import VaultKeys, keyring_of, record_keys
from seereya.vault.models import Wrap
from seereya.vault.rules import WHOLE, VaultKind

_BATCH, _TRIES = 200, 5


def rebuild_cases(*, by: Actor) -> int:
    """Builds the index of every casework vault the member holds; returns how many files they hold. Raises `Refused`."""
    return sum(_rebuild(by, keys) for keys in keyring_of(by).of_kind(VaultKind.CASEWORK))


def _rebuild(by: Actor, keys: VaultKeys) -> int:
    ids = sorted(Wrap.objects.filter(vault=keys.vault.id, scope=WHOLE).values_list("record", flat=True).distinct())
    files = list(CaseFile.objects.filter(id__in=ids).order_by("id").values_list("id", flat=True))
    with transaction.atomic(durable=True):
        facts: dict[str, object] = {"index": indexing.CASES, "records": len(files)}
        record(tag=Tag.INDEX_REBUILT, actor=by.id, organisation=by.organisation_id, subject=keys.vault.id, facts=facts)
    for _ in range(_TRIES):
        try:
            return sealed_index.rebuild(by=by, vault_id=keys.vault.id, index=indexing.CASES, changes=_changes(by, files))
        except sealed_index.Overtaken:
            continue
    raise Refused("cases_index_overtaken")


def _changes(by: Actor, files: list[Any]) -> Iterator[dict[str, Any]]:
    """One change for each file, some at a time."""
    for start in range(0, len(files), _BATCH):
        batch = files[start : start + _BATCH]
        keys = record_keys(keyring_of(by), batch)
        for row in CaseFile.objects.filter(id__in=batch).order_by("id"):
            yield indexing.case_change(row, read_content(row, keys[row.id]))
