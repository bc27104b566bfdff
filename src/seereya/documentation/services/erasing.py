"""Taking a person out of documentation: names, interviews, protected sources made of them, her own words in incidents, recordings.

The rows stay, so that numbers have no gaps and incidents still count a person under the open code; nothing sealed of hers stays in
them. What is sealed under keys of its own is closed by destroying those keys, which the caller does after this.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import partial
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation import indexing, indexing_interviews
from seereya.documentation.models import Incident, Interview, InterviewRevision, Person, Revision, Source
from seereya.documentation.queries.erasing import Trace, drafts_about, trace
from seereya.documentation.services.storing import TABLE, vaults_of
from seereya.evidence.services import erase_item
from seereya.foundation import walls
from seereya.protection.erasing import Erasure
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Draft
from seereya.vault.rules import Group, VaultKind


def erase_person(erasure: Erasure) -> None:
    """Takes a person out of the room and of the evidence below it, inside the caller's transaction.

    The actor holds the identities vault and every documentation vault.
    """
    by, subject = erasure.by, erasure.subject
    found = trace(by, subject)
    Draft.objects.filter(drafts_about(by, [subject, *found.interviews, *found.sources])).delete()
    _forget_names(by, [subject, *found.sources])
    mine = {"organisation_id": by.organisation_id}
    Person.objects.filter(id=subject, **mine).update(identity=b"", contact=b"", content=b"")
    Source.objects.filter(id__in=found.sources, **mine).update(identity=b"", content=b"")
    _forget_interviews(by, found)
    for incident_id, accounts in sorted(found.accounts.items()):
        _forget_words(by, incident_id, accounts)
    for item_id in found.own:
        erase_item(by=by, item_id=item_id, proposed_by=erasure.proposed_by, words=erasure.reference)


def _forget_names(by: Actor, records: list[UUID]) -> None:
    """Takes names out of the index, and folds it so that no older entry holds them."""
    changes = [indexing.names_change(one.bytes, []) for one in records]
    for keys in keyring_of(by).of_kind(VaultKind.IDENTITIES):
        sealed_index.append(by=by, vault=keys.vault, index=indexing.NAMES, changes=changes)
        transaction.on_commit(partial(_fold, by, keys.vault.id, indexing.NAMES))


def _forget_interviews(by: Actor, found: Trace) -> None:
    """Empties interviews, deletes their older versions, and takes them out of the index of every vault that lists them."""
    InterviewRevision.objects.filter(interview__in=found.interviews).delete()
    Interview.objects.filter(id__in=found.interviews).update(content=b"", identity=b"", testimony=b"")
    folded: set[UUID] = set()
    with walls.system("partners' indexes forget an erased interview too"):
        for one in found.interviews:
            change = {"delete": b64encode(one.bytes).decode()}
            for vault in sorted(vaults_of(one), key=lambda row: row.id):
                sealed_index.append(by=by, vault=vault, index=indexing_interviews.INTERVIEWS, changes=[change])
                folded.add(vault.id)
    for vault_id in sorted(folded & {keys.vault.id for keys in keyring_of(by).all()}):
        transaction.on_commit(partial(_fold, by, vault_id, indexing_interviews.INTERVIEWS))


def _forget_words(by: Actor, incident_id: UUID, accounts: set[str]) -> None:
    """Takes the words of some accounts out of an incident and of all its older versions; each keeps its number.

    What the account says in coded form stays: it is the record of the incident, under a source that leads to nobody any more.
    """
    row = Incident.objects.select_for_update().filter(id=incident_id, organisation_id=by.organisation_id).first()
    keys = record_keys(keyring_of(by), [incident_id]).get(incident_id)
    if row is None or keys is None or not keys.holds(Group.TESTIMONY):
        return
    row.testimony = _without(keys, row.version, bytes(row.testimony), accounts)
    row.save(update_fields=["testimony"])
    with walls.system("history is only added to; an erasure is the one act that takes words out of it"):
        for older in Revision.objects.select_for_update().filter(incident=row).order_by("number"):
            older.testimony = _without(keys, older.number, bytes(older.testimony), accounts)
            older.save(update_fields=["testimony"])
    facts: dict[str, object] = {"accounts": len(accounts), "version": row.version}
    record(tag=Tag.WORDS_ERASED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)


def _without(keys: RecordKeys, version: int, sealed: bytes, accounts: set[str]) -> bytes:
    if not sealed:
        return b""
    said: dict[str, str] = json.loads(keys.open(TABLE, Group.TESTIMONY, version, sealed))
    left = {account: words for account, words in said.items() if account not in accounts}
    return keys.seal(TABLE, Group.TESTIMONY, version, json.dumps(left, ensure_ascii=False).encode()) if left else b""


def _fold(by: Actor, vault: UUID, index: str) -> None:
    sealed_index.opened(by=by, vault_id=vault, index=index)
    sealed_index.fold(vault, index)
