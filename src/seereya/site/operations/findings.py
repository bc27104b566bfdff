"""A check's outcome, and the list of checks."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


class State(enum.StrEnum):
    """How a check ended. `fail` makes the command end with 1; `warn` is for somebody to decide; `skip` says why."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    SKIP = "skip"


@dataclass(frozen=True)
class Finding:
    """One check's outcome: its code, how it ended, and a sentence that says what to do where it did not end well."""

    check: str
    state: State
    words: str


Outcome = tuple[State, str]
Check = Callable[[], Outcome]
CHECKS: Final[dict[str, Check]] = {}


def check(code: str) -> Callable[[Check], Check]:
    """Registers a check under a code; checks run in the order in which they are declared."""

    def register(run: Check) -> Check:
        CHECKS[code] = run
        return run

    return register
