"""The worker: one key pair in memory and three threads, for jobs, for signs of life, and for what is done periodically.

Signs of life have a thread of their own, for a job may think for minutes between two steps; periodic work (the log's
sequencer) has one too, for it must not wait behind an import.
"""

from __future__ import annotations

import atexit
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections, connections

from seereya.foundation import seal, walls
from seereya.foundation.identifiers import new_id
from seereya.jobs import incidents, registry, services
from seereya.jobs.wake import bell

_POLL: Final = 2.0  # seconds between looks into the queue when nobody rings
_BEAT: Final = 10.0
_TICK: Final = 1.0
_REST: Final = 1.0  # after a fault, so that a broken database is not hammered


class Worker:
    """Does background work until told to stop. Its key pair is made here and ends with the process."""

    def __init__(self) -> None:
        self.id: UUID = new_id()
        self._keys = seal.keypair()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._due: dict[str, float] = {}
        self._asked = False
        self._holds: UUID | None = None

    def open(self, sealed: bytes, ctx: bytes) -> bytes:
        """Opens a key sealed to this worker. Raises Broken."""
        return seal.open_with(self._keys.private, sealed, ctx)

    def stopping(self) -> bool:
        """Whether the worker was asked to stop; running jobs look at every step."""
        return self._stop.is_set()

    def hold(self, job: UUID | None) -> None:
        """Notes which job is being run, for the signs of life."""
        self._holds = job

    def beat(self) -> None:
        """A sign of life, then a look whether others are dead."""
        services.beat(self.id, self._keys.public, self._holds)
        services.recover_dead()

    def work(self) -> bool:
        """Runs one job; False when none waited."""
        return services.run_next(self)

    def tick(self) -> None:
        """Does the periodic tasks that are due."""
        for task in registry.periodic():
            now = time.monotonic()
            if self._due.get(task.name, now) <= now and not self.stopping():
                self._due[task.name] = now + task.seconds
                self._guarded(f"periodic {task.name}", task.run)

    def start(self) -> None:
        """Starts the threads; returns at once."""
        loops = {"beat": self._beat_loop, "jobs": self._jobs_loop, "tick": self._tick_loop}
        self._threads = [threading.Thread(target=loop, name=f"seereya-{name}", daemon=True) for name, loop in loops.items()]
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 20.0) -> bool:
        """Asks the running job to put itself back and waits for the threads; true when all ended in time."""
        self._stop.set()
        bell.ring()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        ended = not any(thread.is_alive() for thread in self._threads)
        if ended and self._threads:
            self._guarded("worker leaves", lambda: services.leave(self.id))
        return ended

    def wait(self) -> None:
        """Sleeps until the worker was asked to stop."""
        while not self._asked:
            time.sleep(0.2)

    def ask_to_stop(self) -> None:
        """For signal handlers, in which no lock may be taken (an Event has one): only notes the wish."""
        self._asked = True

    def _jobs_loop(self) -> None:
        while not self.stopping():
            if not self._guarded("jobs", self.work):
                bell.sleep(_POLL)
        connections.close_all()

    def _beat_loop(self) -> None:
        self._every(_BEAT, "beat", self.beat)

    def _tick_loop(self) -> None:
        self._every(_TICK, "tick", self.tick)

    def _every(self, seconds: float, what: str, do: Callable[[], object]) -> None:
        while not self.stopping():
            self._guarded(what, do)
            self._stop.wait(seconds)
        connections.close_all()

    def _guarded(self, what: str, do: Callable[[], object]) -> object:
        """Runs one step inside the walls' system view; a fault is logged by number and the thread lives on."""
        close_old_connections()
        try:
            with walls.system("jobs"):
                return do()
        except Exception as fault:  # noqa: BLE001  # the outermost frame of a thread: beyond it the work would end silently
            incidents.report(fault, what)
            self._stop.wait(_REST)
            return None
        finally:
            close_old_connections()


class _Inside:
    """The one worker of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.worker: Worker | None = None
        self.process = 0


_inside = _Inside()


def start_inside() -> Worker | None:
    """Starts the worker of a web process, once per process and only where settings.WORKER_INSIDE says so."""
    if not settings.WORKER_INSIDE:
        return None
    with _inside.lock:
        if _inside.worker is None or _inside.process != os.getpid():
            _inside.worker, _inside.process = Worker(), os.getpid()
            _inside.worker.start()
            atexit.register(stop_inside)
        return _inside.worker


def stop_inside(seconds: float = 20.0) -> bool:
    """Stops the worker of this process in order, if there is one; true when it ended in time."""
    with _inside.lock:
        worker, _inside.worker = _inside.worker, None
        if worker is None or _inside.process != os.getpid():
            return True
        return worker.stop(seconds)


def run_forever() -> bool:
    """The command `seereya worker`: works until SIGTERM or SIGINT; true when it ended in order."""
    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.ask_to_stop())
    worker.start()
    worker.wait()
    return worker.stop()
