"""One import from its first row to its last: compared, staged out of sight in short batches, shown all at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final, Protocol, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.importing import published
from seereya.documentation.importing.alone import alone, clear, end, tidy
from seereya.documentation.importing.rows import NotTaken, in_batches, read_rows
from seereya.documentation.importing.sources import Passing
from seereya.documentation.importing.versions import SOURCE, Placer, version_of
from seereya.documentation.models import EventImport, EventVersion, ImportProblem
from seereya.foundation import clock
from seereya.foundation.ged import GEDEvent, open_ged
from seereya.foundation.seal import Broken
from seereya.foundation.tables import Table, TableError
from seereya.foundation.tables.streams import Encoding
from seereya.jobs.registry import Cancelled
from seereya.reference import places

BATCH: Final = 250
MOST_PROBLEMS: Final = 20_000
"""Problems kept with their rows; more are only counted (`are_cut`): such a file is not mended by hand."""
_COLUMN: Final = 80
_DETAIL: Final = 300


class Watch(Protocol):
    """Who looks on: told how far the import is, may raise `Cancelled` at every step."""

    def progress(self, done: int, total: int | None = None) -> None:
        """So many rows, of about so many."""

    def failed(self, code: str, count: int = 1) -> None:
        """So many rows were not taken, for this reason."""


@dataclass(frozen=True)
class Asked:
    """How a file is to be taken in, and by whom (nobody: the installation's operator)."""

    dry_run: bool = False
    encoding: Encoding = "utf-8"
    release: str = ""
    by: UUID | None = None
    organisation: UUID | None = None


def new_import(asked: Asked, *, job: UUID | None = None) -> EventImport:
    """An import that has not read anything yet."""
    return EventImport.objects.create(
        source=SOURCE,
        state="checking",
        dry_run=asked.dry_run,
        started_by=asked.by,
        started_at=clock.now(),
        job=job,
        problem={"release": asked.release, "encoding": asked.encoding},
    )


def run(batch: EventImport, stream: Passing, asked: Asked, watch: Watch) -> EventImport:
    """Takes a file in. A file that cannot be used ends as `failed` with its fault in `batch.problem`, and leaves nothing.

    Begins anew what a dead process began. Raises `Refused("import_running")`, and `Cancelled` after it removed what it staged.
    """
    with alone():
        tidy(but=batch)
        clear(batch)
        batch.problems.all().delete()
        work = _Work(batch, stream, asked, watch)
        try:
            work.read()
            work.finish()
        except TableError as fault:
            work.give_up("failed", said(fault))
        except Broken:
            work.give_up("failed", {"code": "upload_broken"})
        except Refused as refusal:
            work.give_up("failed", {"code": refusal.code})
        except (Cancelled, KeyboardInterrupt):
            work.give_up("cancelled", {})
            raise
    return batch


def said(fault: TableError) -> dict[str, object]:
    """A file's fault as codes and values, for words in the reader's language."""
    column = fault.column_name or (str(fault.column) if fault.column else "")
    return {"code": fault.code, "line": fault.line, "column": column, "values": fault.values}


def are_cut(batch: EventImport) -> bool:
    """Whether an import refused more rows than were kept with their problems."""
    return batch.refused + batch.duplicates > 0 and batch.problems.count() >= MOST_PROBLEMS


def newest_number() -> int:
    """Number of the newest visible import; 0 where there is none."""
    found = EventImport.objects.filter(source=SOURCE, state="complete").aggregate(newest=Max("number"))["newest"]
    return int(found or 0)


class _Work:
    """What one run has in hand."""

    def __init__(self, batch: EventImport, stream: Passing, asked: Asked, watch: Watch) -> None:
        self.batch = batch
        self._stream = stream
        self._asked = asked
        self._watch = watch
        self._base = newest_number()
        self._placer = Placer(places.tree())
        self._results = hashlib.sha256()
        self._kept_problems = 0
        batch.state = "checking" if asked.dry_run else "staging"
        batch.rows = batch.created = batch.updated = batch.unchanged = batch.refused = batch.duplicates = 0
        batch.number, batch.ended_at = None, None
        batch.problem = {"release": asked.release, "encoding": asked.encoding, **_kept(batch.problem)}
        batch.save()

    def read(self) -> None:
        """Every row of the file. Raises `TableError` where the file cannot be used."""
        with open_ged(cast("IO[bytes]", self._stream), encoding=self._asked.encoding) as table:
            self._note_shape(table)
            for rows in in_batches(read_rows(table), BATCH):
                events = [row for row in rows if isinstance(row, GEDEvent)]
                refused = [row for row in rows if isinstance(row, NotTaken)]
                self._take(events)
                self._refuse(refused)
                self._watch.progress(self.batch.rows, self._estimate())

    def _note_shape(self, table: Table) -> None:
        self.batch.problem |= {"header": list(table.header), "delimiter": table.delimiter}

    def _estimate(self) -> int:
        """About how many rows the whole file has, from the share of its bytes that passed."""
        passed, size = self._stream.passed, self._stream.size
        return self.batch.rows if passed >= size or not passed else max(self.batch.rows, self.batch.rows * size // passed)

    def _take(self, events: Sequence[GEDEvent]) -> None:
        known = _known_hashes([str(event.id) for event in events])
        fresh: list[EventVersion] = []
        for event in events:
            before = known.get(str(event.id))
            outcome = "created" if before is None else "unchanged" if before.hex() == event.row_hash else "updated"
            setattr(self.batch, outcome, getattr(self.batch, outcome) + 1)
            self._note(event.line, str(event.id), outcome, event.row_hash)
            if outcome != "unchanged" and not self._asked.dry_run:
                fresh.append(version_of(event, self.batch, release=self._asked.release, placer=self._placer))
        if fresh:
            EventVersion.objects.bulk_create(fresh, batch_size=BATCH)

    def _refuse(self, rows: Iterable[NotTaken]) -> None:
        problems: list[ImportProblem] = []
        for row in rows:
            if row.outcome == "duplicate":
                self.batch.duplicates += 1
            else:
                self.batch.refused += 1
            self._watch.failed(row.problems[0].code)
            self._note(row.line, row.row_id, row.outcome, "")
            problems += [
                ImportProblem(
                    batch=self.batch,
                    line=problem.line,
                    column=problem.column[:_COLUMN],
                    outcome=row.outcome,
                    code=problem.code,
                    detail=_detail(problem.values),
                    row=row.raw if first else "",
                )
                for first, problem in zip((True, *(False,) * len(row.problems)), row.problems, strict=False)
            ]
        kept = problems[: max(0, MOST_PROBLEMS - self._kept_problems)]
        self._kept_problems += len(kept)
        if kept:
            ImportProblem.objects.bulk_create(kept, batch_size=BATCH)

    def _note(self, line: int, row_id: str, outcome: str, row_hash: str) -> None:
        """One row's result into the commitment of the audit entry: line, id, result and hash, parted by tabs."""
        self.batch.rows += 1
        self._results.update(f"{line}\t{row_id}\t{outcome}\t{row_hash}\n".encode())

    def finish(self) -> None:
        """Shows what was staged, all at once, on the record; a dry run only keeps its counts."""
        batch = self.batch
        batch.file_hash = self._stream.finish()
        self._watch.progress(batch.rows, batch.rows)
        if self._asked.dry_run:
            end(batch, "complete", {})
            return
        staged = self._stage() if batch.created + batch.updated else None
        with transaction.atomic():
            if newest_number() != self._base:
                raise Refused("changed_meanwhile")
            highest = EventImport.objects.filter(source=SOURCE).aggregate(highest=Max("number"))["highest"]
            batch.number = int(highest or 0) + 1
            end(batch, "complete", {})
            if staged is not None:
                staged.show()
            self._record()
        if staged is not None:
            published.forget_others()

    def _stage(self) -> published.Staged:
        """The index as it will be once the import is seen."""
        batch = self.batch

        def changes(span: published.Span) -> Iterator[published.Change]:
            rows = EventVersion.objects.filter(batch=batch, event__range=(span.first, span.last))
            return ((version.event, version) for version in rows.iterator(chunk_size=BATCH))

        events = sum(shard.events for shard in published.shards()) + batch.created
        return published.Staged(changes, events=events, step=lambda: self._watch.progress(batch.rows, batch.rows))

    def _record(self) -> None:
        batch = self.batch
        counts = {name: getattr(batch, name) for name in COUNTS}
        record(
            tag=Tag.EVENTS_IMPORTED,
            actor=self._asked.by,
            organisation=self._asked.organisation,
            subject=batch.id,
            facts={"number": batch.number, **counts, "file": batch.file_hash, "results": self._results.hexdigest()},
        )

    def give_up(self, state: str, problem: dict[str, object]) -> None:
        """Leaves nothing of it but its counts and its problem."""
        clear(self.batch)
        end(self.batch, state, problem)


COUNTS: Final = ("rows", "created", "updated", "unchanged", "refused", "duplicates")


def _kept(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: problem[name] for name in ("upload",) if name in problem}


def _known_hashes(external_ids: list[str]) -> dict[str, bytes]:
    """Hash of the visible version of each event that there is."""
    rows = EventVersion.objects.filter(source=SOURCE, external_id__in=external_ids, batch__state="complete")
    found: dict[str, tuple[int, bytes]] = {}
    for external_id, number, row_hash in rows.values_list("external_id", "batch__number", "row_hash"):
        if external_id not in found or found[external_id][0] < (number or 0):
            found[external_id] = (number or 0, bytes(row_hash))
    return {external_id: row_hash for external_id, (_, row_hash) in found.items()}


def _detail(values: dict[str, str]) -> str:
    """What the words of a problem need, as JSON that fits its column."""
    text = json.dumps(values, ensure_ascii=False) if values else ""
    return text if len(text) <= _DETAIL else ""
