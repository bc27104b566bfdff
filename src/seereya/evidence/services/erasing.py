"""Erasing an item on a person's request: the sealed file and every key that opened it go; the row, its hashes and its journal stay.

The item is sealed anew under a fresh key, with its hashes alone, so that the journal can go on and say what became of it. What older
events of the journal said was sealed under the key that is destroyed: their numbers, kinds, moments and commitments stay.
"""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.evidence import indexing, objects
from seereya.evidence.content import ItemContent
from seereya.evidence.models import CustodyTransfer, Receipt
from seereya.evidence.rules import Custody, ItemStatus, Refused
from seereya.evidence.services.custody import Said, write_event
from seereya.evidence.services.storing import TABLE, hold, tell_indexes, vaults_of
from seereya.foundation import clock, walls
from seereya.vault import indexing as sealed_index
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Vault
from seereya.vault.rules import Group
from seereya.vault.services.erasing import destroy_wraps


@transaction.atomic
def erase_item(*, by: Actor, item_id: UUID, proposed_by: UUID, words: str) -> None:
    """Erases an item in our own custody; its file leaves the disk once this is committed, or at the next sweep.

    `words`: by which decision. Two persons have agreed before. Raises `NotThere`, `Refused("not_in_our_custody")`.
    """
    held = hold(by, item_id)
    row, before = held.row, held.content
    if row.status != ItemStatus.KEPT:
        raise Refused("not_in_our_custody")
    with walls.system("partners' indexes forget an erased item too"):
        elsewhere = [one for one in vaults_of(row.id) if one.id != row.vault_id]
        for vault in elsewhere:
            change = {"delete": b64encode(row.id.bytes).decode()}
            sealed_index.append(by=by, vault=vault, index=indexing.EVIDENCE, changes=[change])
    destroy_wraps(by=by, records=[row.id], proposed_by=proposed_by)
    held.keys = vaults.make_record(by=by, record_id=row.id, into={row.vault: None})
    held.content = ItemContent(size=before.size, sha256=before.sha256, salt=before.salt)
    row.version, row.changed_at, row.status = row.version + 1, clock.now(), ItemStatus.ERASED
    row.content, row.file = held.keys.seal(TABLE, Group.CONTENT, row.version, held.content.to_json()), b""
    row.save()
    Receipt.objects.filter(item=row).delete()
    CustodyTransfer.objects.filter(item=row).update(content=b"", wrapped=b"")
    write_event(by=by, row=row, keys=held.keys, kind=Custody.ERASE, said=Said(words=words))
    tell_indexes(by, row, held.content)
    transaction.on_commit(partial(_afterwards, by, row.vault, row.object))


def _afterwards(by: Actor, vault: Vault, name: str) -> None:
    """The file leaves the disk, and the index is folded, so that no older entry of it says anything."""
    objects.let_go(name)
    if vault.id in keyring_of(by):
        sealed_index.opened(by=by, vault_id=vault.id, index=indexing.EVIDENCE)
        sealed_index.fold(vault.id, indexing.EVIDENCE)
