"""A8: a writer is killed again and again (kill -9) while it documents, rotates, folds and backs up; nothing it acknowledged may be lost.

What is acknowledged goes through a pipe as soon as the service has returned. After each kill the acknowledged is looked for with the
members' own keys. `mutant=True` acknowledges before the commit: the control, which must be caught.
(A kill leaves what the system's cache holds; whether the disk was told in the right order is for a trace of system calls.)
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import time
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from django.db import connections

from seereya.foundation.identifiers import new_id
from seereya.site.operations import crash_checks, crash_work, throwaway
from seereya.vault import indexing

_SHORTEST, _LONGEST = 0.002, 0.4
_WHOLE_CHECK_EVERY: Final = 20


@dataclass
class Crashes:
    """How often the writer was killed, what it had acknowledged, and what was wrong afterwards (nothing, when all is well)."""

    kills: int = 0
    acknowledged: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)
    swept: int = 0
    wrong: list[str] = field(default_factory=list)


def run(kills: int, *, seed: int = 1, mutant: bool = False) -> Crashes:
    """Kills a writer `kills` times in this throw-away home; a mutant's run ends as soon as it is caught."""
    throwaway.must_be_throwaway()
    throwaway.begin()
    office = crash_work.Office.make()
    chance = random.Random(seed)  # noqa: S311 - moments of death, not secrets
    result = Crashes()
    for number in range(kills):
        said = _one_life(office, chance, mutant=mutant)
        result.kills += 1
        result.acknowledged += len(said)
        for one in said:
            result.by_kind[one["what"]] = result.by_kind.get(one["what"], 0) + 1
        whole = number % _WHOLE_CHECK_EVERY == 0 or number == kills - 1
        result.wrong += crash_checks.after_a_death(office, said, whole=whole)
        if mutant and result.wrong:
            break
    result.swept = crash_checks.sweep()
    return result


def _one_life(office: crash_work.Office, chance: random.Random, *, mutant: bool) -> list[dict[str, Any]]:
    """Forks a writer, lets it acknowledge something, kills it at a random moment, and returns what it had acknowledged."""
    connections.close_all()
    indexing.forget_everything()
    reading, writing = os.pipe()
    seed = chance.getrandbits(32)
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write_until_killed(office, writing, seed, mutant=mutant)
    os.close(writing)
    began = bytearray()
    if select.select([reading], [], [], 30)[0]:
        began += os.read(reading, 65536)
    time.sleep(chance.uniform(_SHORTEST, _LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        began += more
    os.close(reading)
    whole, _cut, _rest = bytes(began).rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def _write_until_killed(office: crash_work.Office, pipe: int, seed: int, *, mutant: bool) -> NoReturn:
    """The child: acts until it dies; a fault of its own ends it with words for the check to find."""
    chance = random.Random(seed)  # noqa: S311 - which act comes next

    def acknowledge(what: str, **facts: object) -> None:
        os.write(pipe, json.dumps({"what": what, **facts}).encode() + b"\n")

    try:
        crash_work.work(office.afresh(), chance, acknowledge, mutant=mutant)
    except BaseException as fault:  # noqa: BLE001 - a forked child must never return into its parent's frames
        acknowledge("fault", kind=type(fault).__name__, id=str(new_id()))
    os._exit(1)
