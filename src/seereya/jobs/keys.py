"""Keys on their way from a member's session to a worker's memory: sealed to one worker, bound to one job, for an hour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from seereya.foundation import clock, seal
from seereya.jobs.models import Job, Worker
from seereya.jobs.rules import KEY_LIFE, WORKER_SEEN, NoWorker, State, bound


def key_context(job: Job) -> bytes:
    """To what a job's key is bound: whoever changes the row's arguments or prolongs its hour finds a key that does not open."""
    expires = "" if job.expires_at is None else job.expires_at.isoformat()
    return seal.context(
        "jobs.key", job.pk, job.kind, str(job.worker), str(job.organisation), str(job.started_by), expires, bound(job.arguments)
    )


def seal_key(job: Job, key: bytes) -> None:
    """Seals the key to the least busy worker alive, in the job's fields (not saved). Raises NoWorker."""
    now = clock.now()
    worker = _least_busy(now)
    job.worker, job.expires_at = worker.pk, now + KEY_LIFE
    job.keys_sealed = seal.seal_to(bytes(worker.public_key), key, key_context(job))


def no_key() -> dict[str, Any]:
    """The fields of a job that holds no key any more."""
    return {"keys_sealed": b"", "expires_at": None}


def _least_busy(now: datetime) -> Worker:
    load = (
        Job.objects.filter(worker=OuterRef("pk"), state__in=[State.WAITING, State.RUNNING])
        .order_by()
        .values("worker")
        .annotate(n=Count("*"))
        .values("n")
    )
    alive = Worker.objects.filter(seen_at__gte=now - WORKER_SEEN).annotate(load=Coalesce(Subquery(load), 0))
    found = alive.order_by("load", "-seen_at").first()
    if found is None:
        raise NoWorker
    return found
