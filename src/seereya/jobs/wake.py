"""The bell by which a request tells the worker of its own process that something waits."""

from __future__ import annotations

import os
import threading


class Bell:
    """Rung after commit; a worker sleeps on it for a while. A forked child has a bell of its own."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ring(self) -> None:
        self._event.set()

    def sleep(self, seconds: float) -> None:
        """Until rung or until the time is over; the bell is silent again afterwards."""
        self._event.wait(seconds)
        self._event.clear()

    def renew(self) -> None:
        self._event = threading.Event()


bell = Bell()
os.register_at_fork(after_in_child=bell.renew)
