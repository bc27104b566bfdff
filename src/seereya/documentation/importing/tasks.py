"""Imports asked for in a browser: an upload in, a job that opens it with a key in memory, and what people do with it meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final, cast
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.documentation.importing import published, sources
from seereya.documentation.importing.alone import alone, end, tidy
from seereya.documentation.importing.running import COUNTS, Asked, new_import, run
from seereya.documentation.models import EventImport
from seereya.foundation.tables.streams import Encoding
from seereya.jobs import registry
from seereya.jobs import services as jobs
from seereya.jobs.registry import Cancelled, JobContext, JobProblem
from seereya.jobs.rules import Refused as JobRefused
from seereya.vault.uploads import SealedFile

KIND: Final = "documentation.import-events"
_PATIENCE: Final = 1.0  # seconds between looks whether another import has ended


def start(*, by: Actor, file: SealedFile, asked: Asked) -> EventImport:
    """Keeps an upload sealed and queues its import (or its dry run). Raises `NoWorker`, and keeps nothing then."""
    upload = sources.keep(file, by=by)
    try:
        return _queue(by, upload, file.key, asked)
    except JobRefused:
        sources.throw_away(upload)
        raise


def import_checked(*, by: Actor, batch_id: UUID) -> EventImport:
    """Imports the file of a dry run. Raises `Refused`: `not_checked`, `upload_gone`, `upload_of_another`; `NoWorker`."""
    checked = EventImport.objects.filter(pk=batch_id, dry_run=True, state="complete").first()
    if checked is None:
        raise Refused("not_checked")
    upload = upload_of(checked)
    asked = Asked(False, _encoding(checked), checked.problem.get("release", ""), by.id, by.organisation_id)
    return _queue(by, upload, sources.key_of(upload, by=by), asked)


def _queue(by: Actor, upload: UUID, key: bytes, asked: Asked) -> EventImport:
    with transaction.atomic():
        batch = new_import(asked)
        arguments = {"import": batch.id, "upload": upload}
        job = jobs.enqueue(KIND, arguments, started_by=by.id, organisation=by.organisation_id, key=key)
        batch.job = job.id
        batch.problem["upload"] = str(upload)
        batch.save()
    return batch


def cancel(*, by: Actor, batch_id: UUID) -> EventImport:
    """Stops an import; what it staged was seen by nobody and goes. Raises `Refused("not_there")`."""
    batch = EventImport.objects.filter(pk=batch_id).first()
    if batch is None or batch.job is None:
        raise Refused("not_there")
    jobs.ask_to_cancel(batch.job, seen_by=None, organisation=by.organisation_id)
    sweep_ended()
    batch.refresh_from_db()
    if batch.state == "cancelled":
        sources.throw_away(upload_of(batch))
    return batch


def go_on(*, by: Actor, batch_id: UUID) -> EventImport:
    """Hands the key of one's upload over again, after the process that held it ended. Raises `Refused`, `NoWorker`."""
    batch = EventImport.objects.filter(pk=batch_id).first()
    if batch is None or batch.job is None:
        raise Refused("not_there")
    key = sources.key_of(upload_of(batch), by=by)
    jobs.renew_key(batch.job, key, seen_by=None, organisation=by.organisation_id)
    return batch


def throw_away(*, by: Actor, batch_id: UUID) -> None:
    """Removes one's upload after a check, when it is not to be imported. Raises `Refused`: `not_checked`, `upload_of_another`."""
    checked = EventImport.objects.filter(pk=batch_id, dry_run=True, state="complete").first()
    if checked is None:
        raise Refused("not_checked")
    if checked.started_by != by.id:
        raise Refused("upload_of_another")
    sources.throw_away(upload_of(checked))


def forget(files: Iterable[object]) -> None:
    """Removes uploads that no import took, such as those of a form that was refused."""
    for file in files:
        if isinstance(file, SealedFile):
            file.remove()


def upload_of(batch: EventImport) -> UUID:
    """The upload an import reads. Raises `Refused("upload_gone")` where it was read from the operator's file."""
    if "upload" not in batch.problem:
        raise Refused("upload_gone")
    return UUID(batch.problem["upload"])


def _encoding(batch: EventImport) -> Encoding:
    return cast("Encoding", batch.problem.get("encoding", "utf-8"))


@registry.job(KIND, unit="rows", needs_key=True)
def run_import(context: JobContext) -> dict[str, object]:
    """The work itself. A file that cannot be used fails the job with the code of its fault; the import's page has the words."""
    batch = EventImport.objects.get(pk=UUID(context.arguments["import"]))
    upload = UUID(context.arguments["upload"])
    asked = Asked(batch.dry_run, _encoding(batch), batch.problem.get("release", ""), batch.started_by, context.job.organisation)
    context.failures = {}
    try:
        _run_when_free(batch, upload, asked, context)
    except FileNotFoundError:
        end(batch, "failed", {"code": "upload_gone"})
    except Cancelled:
        sources.throw_away(upload)
        raise
    if not (batch.dry_run and batch.state == "complete"):
        sources.throw_away(upload)
    if batch.state == "failed":
        raise JobProblem(str(batch.problem["code"]))
    return {name: getattr(batch, name) for name in COUNTS}


def _run_when_free(batch: EventImport, upload: UUID, asked: Asked, context: JobContext) -> None:
    """Waits for an import of another process to end, where there is one."""
    while True:
        try:
            with sources.from_upload(upload, context.key) as stream:
                run(batch, stream, asked, context)
        except Refused as refusal:
            if refusal.code != "import_running":
                raise
            context.progress(0)
            time.sleep(_PATIENCE)
        else:
            return


@registry.every(60, name="events' imports left by dead processes")
def sweep() -> None:
    """Ends what dead processes left, and throws away uploads that nobody came back for."""
    sources.throw_old_away()
    sweep_ended()


def sweep_ended() -> None:
    """Ends imports whose process or job ended without saying so, and mends the index; nothing while an import runs."""
    try:
        with alone():
            tidy()
            published.repair()
    except Refused:
        return
