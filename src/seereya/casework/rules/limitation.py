"""Limitation of prosecution: begins with the facts, begins anew with every act of prosecution or investigation, or never runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from seereya.casework.rules.deadlines import add_months

AMBER_MONTHS, RED_MONTHS = 24, 6


@dataclass(frozen=True)
class Limitation:
    """Where limitation stands. `kind`: `never`, `clarification` (does not run while the fate is unknown), `runs`, `unknown`.

    `since`: the day it last began; `restarts`: the acts that began it anew, in order.
    """

    kind: str
    rule: str = ""
    due: date | None = None
    since: date | None = None
    restarts: tuple[date, ...] = ()
    alarm: str = ""
    years: int = 0


def running(*, rule: str, years: int, start: date, acts: Iterable[date], today: date) -> Limitation:
    """Limitation of so many years from `start`; an act restarts the whole period, if it was made while the period still ran.

    An act after the end revives nothing: the first end stands, and is shown as passed.
    """
    since, due, restarts = start, add_months(start, years * 12), []
    for act in sorted(acts):
        if act < since:
            continue
        if act > due:
            break
        since, due = act, add_months(act, years * 12)
        restarts.append(act)
    return Limitation("runs", rule, due, since, tuple(restarts), alarm(due, today), years)


def alarm(due: date, today: date) -> str:
    """`passed`; `red` within six months of the end; `amber` within twenty-four; nothing before."""
    if due < today:
        return "passed"
    if due <= add_months(today, RED_MONTHS):
        return "red"
    return "amber" if due <= add_months(today, AMBER_MONTHS) else ""


def strictest(found: list[Limitation]) -> Limitation:
    """What to show for a file with several characterisations: the end that comes first; `never` only where nothing runs."""
    runs = sorted((one for one in found if one.kind == "runs" and one.due), key=lambda one: one.due or date.max)
    if runs:
        return runs[0]
    return next(
        (one for kind in ("clarification", "never", "unknown") for one in found if one.kind == kind), Limitation("unknown")
    )
