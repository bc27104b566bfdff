"""What a job may carry, how far it is, and what becomes of one whose worker died. Pure: no database, no thread."""

from __future__ import annotations

import enum
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID

Plain: TypeAlias = bool | int | float | str | list["Plain"] | dict[str, "Plain"] | None

KEY_LIFE: Final = timedelta(hours=1)  # a sealed key waits no longer for its worker
WORKER_SEEN: Final = timedelta(seconds=30)  # a worker seen within this is alive: keys may be sealed to it
PATIENCE: Final = timedelta(seconds=60)  # a worker or run silent for longer is dead
KEPT: Final = timedelta(days=90)  # ended jobs are kept for their result pages, then forgotten
ATTEMPTS: Final = 3

_CODE: Final = re.compile(r"[A-Za-z0-9_.:+/=@-]{0,160}")
_DEEPEST: Final = 6
_LARGEST: Final = 256 * 1024
_INTEGERS: Final = 1 << 53
_NUMBERS: Final = 1e15


class State(enum.StrEnum):
    """Where a job stands; the last three are ends, though a failed one may be resumed."""

    WAITING = "waiting"
    RUNNING = "running"
    NEEDS_KEY = "needs_key"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED: Final = frozenset({State.DONE, State.FAILED, State.CANCELLED})


class ProblemCode(enum.StrEnum):
    """Why a job failed or waits, where the reason is the workings and not the work itself."""

    UNEXPECTED = "unexpected"
    WORKER_DIED = "worker_died"
    WORKER_GONE = "worker_gone"
    KEY_EXPIRED = "key_expired"
    KEY_MISSING = "key_missing"
    KEY_BROKEN = "key_broken"
    NOT_PLAIN = "not_plain"
    TRY_AGAIN = "try_again"


class Refused(Exception):
    """A move that is not allowed now; `code` says why and `wording.REFUSALS` says it in words."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class NoWorker(Refused):
    """No worker is alive to whom the key could be sealed; nothing was queued."""

    def __init__(self) -> None:
        super().__init__("no_worker")


class NotPlain(ValueError):
    """A value holds something other than codes, ids and numbers. The value is not quoted."""


def plain(value: object, *, depth: int = 0) -> Plain:
    """The value as JSON holds it, refused when it holds words: only codes, ids and numbers may lie in a queue.

    Ids become text, tuples lists. Numbers stay within what both engines give back unchanged.
    Raises NotPlain.
    """
    if depth > _DEEPEST:
        raise NotPlain("nested too deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _whole(value) if isinstance(value, int) else _number(value)
    if isinstance(value, UUID | str):
        return _code(str(value))
    if isinstance(value, list | tuple):
        return [plain(one, depth=depth + 1) for one in value]
    if isinstance(value, Mapping):
        return {_key(name): plain(one, depth=depth + 1) for name, one in value.items()}
    raise NotPlain(f"a {type(value).__name__} is neither code nor number")


def plain_facts(values: Mapping[str, object] | None) -> dict[str, Plain]:
    """`plain` for a whole set of named values, with a limit on its size (256 KiB as JSON). Raises NotPlain."""
    kept = {_key(name): plain(one, depth=1) for name, one in (values or {}).items()}
    if len(json.dumps(kept)) > _LARGEST:
        raise NotPlain("too large for a queue")
    return kept


def short_code(value: str, longest: int = 60) -> str:
    """The value when it is a code of at most so many characters. Raises NotPlain."""
    if not value or len(value) > longest:
        raise NotPlain("a code is missing or too long")
    return _code(value)


def _whole(value: int) -> int:
    if abs(value) > _INTEGERS:
        raise NotPlain("a whole number beyond 2^53")
    return int(value)


def _number(value: float) -> float:
    if not math.isfinite(value) or abs(value) >= _NUMBERS:
        raise NotPlain("a number without bounds")
    return value + 0.0  # PostgreSQL has no negative zero


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise NotPlain("a text that is not a code")
    return str(value)


def _key(name: object) -> str:
    if not isinstance(name, str) or not name:
        raise NotPlain("a name that is not a code")
    return _code(name)


def bound(arguments: Mapping[str, Plain]) -> str:
    """One spelling of a job's arguments, so that a sealed key can be bound to them."""
    return json.dumps(arguments, sort_keys=True, separators=(",", ":"))


def percent(done: int, total: int | None, state: State) -> int | None:
    """Whole percent, rounded down so that 100 means done; None while the total is not known."""
    if state is State.DONE:
        return 100
    if not total or total < 0:
        return None
    return min(99, max(0, done * 100 // total))


def speed(done: int, since: int, elapsed: timedelta) -> float | None:
    """Units per second of the present run; None until there is something to measure."""
    seconds = elapsed.total_seconds()
    if seconds <= 0 or done <= since:
        return None
    return (done - since) / seconds


def seconds_left(done: int, total: int | None, per_second: float | None) -> int | None:
    """Seconds until the total is reached at this speed, rounded up; None when nobody can tell."""
    if not total or not per_second or total < done:
        return None
    return math.ceil((total - done) / per_second)


@dataclass(frozen=True, slots=True)
class Silent:
    """A running job of which nothing was heard for too long."""

    cancel_asked: bool
    attempts: int
    most_attempts: int
    keyed: bool
    worker_alive: bool


def after_silence(job: Silent) -> tuple[State, ProblemCode | None]:
    """What becomes of a job whose run fell silent.

    Cancelled when that was asked; failed when it killed its worker too often; without its key when only the dead worker
    could open it; otherwise it waits to be taken up again from its checkpoint.
    """
    if job.cancel_asked:
        return State.CANCELLED, None
    if job.attempts >= job.most_attempts:
        return State.FAILED, ProblemCode.WORKER_DIED
    if job.keyed and not job.worker_alive:
        return State.NEEDS_KEY, ProblemCode.WORKER_GONE
    return State.WAITING, None


def pause_before(attempt: int) -> timedelta:
    """How long a job rests before its next attempt after a passing trouble: 5 s, 20 s, 45 s, at most two minutes."""
    return timedelta(seconds=min(120, 5 * attempt * attempt))


def expired(expires_at: datetime | None, now: datetime) -> bool:
    """Whether a sealed key has outlived its hour."""
    return expires_at is not None and now >= expires_at
