"""Undoing the newest import: what it created is seen no more, what it updated is seen as it was before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db import transaction

from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.importing import published
from seereya.documentation.importing.alone import alone, tidy
from seereya.documentation.importing.rows import in_batches
from seereya.documentation.importing.running import newest_number
from seereya.documentation.importing.versions import SOURCE
from seereya.documentation.models import EventImport, EventVersion

_CHUNK: Final = 500


def newest() -> EventImport | None:
    """The import that can be undone: the newest visible one."""
    return EventImport.objects.filter(source=SOURCE, state="complete", dry_run=False).order_by("-number").first()


def undo(batch_id: UUID, *, by: UUID | None = None, organisation: UUID | None = None) -> EventImport:
    """Takes back the newest import, on the record. Raises `Refused`: `import_running`, `not_the_newest`, `changed_meanwhile`."""
    with alone():
        tidy()
        batch = newest()
        if batch is None or batch.pk != batch_id:
            raise Refused("not_the_newest")
        staged = _stage(batch) if batch.created + batch.updated else None
        with transaction.atomic():
            if newest_number() != batch.number:
                raise Refused("changed_meanwhile")
            EventImport.objects.filter(pk=batch.pk).update(state="undone")
            if staged is not None:
                staged.show()
            facts: dict[str, object] = {"number": batch.number, "created": batch.created, "updated": batch.updated}
            record(tag=Tag.EVENTS_IMPORT_UNDONE, actor=by, organisation=organisation, subject=batch.id, facts=facts)
        published.forget_others()
    batch.refresh_from_db()
    return batch


def _stage(batch: EventImport) -> published.Staged:
    """The index as it was before the import."""

    def changes(span: published.Span) -> Iterator[published.Change]:
        told = EventVersion.objects.filter(batch=batch, event__range=(span.first, span.last))
        for some in in_batches(told.values_list("event", flat=True).iterator(chunk_size=_CHUNK), _CHUNK):
            before: dict[UUID, EventVersion | None] = dict.fromkeys(some)
            rows = EventVersion.objects.filter(event__in=some, batch__state="complete", batch__number__lt=batch.number)
            for version in rows.order_by("batch__number"):
                before[version.event] = version
            yield from before.items()

    return published.Staged(changes, events=sum(shard.events for shard in published.shards()), step=lambda: None)
