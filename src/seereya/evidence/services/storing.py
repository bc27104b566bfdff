"""Reading and writing an item inside a change: one version, one index entry for each vault that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.evidence import indexing
from seereya.evidence.content import ItemContent
from seereya.evidence.models import EvidenceItem
from seereya.evidence.rules import ItemStatus, Refused
from seereya.foundation import clock
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import Group, VaultKind

TABLE = "evidence"


class NotThere(Http404):
    """There is no such item, or it is not yours: the answer is the same, after the same work."""


@dataclass
class Held:
    """An item locked for change, with its keys and its content in memory."""

    row: EvidenceItem
    keys: RecordKeys
    content: ItemContent


def hold(by: Actor, item_id: UUID, *, own: bool = True) -> Held:
    """Locks an item for a change. Must run in a transaction. Raises `NotThere`, `Refused`."""
    keys = record_keys(keyring_of(by), [item_id]).get(item_id)
    row = EvidenceItem.objects.select_for_update(of=("self",)).select_related("vault", "organisation").filter(id=item_id).first()
    if keys is None or row is None or not keys.holds(Group.CONTENT):
        raise NotThere
    if own and row.organisation_id != by.organisation_id:
        raise Refused("item_of_a_partner")
    if own and row.status == ItemStatus.ERASED:
        raise Refused("item_erased")
    return Held(row, keys, read_content(row, keys))


def read_content(row: EvidenceItem, keys: RecordKeys) -> ItemContent:
    """The content of an item at its version."""
    return ItemContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


def store(by: Actor, held: Held) -> None:
    """Seals the content as the next version and tells the indexes; the key of the file is carried over."""
    row, keys = held.row, held.keys
    clear = keys.open(TABLE, Group.FILE, row.version, row.file)
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, held.content.to_json())
    row.file = keys.seal(TABLE, Group.FILE, row.version, clear)
    row.save()
    tell_indexes(by, row, held.content)


def vaults_of(record: UUID) -> list[Vault]:
    """The vaults that hold an item: its own, and that of a partner who took custody."""
    ids = Wrap.objects.filter(record=record).values_list("vault_id", flat=True).distinct()
    return list(Vault.objects.filter(id__in=list(ids)).order_by("id"))


def tell_indexes(by: Actor, row: EvidenceItem, content: ItemContent) -> None:
    """Appends the item's entry to the index of every vault that holds it."""
    change = indexing.item_change(row, content)
    for vault in vaults_of(row.id):
        sealed_index.append(by=by, vault=vault, index=indexing.EVIDENCE, changes=[change])


def home_vault(by: Actor, kind: VaultKind = VaultKind.DOCUMENTATION) -> Vault:
    """The vault of the member's organisation that new items go to. Raises `Refused`."""
    found = Vault.objects.select_related("organisation").filter(organisation_id=by.organisation_id, kind=kind)
    vault = found.order_by("marked", "made_at").first()
    if vault is None:
        raise Refused("no_vault_for_evidence")
    return vault
