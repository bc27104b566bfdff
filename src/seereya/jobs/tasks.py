"""What the queue does for itself from time to time."""

from __future__ import annotations

from seereya.jobs import services
from seereya.jobs.registry import every


@every(3600)
def forget_old_jobs() -> None:
    """Removes jobs that ended 90 days ago."""
    services.forget_old()
