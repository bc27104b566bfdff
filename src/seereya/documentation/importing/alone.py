"""One import at a time: whoever holds the lock may stage rows, and knows that all other staged rows were left by the dead."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from seereya.accounts.rules import Refused
from seereya.documentation.models import EventImport, EventVersion
from seereya.foundation import clock
from seereya.jobs.models import Job
from seereya.jobs.rules import ENDED

_SMALL: Final = 500
_OPEN: Final = ("checking", "staging")


@contextmanager
def alone() -> Iterator[None]:
    """Holds the lock, which the system takes back when the process dies. Raises `Refused("import_running")`."""
    with (Path(settings.HOME) / "events-import.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("import_running") from None
        yield


def clear(batch: EventImport) -> None:
    """Removes what an import staged, a little at a time, so that others may write in between."""
    while ids := list(EventVersion.objects.filter(batch=batch).values_list("pk", flat=True)[:_SMALL]):
        EventVersion.objects.filter(pk__in=ids).delete()


def tidy(*, but: EventImport | None = None) -> int:
    """Ends imports whose process died (only for who holds the lock); returns how many.

    One that waits in the queue is left to its job, which begins anew; its rows go.
    """
    ended = 0
    for batch in EventImport.objects.filter(state__in=_OPEN):
        if but is not None and batch.pk == but.pk:
            continue
        clear(batch)
        state = Job.objects.filter(pk=batch.job).values_list("state", flat=True).first() if batch.job else None
        if batch.job is None or state is None or state in ENDED:
            cancelled = state == "cancelled"
            end(batch, "cancelled" if cancelled else "failed", {} if cancelled else {"code": "stopped"})
            ended += 1
    return ended


def end(batch: EventImport, state: str, problem: dict[str, object]) -> None:
    """Writes how an import ended."""
    batch.state, batch.ended_at = state, clock.now()
    batch.problem = {**batch.problem, **problem}
    batch.save()
