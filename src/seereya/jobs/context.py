"""What a running job holds in its hands: its arguments, its key in memory, its progress and its checkpoint."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from seereya.foundation import clock, walls
from seereya.jobs.models import Job
from seereya.jobs.rules import State, plain_facts, short_code

_BETWEEN_WRITES: Final = 0.5  # seconds


class Ended(Exception):
    """The run must stop now. Jobs let it pass through; a `finally` may tidy up."""


class Cancelled(Ended):
    """Somebody asked that the job be cancelled."""


class Interrupted(Ended):
    """The worker was asked to stop; the job goes back to the queue with its checkpoint."""


class Lost(Ended):
    """The job was taken from this run (it had been silent for too long); nothing more may be written for it."""


class JobProblem(Exception):
    """The work cannot be done, for a reason the room knows: the job fails with this code and these facts (codes, numbers)."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = short_code(code)
        self.facts = facts


class JobContext:
    """Given to a job's `run`. Not for several threads, and not inside a transaction: progress must be seen by others.

    `arguments`: as enqueued. `key`: the opened key, or empty; never to be stored. `resumed_from`: the state given to
    `checkpoint` by an earlier run, or None.
    """

    def __init__(self, job: Job, *, key: bytes = b"", stopping: Callable[[], bool] = lambda: False) -> None:
        self.job = job
        self.key = key
        self.arguments: dict[str, Any] = job.arguments
        kept: dict[str, Any] = job.checkpoint
        self.resumed_from: dict[str, Any] | None = kept.get("state")
        self.done: int = job.done
        self.total: int | None = job.total
        self.failures: dict[str, int] = dict(job.failures)
        self._stopping = stopping
        self._written = time.monotonic()

    def __repr__(self) -> str:
        return f"<JobContext {self.job.pk}>"

    def progress(self, done: int, total: int | None = None) -> None:
        """Says how many units are done (of how many). Written at most twice a second; call it as often as you like.

        Raises Cancelled, Interrupted or Lost, which the job lets pass.
        """
        self.done = max(0, done)
        if total is not None:
            self.total = max(0, total)
        if self._stopping():
            raise Interrupted
        now = time.monotonic()
        if now - self._written >= _BETWEEN_WRITES:
            self._written = now
            self._write()
            self._obey()

    def failed(self, code: str, count: int = 1) -> None:
        """Counts units that could not be done, by the code of their reason; shown beside the progress."""
        code = short_code(code)
        self.failures[code] = self.failures.get(code, 0) + count

    def checkpoint(self, state: Mapping[str, object]) -> None:
        """Keeps codes, ids and numbers from which a later run resumes, with the counts so far; written at once.

        Call it after the work it stands for was committed. Raises NotPlain, Cancelled, Interrupted or Lost.
        """
        kept = {"state": plain_facts(state), "done": self.done, "failures": self.failures}
        self._written = time.monotonic()
        self._write(checkpoint=kept)
        self._obey()
        if self._stopping():
            raise Interrupted

    def _write(self, **more: object) -> None:
        with walls.system("jobs"):
            written = self._mine().update(
                done=self.done, total=self.total, failures=self.failures, heartbeat_at=clock.now(), **more
            )
        if not written:
            raise Lost

    def _obey(self) -> None:
        with walls.system("jobs"):
            if self._mine().filter(cancel_asked=True).exists():
                raise Cancelled

    def _mine(self) -> Any:
        return mine(self.job)


def mine(job: Job) -> Any:
    """The job's row, as long as it still belongs to the run that `job` was claimed for."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts)
