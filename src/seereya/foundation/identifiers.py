"""Identifiers made in Python, so that a sealed record can be bound to its id before it is stored."""

import os
import secrets
import threading
import time
import uuid

# No look-alike pairs (0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B, U/V) and no vowels, so that codes survive a hurried hand
# and never spell a word.
ALPHABET = "23456789CDFHJKMNPQRTVWXY"

_RANDOM_BITS = 74
_RANDOM_LIMIT = 1 << _RANDOM_BITS


class _Sequence:
    """State of the UUIDv7 counter of one process (RFC 9562, section 6.2, method 2)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._moment = 0
        self._tail = 0

    def next(self, moment: int) -> tuple[int, int]:
        """Milliseconds and 74 random bits, strictly above every pair given before."""
        with self._lock:
            if moment > self._moment:
                self._moment, self._tail = moment, secrets.randbits(_RANDOM_BITS - 1)
            else:
                self._tail += 1 + secrets.randbits(32)
                if self._tail >= _RANDOM_LIMIT:
                    self._moment, self._tail = self._moment + 1, secrets.randbits(_RANDOM_BITS - 1)
            return self._moment, self._tail

    def restart(self) -> None:
        """Forget the parent's state after a fork, and a lock another thread may have held."""
        self._lock = threading.Lock()
        self._moment = self._tail = 0


_sequence = _Sequence()
os.register_at_fork(after_in_child=_sequence.restart)


def new_id() -> uuid.UUID:
    """UUID version 7 (RFC 9562): sorts by creation, strictly increasing within a process, safe across threads."""
    moment, tail = _sequence.next(time.time_ns() // 1_000_000)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return uuid.UUID(int=moment << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def new_code(prefix: str, length: int = 4) -> str:
    """An open code such as `P-7F3K`. 24**length possibilities: the caller retries on collision."""
    if length < 1:
        raise ValueError("a code has at least one character")
    return f"{prefix}-{_letters(length)}"


def random_reference(prefix: str) -> str:
    """A reference that betrays neither order nor number (36 bits), such as `AMDH-INC-7F3K-9QXT`."""
    return f"{prefix}-{_letters(4)}-{_letters(4)}"
