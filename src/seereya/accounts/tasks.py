"""Periodic work: what has ended is not kept."""

from __future__ import annotations

from seereya.accounts.services.sessions import sweep
from seereya.jobs.registry import every

every(600, name="ended sessions")(sweep)
