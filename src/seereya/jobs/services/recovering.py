"""Signs of life, and what is done where they are missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from seereya.foundation import clock, walls
from seereya.jobs.keys import no_key
from seereya.jobs.models import Job, Worker
from seereya.jobs.rules import ENDED, KEPT, PATIENCE, ProblemCode, Silent, State, after_silence
from seereya.jobs.wake import bell


def beat(worker: UUID, public_key: bytes, holds: UUID | None) -> None:
    """A worker's sign of life, for itself and for the job it holds in its hands."""
    now = clock.now()
    with walls.system("jobs"):
        Worker.objects.update_or_create(id=worker, defaults={"seen_at": now, "public_key": public_key})
        if holds is not None:
            Job.objects.filter(pk=holds, worker=worker, state=State.RUNNING).update(heartbeat_at=now)


def leave(worker: UUID) -> None:
    """A worker goes in order: no more keys are sealed to it, and jobs that waited for it ask for their key again."""
    with walls.system("jobs"), transaction.atomic():
        Worker.objects.filter(pk=worker).delete()
        waiting = Job.objects.filter(state=State.WAITING, worker=worker)
        _needs_key(waiting, ProblemCode.WORKER_GONE)


def recover_dead(*, now: datetime | None = None, patience: timedelta = PATIENCE) -> int:
    """Takes up what dead workers left; returns how many jobs changed their state. Called by every worker all the time.

    `now` and `patience` are for tests and for the operator who knows that a worker is dead.
    """
    now = now or clock.now()
    with walls.system("jobs"):
        gone_before = now - patience
        alive = set(Worker.objects.filter(seen_at__gte=gone_before).values_list("pk", flat=True))
        silent = Job.objects.filter(state=State.RUNNING, heartbeat_at__lt=gone_before)
        keyed = Job.objects.filter(state=State.WAITING).exclude(keys_sealed=b"")
        orphaned, late = keyed.exclude(worker__in=alive), keyed.filter(expires_at__lte=now)
        changed = sum(_recover(job, alive, gone_before) for job in list(silent))
        changed += _needs_key(orphaned, ProblemCode.WORKER_GONE) if orphaned.exists() else 0
        changed += _needs_key(late, ProblemCode.KEY_EXPIRED) if late.exists() else 0
        if (old := Worker.objects.filter(seen_at__lt=gone_before)).exists():
            old.delete()
    if changed:
        bell.ring()
    return changed


def _recover(job: Job, alive: set[UUID], gone_before: datetime) -> int:
    found = Silent(
        cancel_asked=job.cancel_asked,
        attempts=job.attempts,
        most_attempts=job.most_attempts,
        keyed=bool(job.keys_sealed),
        worker_alive=job.worker in alive,
    )
    state, problem = after_silence(found)
    fields: dict[str, Any] = {"state": state, "problem": problem or "", "facts": {"attempts": job.attempts} if problem else {}}
    if state in ENDED:
        fields["ended_at"] = clock.now()
    if state is not State.WAITING:
        fields |= no_key()
    if state is not State.WAITING or not job.keys_sealed:
        fields["worker"] = None
    still = Q(pk=job.pk, state=State.RUNNING, attempts=job.attempts, heartbeat_at__lt=gone_before)
    return Job.objects.filter(still).update(**fields)


def _needs_key(jobs: QuerySet[Job], problem: ProblemCode) -> int:
    return jobs.exclude(keys_sealed=b"").update(state=State.NEEDS_KEY, worker=None, problem=problem, facts={}, **no_key())


def forget_old() -> int:
    """Removes jobs that ended long ago (90 days): who did which long work is the log's matter, not the queue's."""
    with walls.system("jobs"):
        old = Job.objects.filter(state__in=[state.value for state in ENDED], ended_at__lt=clock.now() - KEPT)
        return old.delete()[0] if old.exists() else 0
