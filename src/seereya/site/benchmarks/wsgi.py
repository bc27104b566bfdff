"""The application with a `Server-Timing` header on every answer: served by the benchmarks alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from seereya.site.wsgi import application as _served

Start = Callable[..., Any]


@dataclass(eq=False)
class Counter:
    """How many statements a request asked of the database; to be put around the connection's statements."""

    count: int = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        self.count += 1
        return execute(sql, params, many, context)


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answers as Seereya does, and says how many milliseconds (of the clock, of the processor) and statements it took to begin to."""
    begun, busy, asked = time.perf_counter(), time.thread_time(), Counter()

    def timed(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        spent, worked = 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - busy)
        said = f'app;dur={spent:.3f}, cpu;dur={worked:.3f}, db;desc="{asked.count}"'
        return start_response(status, [*headers, ("Server-Timing", said)], *rest)

    connection.execute_wrappers.insert(0, asked)
    try:
        return _served(environ, timed)
    finally:  # the walls put their own beside it while a connection is new: only this one goes
        connection.execute_wrappers.remove(asked)
