"""Receiving a file as evidence: sealed already, moved to its place, written down, acknowledged; in that order."""

from __future__ import annotations

import os
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence import indexing, objects
from seereya.evidence.content import FileKey, ItemContent, ReceiptContent
from seereya.evidence.detecting import look_at
from seereya.evidence.models import EvidenceItem, Receipt
from seereya.evidence.rules import Custody, ItemStatus, Refused, commit_file, kind_of
from seereya.evidence.services.custody import Said, write_event
from seereya.evidence.services.storing import TABLE, home_vault
from seereya.foundation import clock, seal
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal.streams import Readable
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services.references import next_reference
from seereya.vault.uploads import SealedFile, seal_stream

_SALT = 32


@dataclass(frozen=True)
class Announced:
    """What the sender says the file must be: a file cut or altered on its way is told by it."""

    sha256: str = ""
    size: int | None = None


def receive_item(
    *,
    by: Actor,
    file: SealedFile | Readable,
    content: ItemContent | None = None,
    name: str = "",
    declared: str = "",
    kind: VaultKind = VaultKind.DOCUMENTATION,
    item_id: UUID | None = None,
    announced: Announced | None = None,
) -> EvidenceItem:
    """Receives a file: an upload, or anything that can be read, with its `name` and `declared` type.

    `kind`: the vault it goes to. `item_id`: of the form it came with; the same form sent twice makes one item.
    A depositor without the vault's key can write it and not read it back; the receipt is sealed to the depositor.
    Raises `Refused`: `empty_file`, `not_as_announced`, `disk_refused`, `no_vault_for_evidence`. Nothing is kept then.
    """
    upload = file if isinstance(file, SealedFile) else _take_in(file, name, declared)
    try:
        if (sent := _sent_before(by, item_id)) is not None:
            upload.remove()
            return sent
        _check(upload, announced or Announced())
        vault = home_vault(by, kind)
        _keep(upload)
        row = _write(by, vault, upload, content or ItemContent(), item_id or new_id())
    except BaseException:
        objects.give_up(upload)
        raise
    objects.committed(upload)
    return row


def _keep(upload: SealedFile) -> None:
    try:
        objects.keep(upload)
    except OSError as problem:
        raise Refused("disk_refused") from problem


def _take_in(file: Readable, name: str, declared: str) -> SealedFile:
    try:
        return seal_stream(file, name, declared)
    except OSError as problem:
        raise Refused("disk_refused") from problem


def _sent_before(by: Actor, item_id: UUID | None) -> EvidenceItem | None:
    return EvidenceItem.objects.filter(id=item_id, made_by=by.member).first() if item_id else None


def _check(upload: SealedFile, announced: Announced) -> None:
    if not upload.plain.size:
        raise Refused("empty_file")
    wrong_size = announced.size is not None and announced.size != upload.plain.size
    if wrong_size or (announced.sha256 and announced.sha256.lower() != upload.plain.sha256.hex()):
        raise Refused("not_as_announced")


@transaction.atomic
def _write(by: Actor, vault: Vault, upload: SealedFile, content: ItemContent, item_id: UUID) -> EvidenceItem:
    """The item, its journal's first events, its receipt and its index entry: all or nothing."""
    _describe(upload, content)
    now = clock.now()
    row = EvidenceItem(
        id=item_id,
        organisation=vault.organisation,
        vault=vault,
        reference=next_reference(vault.organisation, "EV", vault),
        kind="" if vault.marked else kind_of(content.detected or content.declared),
        status=ItemStatus.KEPT,
        object=upload.sealed.sha256.hex(),
        sealed_size=upload.sealed.size,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.content = keys.seal(TABLE, Group.CONTENT, 1, content.to_json())
    row.file = keys.seal(TABLE, Group.FILE, 1, FileKey(upload.key.hex(), str(upload.upload_id)).to_json())
    row.save(force_insert=True)
    record(tag=Tag.ITEM_RECEIVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    if content.is_collected:
        write_event(by=by, row=row, keys=keys, kind=Custody.COLLECT, said=Said(details=_collected(content)))
    commitment = commit_file(upload.plain.sha256, bytes.fromhex(content.salt)).hex()
    write_event(by=by, row=row, keys=keys, kind=Custody.RECEIVE, file=commitment)
    _hand_receipt(by, row, content, commitment)
    sealed_index.append(by=by, vault=vault, index=indexing.EVIDENCE, changes=[indexing.item_change(row, content)])
    return row


def _describe(upload: SealedFile, content: ItemContent) -> None:
    content.file_name = upload.name or ""
    content.declared = upload.content_type or ""
    content.size = upload.plain.size
    content.sha256 = upload.plain.sha256.hex()
    content.salt = os.urandom(_SALT).hex()
    content.detected, content.findings = look_at(upload.head, name=content.file_name, declared=content.declared)


def _collected(content: ItemContent) -> dict[str, str]:
    said = {
        "by": content.collected_by,
        "when": content.collected.words,
        "where": content.collected_where,
        "how": content.collected_how,
        "device": content.device,
    }
    return {name: words for name, words in said.items() if words}


def _hand_receipt(by: Actor, row: EvidenceItem, content: ItemContent, commitment: str) -> None:
    said = ReceiptContent(row.reference, content.sha256, content.size, content.file_name, row.made_at.isoformat(), commitment)
    blob = seal.seal_to(bytes(by.member.public_key), seal.pad(said.to_json()), receipt_context(row.id))
    Receipt.objects.create(item=row, organisation=row.organisation, member=by.member, content=blob)


def receipt_context(item_id: UUID) -> bytes:
    """What a receipt is bound to."""
    return seal.context("evidence-receipt", item_id)
