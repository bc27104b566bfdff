"""Workers without threads, and kinds of job that exist during one test."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from seereya.foundation import clock, seal
from seereya.foundation.identifiers import new_id
from seereya.jobs import registry, services
from seereya.jobs.models import Job, Worker
from seereya.jobs.registry import JobContext


class TestHand:
    """A worker alive in the table, driven step by step; `drop_dead` is what kill -9 leaves."""

    __test__ = False

    def __init__(self) -> None:
        self.id = new_id()
        self.keys = seal.keypair()
        self.asked_to_stop = False
        self.held: UUID | None = None
        self.beat()

    def beat(self) -> None:
        services.beat(self.id, self.keys.public, self.held)

    def open(self, sealed: bytes, ctx: bytes) -> bytes:
        return seal.open_with(self.keys.private, sealed, ctx)

    def stopping(self) -> bool:
        return self.asked_to_stop

    def hold(self, job: UUID | None) -> None:
        self.held = job

    def drop_dead(self) -> None:
        long_ago = clock.now().replace(year=2020)
        Worker.objects.filter(pk=self.id).update(seen_at=long_ago)
        Job.objects.filter(worker=self.id, state="running").update(heartbeat_at=long_ago)


@contextmanager
def kind_of_job(
    run: Callable[[JobContext], Mapping[str, object] | None], name: str = "tests.count", **how: object
) -> Iterator[str]:
    """Registers a kind of job and forgets it again."""
    registry.job(name, **how)(run)
    try:
        yield name
    finally:
        registry._kinds.pop(name, None)


@contextmanager
def periodic_task(run: Callable[[], object], seconds: float, name: str) -> Iterator[None]:
    """Registers a periodic task and forgets it again."""
    registry.every(seconds, name)(run)
    try:
        yield
    finally:
        registry._periodic.pop(name, None)
