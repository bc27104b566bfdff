"""Faults nobody foresaw: named by class and number, logged as places in the program, never with their words or values."""

from __future__ import annotations

import logging
import traceback

from seereya.foundation.identifiers import random_reference

_log = logging.getLogger("seereya.jobs")


def report(fault: Exception, what: str) -> dict[str, str]:
    """Logs where a fault arose under a fresh number; returns its class's name and that number.

    The message of an exception may quote what somebody wrote, and a frame's locals hold keys: neither is logged or kept.
    """
    incident, kind = random_reference("INC"), type(fault).__name__
    places = "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__))
    _log.error("%s: incident %s, %s%s", what, incident, kind, places)
    return {"kind": kind, "incident": incident}
