"""The application with a `Server-Timing` header on every answer: served by the benchmarks alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from seereya.site.wsgi import application as _served

Start = Callable[..., Any]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answers as Seereya does, and says how many milliseconds it took until the answer began."""
    begun = time.perf_counter()

    def timed(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        spent = 1000 * (time.perf_counter() - begun)
        return start_response(status, [*headers, ("Server-Timing", f"app;dur={spent:.3f}")], *rest)

    return _served(environ, timed)
