"""What members ask of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from seereya.foundation import clock, walls
from seereya.jobs import queries, registry
from seereya.jobs.keys import no_key, seal_key
from seereya.jobs.models import Job
from seereya.jobs.rules import ProblemCode, Refused, State, plain_facts
from seereya.jobs.wake import bell


def enqueue(
    kind: str,
    arguments: Mapping[str, object],
    *,
    started_by: UUID | None,
    organisation: UUID | None,
    key: bytes = b"",
    total: int | None = None,
) -> Job:
    """Queues a job; it starts once the caller's transaction is committed.

    `arguments`: codes, ids and numbers only. `key`: what the job may open, sealed at once to a living worker's memory.
    A kind that needs a key and gets none waits in `needs_key`.
    Raises NotPlain, NoWorker (nothing is queued), LookupError for a kind nobody registered.
    """
    known = registry.find(kind)
    job = Job(
        kind=kind,
        state=State.WAITING,
        arguments=plain_facts(arguments),
        started_by=started_by,
        organisation=organisation,
        unit=known.unit,
        total=total,
        most_attempts=known.attempts,
        made_at=clock.now(),
    )
    if known.needs_key and not key:
        job.state, job.problem = State.NEEDS_KEY, ProblemCode.KEY_MISSING
    with walls.system("jobs"):
        if key:
            seal_key(job, key)
        job.save(force_insert=True)
    transaction.on_commit(bell.ring)
    return job


def ask_to_cancel(job_id: UUID, *, seen_by: UUID | None, organisation: UUID | None) -> bool:
    """Cancels a waiting job at once; asks a running one to stop at its next step. False when it had ended already.

    Raises Refused(`not_there`).
    """
    with walls.system("jobs"), transaction.atomic():
        job = _visible(job_id, seen_by, organisation)
        if job.state == State.RUNNING:
            Job.objects.filter(pk=job.pk).update(cancel_asked=True)
            return True
        if job.state in {State.WAITING, State.NEEDS_KEY}:
            cancelled = {"state": State.CANCELLED, "ended_at": clock.now(), "cancel_asked": True, "problem": "", "facts": {}}
            Job.objects.filter(pk=job.pk).update(**cancelled, **no_key())
            return True
        return False


def renew_key(job_id: UUID, key: bytes, *, seen_by: UUID | None, organisation: UUID | None) -> Job:
    """Answers "needs your key again": seals the key to a worker alive now; the job continues from its checkpoint.

    Raises Refused(`not_there`, `not_waiting_for_key`, `key_needed`), NoWorker.
    """
    with walls.system("jobs"), transaction.atomic():
        job = _visible(job_id, seen_by, organisation)
        if job.state != State.NEEDS_KEY:
            raise Refused("not_waiting_for_key")
        if not key:
            raise Refused("key_needed")
        seal_key(job, key)
        return _back_to_queue(job)


def resume(job_id: UUID, *, seen_by: UUID | None, organisation: UUID | None, key: bytes = b"") -> Job:
    """Lets a failed job go on from its checkpoint. One that needs a key and gets none waits in `needs_key`.

    Raises Refused(`not_there`, `not_resumable`), NoWorker.
    """
    with walls.system("jobs"), transaction.atomic():
        job = _visible(job_id, seen_by, organisation)
        if job.state != State.FAILED:
            raise Refused("not_resumable")
        if key:
            seal_key(job, key)
        elif registry.find(job.kind).needs_key:
            return _back_to_queue(job, state=State.NEEDS_KEY, problem=ProblemCode.KEY_MISSING)
        return _back_to_queue(job)


def _back_to_queue(job: Job, *, state: State = State.WAITING, problem: str = "") -> Job:
    """`run_from` and the attempts' limit start anew; `attempts` itself only grows, for it is the fence."""
    fields: dict[str, Any] = {
        "state": state,
        "problem": problem,
        "facts": {},
        "cancel_asked": False,
        "ended_at": None,
        "not_before": None,
        "most_attempts": F("attempts") + registry.find(job.kind).attempts,
        "worker": job.worker,
        "keys_sealed": job.keys_sealed,
        "expires_at": job.expires_at,
    }
    Job.objects.filter(pk=job.pk).update(**fields)
    transaction.on_commit(bell.ring)
    job.refresh_from_db()
    return job


def _visible(job_id: UUID, seen_by: UUID | None, organisation: UUID | None) -> Job:
    job = queries.visible(seen_by=seen_by, organisation=organisation).select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Refused("not_there")
    return job
