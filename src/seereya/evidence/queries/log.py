"""Where the events of a journal stand in the log."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from seereya.audit.models import AuditLeaf
from seereya.evidence.models import CustodyEvent
from seereya.foundation import walls


def positions(entries: Iterable[int]) -> dict[int, int]:
    """Places in the tree of entries of the log; those not yet sequenced are absent."""
    return dict(AuditLeaf.objects.filter(entry_id__in=list(entries)).values_list("entry_id", "position"))


def reception(item_id: UUID) -> tuple[int, int | None, str]:
    """Entry, place (if it has one yet) and commitment of an item's reception: what a receipt shows."""
    with walls.system("a receipt is shown to its depositor, who may hold no vault"):
        row = CustodyEvent.objects.get(item=item_id, kind="receive")
        return row.entry, positions([row.entry]).get(row.entry), bytes(row.commitment).hex()
