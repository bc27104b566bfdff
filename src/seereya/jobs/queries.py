"""How far the work is, for whom it is somebody's business."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from seereya.foundation import clock
from seereya.jobs.models import Job
from seereya.jobs.rules import ENDED, ProblemCode, State, percent, seconds_left, speed
from seereya.jobs.wording import PROBLEMS, STATES


@dataclass(frozen=True, slots=True)
class Progress:
    """A job as its page shows it.

    `speed`: units per second of the present run. `failures`: units that could not be done, by the code of their reason, most
    frequent first. `problem`: code of what stopped the job (empty: nothing), with `facts`; `problem_text` where the reason is
    the workings, the room's own wording otherwise. `result`: counts and codes once done.
    """

    id: UUID
    kind: str
    state: State
    done: int
    total: int | None
    unit: str
    percent: int | None
    speed: float | None
    seconds_left: int | None
    failures: tuple[tuple[str, int], ...]
    problem: str
    facts: dict[str, Any]
    result: dict[str, Any]
    arguments: dict[str, Any]
    cancel_asked: bool
    attempts: int
    made_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def can_be_cancelled(self) -> bool:
        return not self.ended and not self.cancel_asked

    @property
    def state_text(self) -> str:
        return str(STATES[self.state])

    @property
    def problem_text(self) -> str:
        """The problem in words where it is one of the workings; empty where the room that did the work has the words."""
        if self.problem not in set(ProblemCode):
            return ""
        return str(PROBLEMS[ProblemCode(self.problem)]) % {"attempts": self.attempts, "kind": "", "incident": "", **self.facts}


def visible(*, seen_by: UUID | None, organisation: UUID | None) -> QuerySet[Job]:
    """Jobs that somebody may see: a member (`seen_by`) his own, within his organisation when given; with `seen_by` None, an
    organisation's administration all of that organisation; nobody nothing.
    """
    if seen_by is not None:
        own = Job.objects.filter(started_by=seen_by)
        return own if organisation is None else own.filter(Q(organisation=organisation) | Q(organisation=None))
    return Job.objects.none() if organisation is None else Job.objects.filter(organisation=organisation)


def progress(job_id: UUID, *, seen_by: UUID | None, organisation: UUID | None) -> Progress | None:
    """How far a job is; None when there is none or it is not theirs to see (see `visible`): the same answer for both."""
    job = visible(seen_by=seen_by, organisation=organisation).defer("keys_sealed").filter(pk=job_id).first()
    return None if job is None else described(job, clock.now())


def recent(*, seen_by: UUID | None, organisation: UUID | None, limit: int = 50) -> list[Progress]:
    """Somebody's work, newest first: where a job that was left is found again."""
    now = clock.now()
    jobs = visible(seen_by=seen_by, organisation=organisation).defer("keys_sealed").order_by("-id")
    return [described(job, now) for job in jobs[:limit]]


def described(job: Job, now: datetime) -> Progress:
    """A job with what can be reckoned from its row at an instant."""
    state = State(job.state)
    until = now if state is State.RUNNING else job.ended_at
    pace = speed(job.done, job.run_from, until - job.run_at) if until and job.run_at else None
    return Progress(
        id=job.pk,
        kind=job.kind,
        state=state,
        done=job.done,
        total=job.total,
        unit=job.unit,
        percent=percent(job.done, job.total, state),
        speed=pace,
        seconds_left=seconds_left(job.done, job.total, pace) if state is State.RUNNING else None,
        failures=tuple(sorted(job.failures.items(), key=lambda pair: (-pair[1], pair[0]))),
        problem=job.problem,
        facts=job.facts,
        result=job.result,
        arguments=job.arguments,
        cancel_asked=job.cancel_asked,
        attempts=job.attempts,
        made_at=job.made_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
    )
