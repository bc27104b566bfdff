"""Evidence looked at without a key: every sealed file by its hash, and every event of a custody journal by its commitment in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from seereya.audit.models import AuditEntry
from seereya.evidence import objects
from seereya.evidence.models import CustodyEvent, EvidenceItem

_BATCH: Final = 500
_FAULTS: Final[dict[str, Callable[[], str]]] = {
    "missing": lambda: _("its sealed file is missing"),
    "altered": lambda: _("its sealed file is not the one that was kept"),
    "writable": lambda: _("its sealed file can be written to; it should be read-only"),
    "erased": lambda: _("its item was erased and its file still lies there; the hourly sweep takes it away"),
    "orphan": lambda: _("no item of evidence names this file"),
}


def sealed_files() -> Iterator[tuple[str, str]]:
    """Every object whose bytes are missing, altered or nobody's; all of them are named."""
    for where, fault in objects.check():
        yield where, _FAULTS[fault]()


def journals() -> Iterator[tuple[str, str]]:
    """Every event that the log does not know by its commitment, and every number missing in a journal."""
    item, number, batch = None, 0, []
    for event in CustodyEvent.objects.order_by("item", "number").defer("content").iterator(chunk_size=_BATCH):
        if event.item_id != item:
            item, number = event.item_id, 0
        if event.number != number + 1:
            yield (
                f"evidence.EvidenceItem {item}",
                _("events are missing in its custody journal after number %(number)d") % {"number": number},
            )
        number = event.number
        batch.append(event)
        if len(batch) == _BATCH:
            yield from _unknown(batch)
            batch = []
    yield from _unknown(batch)
    for key in EvidenceItem.objects.filter(events=None).values_list("pk", flat=True):
        yield f"evidence.EvidenceItem {key}", _("it has no custody journal")


def _unknown(events: list[CustodyEvent]) -> Iterator[tuple[str, str]]:
    entries = {
        key: (subject, facts.get("commitment"))
        for key, subject, facts in AuditEntry.objects.filter(id__in=[one.entry for one in events]).values_list(
            "id", "subject", "facts"
        )
    }
    for event in events:
        if entries.get(event.entry) != (event.item_id, bytes(event.commitment).hex()):
            yield f"evidence.CustodyEvent {event.pk}", _("the log does not know it as it stands here")
