"""Background work: the daily count of the indicators of grants under way. It needs no key."""

from __future__ import annotations

from seereya.jobs.registry import every
from seereya.programme.services.values import count_every_grant

_DAY = 86_400.0


@every(_DAY, "programme: count indicators")
def count_indicators() -> int:
    """Counts the indicators of every grant under way."""
    return count_every_grant()
