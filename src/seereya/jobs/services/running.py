"""How a worker takes a job from the queue, runs it and writes down how it ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.db.models import Q

from seereya.foundation import clock, walls
from seereya.foundation.seal import Broken
from seereya.jobs import incidents, registry
from seereya.jobs.context import Cancelled, Interrupted, JobContext, JobProblem, Lost, mine
from seereya.jobs.keys import key_context, no_key
from seereya.jobs.models import Job
from seereya.jobs.rules import NotPlain, ProblemCode, State, expired, pause_before, plain_facts

_PASSING = (OperationalError, InterfaceError, OSError)  # trouble that may be over in a minute


class Hand(Protocol):
    """What running needs of a worker: who it is, its key in memory, whether it was asked to stop, and that it knows which job
    it holds (a sign of life is given for that one only).
    """

    @property
    def id(self) -> UUID: ...

    def open(self, sealed: bytes, ctx: bytes) -> bytes: ...

    def stopping(self) -> bool: ...

    def hold(self, job: UUID | None) -> None: ...


def run_next(worker: Hand) -> bool:
    """Takes the oldest job this worker can run and runs it to an end; False when nothing waits."""
    with walls.system("jobs"):
        job = _claim(worker.id)
        if job is None:
            return False
        worker.hold(job.pk)
        try:
            _run(job, worker)
        finally:
            worker.hold(None)
        return True


def _claim(worker: UUID) -> Job | None:
    now = clock.now()
    waiting = Job.objects.filter(state=State.WAITING, kind__in=registry.kinds()).order_by("id")
    waiting = waiting.filter(Q(not_before=None) | Q(not_before__lte=now)).filter(Q(worker=None) | Q(worker=worker))
    if not waiting.exists():  # spares SQLite a write transaction every two seconds
        return None
    with transaction.atomic():
        job = waiting.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        fields = _beginning(job, worker, now)
        taken = Job.objects.filter(pk=job.pk, state=State.WAITING).update(**fields)
    for name, value in fields.items():
        setattr(job, name, value)
    return job if taken else None


def _beginning(job: Job, worker: UUID, now: datetime) -> dict[str, Any]:
    """The fields of a run that begins, at nothing or at the checkpoint of an earlier one."""
    done = int(job.checkpoint.get("done", 0))
    return {
        "state": State.RUNNING,
        "worker": worker,
        "attempts": job.attempts + 1,
        "heartbeat_at": now,
        "run_at": now,
        "started_at": job.started_at or now,
        "done": done,
        "run_from": done,
        "failures": job.checkpoint.get("failures", {}),
        "problem": "",
        "facts": {},
        "not_before": None,
    }


def _run(job: Job, worker: Hand) -> None:
    """Runs a claimed job. This is the one place where any fault at all must be met: the queue goes on."""
    try:
        key = _open_key(job, worker)
    except Broken:
        _end(job, State.FAILED, problem=ProblemCode.KEY_BROKEN)
        return
    if key is None:
        return
    context = JobContext(job, key=key, stopping=worker.stopping)
    try:
        result = plain_facts(registry.find(job.kind).run(context))
        _end(job, State.DONE, context, result=result)
    except Lost:
        return
    except Cancelled:
        _end(job, State.CANCELLED, context)
    except Interrupted:
        _put_back(job, context)
    except JobProblem as problem:
        _end(job, State.FAILED, context, problem=problem.code, facts=_facts(problem))
    except NotPlain as fault:
        _end(job, State.FAILED, context, problem=ProblemCode.NOT_PLAIN, facts=incidents.report(fault, f"job {job.pk}"))
    except _PASSING as fault:
        _try_again(job, context, incidents.report(fault, f"job {job.pk}"))
    except Exception as fault:  # noqa: BLE001  # a job is any room's code: its fault is recorded, the worker lives
        _end(job, State.FAILED, context, problem=ProblemCode.UNEXPECTED, facts=incidents.report(fault, f"job {job.pk}"))


def _open_key(job: Job, worker: Hand) -> bytes | None:
    """The key opened in memory, empty for a job without one; None when it outlived its hour and was destroyed."""
    if not job.keys_sealed:
        return b""
    if expired(job.expires_at, clock.now()):
        mine(job).update(state=State.NEEDS_KEY, worker=None, problem=ProblemCode.KEY_EXPIRED, facts={}, **no_key())
        return None
    return worker.open(bytes(job.keys_sealed), key_context(job))


def _facts(problem: JobProblem) -> dict[str, Any]:
    try:
        return plain_facts(problem.facts)
    except NotPlain as fault:
        return dict(incidents.report(fault, "facts of a problem"))


def _counts(context: JobContext | None) -> dict[str, Any]:
    if context is None:
        return {}
    return {"done": context.done, "total": context.total, "failures": context.failures}


def _end(job: Job, state: State, context: JobContext | None = None, **fields: Any) -> None:
    now = clock.now()
    mine(job).update(state=state, ended_at=now, heartbeat_at=now, **_counts(context), **fields, **no_key())


def _put_back(job: Job, context: JobContext) -> None:
    """The worker is stopping: the run does not count, and a key that lived in its memory is gone with it."""
    kept: dict[str, Any] = {"most_attempts": job.most_attempts + 1, "worker": None}
    if job.keys_sealed:
        kept |= {"state": State.NEEDS_KEY, "problem": ProblemCode.WORKER_GONE}
    else:
        kept |= {"state": State.WAITING}
    mine(job).update(**kept, **_counts(context), **no_key())


def _try_again(job: Job, context: JobContext, facts: dict[str, str]) -> None:
    """After a passing trouble: back to the queue for a while, with its key; failed when that was the last attempt."""
    if not connection.in_atomic_block:
        close_old_connections()  # the trouble may have been this connection
    if job.attempts >= job.most_attempts:
        _end(job, State.FAILED, context, problem=ProblemCode.UNEXPECTED, facts=facts)
        return
    later = clock.now() + pause_before(job.attempts)
    fields: dict[str, Any] = {"state": State.WAITING, "not_before": later, "problem": ProblemCode.TRY_AGAIN, "facts": facts}
    if not job.keys_sealed:
        fields["worker"] = None
    mine(job).update(**fields)
