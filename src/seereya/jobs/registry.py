"""What kinds of background work there are, and what is done again and again. Rooms register; the roof joins them at start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from seereya.jobs.context import Cancelled, JobContext, JobProblem
from seereya.jobs.rules import ATTEMPTS, short_code

__all__ = ["Cancelled", "JobContext", "JobKind", "JobProblem", "Periodic", "every", "find", "job", "kinds", "periodic"]

Run = Callable[[JobContext], Mapping[str, object] | None]


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of work: how it is run, what it counts, whether it opens sealed things, how often it may kill its worker."""

    name: str
    run: Run
    unit: str
    needs_key: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work without a row, done every so many seconds by every worker; it must bear being done by two at once."""

    name: str
    run: Callable[[], object]
    seconds: float


_kinds: dict[str, JobKind] = {}
_periodic: dict[str, Periodic] = {}


def job(kind: str, *, unit: str = "rows", needs_key: bool = False, attempts: int = ATTEMPTS) -> Callable[[Run], Run]:
    """Registers `run(context) -> result` for a kind of job, such as `documentation.import`.

    The result holds counts and codes. A run is repeated from its checkpoint after its worker died, up to `attempts` times;
    what it writes between two checkpoints must therefore bear being written again.
    """

    def register(run: Run) -> Run:
        known = _kinds.get(kind)
        if known is not None and known.run is not run:
            raise ValueError(f"two kinds of job are called {kind}")
        _kinds[kind] = JobKind(short_code(kind), run, short_code(unit, 30), needs_key, attempts)
        return run

    return register


def every(seconds: float, name: str = "") -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Registers a function that workers call every so many seconds, beside the jobs (the log's sequencer, sweeps)."""

    def register(run: Callable[[], object]) -> Callable[[], object]:
        called = name or f"{run.__module__}.{run.__qualname__}"
        known = _periodic.get(called)
        if known is not None and known.run is not run:
            raise ValueError(f"two periodic tasks are called {called}")
        _periodic[called] = Periodic(called, run, seconds)
        return run

    return register


def find(kind: str) -> JobKind:
    """The registered kind; LookupError when no room registered it."""
    try:
        return _kinds[kind]
    except KeyError:
        raise LookupError(f"no room registered the kind of job {kind}") from None


def kinds() -> tuple[str, ...]:
    """Names of all registered kinds; a worker leaves other kinds to workers that know them."""
    return tuple(_kinds)


def periodic() -> tuple[Periodic, ...]:
    """All registered periodic tasks."""
    return tuple(_periodic.values())
