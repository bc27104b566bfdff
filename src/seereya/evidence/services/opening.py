"""Opening: an item for reading, and its file for a purpose. Log and journal are committed before any byte leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import F

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence import objects
from seereya.evidence.content import FileKey, ItemContent, ReceiptContent, Written
from seereya.evidence.models import CustodyEvent, EvidenceItem, Opening, Receipt
from seereya.evidence.rules import Custody, ItemStatus, Refused
from seereya.evidence.services.custody import Said, erased_event, read_event, write_event
from seereya.evidence.services.receiving import receipt_context
from seereya.evidence.services.storing import TABLE, NotThere, hold, read_content
from seereya.foundation import clock, seal
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.uploads import stream_context


@dataclass
class Opened:
    """An item opened for reading, without its file."""

    row: EvidenceItem
    content: ItemContent
    keys: RecordKeys


def read_item(*, by: Actor, item_id: UUID) -> Opened:
    """An item with what is written about it. Raises `NotThere` alike for what does not exist and what is not the reader's."""
    keys = vaults.open_records(by=by, records=[item_id]).get(item_id)
    row = EvidenceItem.objects.select_related("organisation", "vault").filter(id=item_id).first()
    if keys is None or row is None:
        raise NotThere
    return Opened(row, read_content(row, keys), keys)


def read_by_reference(*, by: Actor, reference: str) -> Opened | None:
    """The item with this reference; nothing where there is none, or none that the reader can open."""
    found = EvidenceItem.objects.filter(reference=reference.strip().upper()).values_list("id", flat=True).first()
    if found is None or found not in record_keys(keyring_of(by), [found]):
        return None
    return read_item(by=by, item_id=found)


def read_journal(opened: Opened) -> list[tuple[CustodyEvent, Written]]:
    """The custody journal of an item already opened, in order."""
    rows = CustodyEvent.objects.filter(item=opened.row).order_by("number")
    return [(row, _event(opened, row)) for row in rows]


def _event(opened: Opened, row: CustodyEvent) -> Written:
    """An event; of an item that was erased, those before it open no more."""
    try:
        return read_event(row, opened.keys)
    except seal.Broken:
        if opened.row.status != ItemStatus.ERASED:
            raise
        return erased_event(row)


class OpenedFile:
    """The file of an item, opened: any part of it can be read. Not safe for several threads at once."""

    def __init__(self, row: EvidenceItem, content: ItemContent, source: IO[bytes], sealed: seal.SealedFile) -> None:
        self.row, self.content = row, content
        self._source, self._sealed = source, sealed

    @property
    def size(self) -> int:
        """Length in bytes."""
        return self._sealed.size

    def read_at(self, offset: int, n: int) -> bytes:
        """`n` bytes from `offset`. Raises `Broken` where the file was altered."""
        return self._sealed.read_at(offset, n)

    def close(self) -> None:
        """Lets go of the sealed file."""
        self._source.close()


def open_item(*, by: Actor, item_id: UUID, purpose: str = "", export: bool = False) -> OpenedFile:
    """The file of an item, for a purpose: given now, or given before in this session for this item.

    The first opening of a session writes an entry of the log and an event of the journal, both committed before a byte is
    produced; later reads of the session are counted within it. `export`: it is taken away as a file, an event of its own.
    Raises `NotThere`, `Refused`: `purpose_needed`, `file_not_whole`, `item_erased`.
    """
    if not may_read(by, item_id):
        raise NotThere
    if EvidenceItem.objects.filter(id=item_id, status=ItemStatus.ERASED).exists():
        raise Refused("item_erased")
    if purpose.strip() and by.session is not None:
        vaults.state_purpose(by=by, case=item_id, purpose=purpose)
    stated = purpose.strip() or vaults.purpose_of(by, item_id)
    if not stated:
        raise Refused("purpose_needed")
    keys = record_keys(keyring_of(by), [item_id])[item_id] if _count(by, item_id) else _first_opening(by, item_id, stated)
    if export:
        _write(by, item_id, Custody.EXPORT, stated)
    return unsealed(EvidenceItem.objects.get(id=item_id), keys)


def may_read(by: Actor, item_id: UUID) -> bool:
    """Whether the member's keys open the file of an item; says nothing of why not."""
    keys = record_keys(keyring_of(by), [item_id]).get(item_id)
    return keys is not None and keys.holds(Group.FILE)


def is_open(by: Actor, item_id: UUID) -> bool:
    """Whether the member opened the file in this session, for a purpose that is on the record."""
    return by.session is not None and Opening.objects.filter(item=item_id, member=by.id, session=_session(by)).exists()


def _session(by: Actor) -> str:
    return bytes(by.session.token_hash).hex() if by.session else ""


def _count(by: Actor, item_id: UUID) -> bool:
    """Counts a read within the opening of this session, where there is one."""
    if by.session is None:
        return False
    found = Opening.objects.filter(item=item_id, member=by.id, session=_session(by))
    return bool(found.update(reads=F("reads") + 1))


def _first_opening(by: Actor, item_id: UUID, purpose: str) -> RecordKeys:
    keys = vaults.open_records(by=by, records=[item_id], group=Group.FILE, purpose=purpose).get(item_id)
    if keys is None:
        raise NotThere
    _write(by, item_id, Custody.OPEN, purpose, counted=by.session is not None)
    return keys


def _write(by: Actor, item_id: UUID, kind: Custody, purpose: str, *, counted: bool = False) -> None:
    with transaction.atomic(durable=True):
        held = hold(by, item_id, own=False)
        event = write_event(by=by, row=held.row, keys=held.keys, kind=kind, said=Said(words=purpose))
        if counted:
            Opening.objects.get_or_create(
                item=held.row,
                member=by.id,
                session=_session(by),
                defaults={
                    "organisation_id": by.organisation_id,
                    "event": event.id,
                    "first_at": clock.now(),
                },
            )


def unsealed(row: EvidenceItem, keys: RecordKeys) -> OpenedFile:
    """The file of an item whose opening is on the record already. Raises `Refused("file_not_whole")`."""
    key = FileKey.from_json(keys.open(TABLE, Group.FILE, row.version, row.file))
    try:
        source = objects.open_object(row.object)
    except OSError:
        raise Refused("file_not_whole") from None
    try:
        sealed = seal.SealedFile(source, row.sealed_size, bytes.fromhex(key.key), stream_context(UUID(key.upload)))
    except seal.Broken:
        source.close()
        raise Refused("file_not_whole") from None
    return OpenedFile(row, read_content(row, keys), source, sealed)


def read_receipt(*, by: Actor, item_id: UUID) -> tuple[EvidenceItem, ReceiptContent]:
    """The receipt of an item, for whoever deposited it. Raises `NotThere`."""
    found = Receipt.objects.select_related("item", "organisation").filter(item=item_id, member=by.member).first()
    if found is None:
        raise NotThere
    clear = seal.unpad(seal.open_with(by.private_key, bytes(found.content), receipt_context(item_id)))
    return found.item, ReceiptContent.from_json(clear)


def open_to_print(*, by: Actor, item_id: UUID) -> Opened:
    """An item for its custody extract: that it was printed is committed first. Raises `NotThere`."""
    if record_keys(keyring_of(by), [item_id]).get(item_id) is None:
        raise NotThere
    with transaction.atomic(durable=True):
        record(tag=Tag.CUSTODY_PRINTED, actor=by.id, organisation=by.organisation_id, subject=item_id)
    return read_item(by=by, item_id=item_id)
