"""What happened some days ago: the demonstration's own clock, set back while something of the story is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from seereya.foundation import clock


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Whatever is done inside happens that many days before now, so that what is late in the story is late on every day."""
    real = clock.now
    clock.now = lambda: real() - timedelta(days=days)
    try:
        yield
    finally:
        clock.now = real
