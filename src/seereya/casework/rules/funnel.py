"""The funnel of impunity: how far files come, how long each step takes, and what may be shown to whom. Pure.

Counting rules (written under every figure):
- *reached* a step: recorded there or at any later one. A file can skip a step; it reached it all the same.
- *conversion*: those that reached a step, of those that reached the step before.
- *time in a step*: months from being recorded there until being recorded further on. What still stands there was watched until the
  day of the figure; what was sent back was watched until it went back. Both stay in the count (Kaplan and Meier).
- files paused for safety or at the client's wish are not counted (decision 30).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from seereya.casework.rules.survival import Spell, median

STEPS = tuple(f"F{number}" for number in range(14))
ORDER = {step: number for number, step in enumerate(STEPS)}
SMALLEST_CELL = 5  # nobody outside casework sees a smaller number (decision 32)


class Unit(enum.StrEnum):
    """What is counted; a figure without its unit means nothing."""

    FILE = "file"
    VICTIM = "victim"
    INCIDENT = "incident"
    SUSPECT = "suspect"
    PROCEEDING = "proceeding"


@dataclass(frozen=True)
class FileSteps:
    """One file: its steps in the order recorded, as (month, step), how many of each unit it stands for, coarse groups."""

    steps: tuple[tuple[str, str], ...]
    units: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    paused: bool = False

    def weight(self, unit: Unit) -> int:
        """How many of a unit the file stands for."""
        return 1 if unit is Unit.FILE else self.units.get(unit, 0)


@dataclass(frozen=True)
class Line:
    """One step of the funnel. `conversion` is a share of the step before; nothing where that is empty or not shown."""

    step: str
    reached: int | None
    conversion: float | None
    standing: int | None
    went_back: int | None
    months: int | None
    watched: int


def months_between(first: str, last: str) -> int:
    """Whole months from one month (`2021-03`) to another."""
    years, months = int(last[:4]) - int(first[:4]), int(last[5:7]) - int(first[5:7])
    return 12 * years + months


def furthest(file: FileSteps) -> int:
    """The number of the furthest step a file was ever recorded at; -1 for none."""
    return max((ORDER[step] for _month, step in file.steps), default=-1)


def up_to(file: FileSteps, month: str) -> FileSteps:
    """The file as it was known at the end of a month."""
    return FileSteps(tuple(one for one in file.steps if one[0] <= month), file.units, file.groups, file.paused)


def spells(file: FileSteps, step: str, until: str, weight: int = 1) -> list[Spell]:
    """The times a file stood at a step: ended by going further, or watched until it went back, or until `until`.

    Being recorded at the same step again changes nothing. What is recorded within one month stood there for no whole month.
    """
    found, since = [], None
    for month, at in _in_order(file):
        if since is not None and at != step:
            found.append(Spell(months_between(since, month), ORDER[at] > ORDER[step], weight))
            since = None
        elif since is None and at == step:
            since = month
    if since is not None:
        found.append(Spell(max(0, months_between(since, until)), moved_on=False, weight=weight))
    return found


def counted(files: Iterable[FileSteps], until: str) -> list[FileSteps]:
    """The files that count: not paused, and recorded somewhere by then."""
    known = (up_to(one, until) for one in files if not one.paused)
    return [one for one in known if one.steps]


def reached(files: Sequence[FileSteps], unit: Unit) -> list[int]:
    """How many reached each step."""
    totals = [0] * len(STEPS)
    for one in files:
        for number in range(furthest(one) + 1):
            totals[number] += one.weight(unit)
    return totals


def funnel(files: Iterable[FileSteps], *, unit: Unit, until: str, shown: Sequence[bool] | None = None) -> list[Line]:
    """The funnel by the counting rules above. `shown`: which steps may be shown; the others come without numbers."""
    known = counted(files, until)
    totals, stood = reached(known, unit), {step: _Stood() for step in STEPS}
    for one in known:
        _stand(one, until, one.weight(unit), stood)
    lines: list[Line] = []
    for number, step in enumerate(STEPS):
        here, before = stood[step], totals[number - 1] if number else 0
        if shown is None:
            watched, share = sum(one.weight for one in here.spells), totals[number] / before if before else None
            lines.append(Line(step, totals[number], share, here.standing, here.back, median(here.spells), watched))
        elif not shown[number]:
            lines.append(Line(step, None, None, None, None, None, 0))
        else:
            share = totals[number] / before if before and shown[number - 1] else None
            lines.append(Line(step, totals[number], share, None, None, _safe_median(here.spells), 0))
    return lines


@dataclass
class _Stood:
    """What stood at one step: for how long, how many stand there still, how many were sent back from there."""

    spells: list[Spell] = field(default_factory=list)
    standing: int = 0
    back: int = 0


def _stand(file: FileSteps, until: str, weight: int, stood: Mapping[str, _Stood]) -> None:
    """Adds one file to the steps it was recorded at, and looks at no others."""
    ordered = [at for _month, at in _in_order(file)]
    for step in set(ordered):
        stood[step].spells += spells(file, step, until, weight)
    stood[ordered[-1]].standing += weight
    for step in {now for now, after in pairwise(ordered) if ORDER[after] < ORDER[now]}:
        stood[step].back += weight


def _safe_median(stood: list[Spell]) -> int | None:
    moved = [one for one in stood if one.moved_on and one.weight]
    return median(stood) if len(moved) >= SMALLEST_CELL else None


def _in_order(file: FileSteps) -> list[tuple[str, str]]:
    """By month; within a month as recorded."""
    return sorted(file.steps, key=lambda one: one[0])


def by_group(files: Iterable[FileSteps], name: str, until: str) -> dict[str, list[FileSteps]]:
    """The files that count, by one of their coarse groups; an empty one gathers what is not said."""
    found: dict[str, list[FileSteps]] = {}
    for one in counted(files, until):
        found.setdefault(one.groups.get(name, ""), []).append(one)
    return found


OTHERS = "*"


def merged(groups: Mapping[str, list[FileSteps]], unit: Unit) -> dict[str, list[FileSteps]]:
    """Groups too small to be shown, put together under `*`, with the next smallest where even together they are too few."""
    sizes = {name: _smallest(files, unit) for name, files in groups.items()}
    small = [name for name, size in sizes.items() if size < SMALLEST_CELL]
    if not small:
        return dict(groups)
    rest = sorted((name for name in groups if name not in small), key=lambda name: (sizes[name], name))
    together = [one for name in small for one in groups[name]]
    while rest and _smallest(together, unit) < SMALLEST_CELL:
        together += groups[rest.pop(0)]
    return {name: groups[name] for name in rest} | {OTHERS: together}


def _smallest(files: Sequence[FileSteps], unit: Unit) -> int:
    return min(len(files), sum(one.weight(unit) for one in files))


def showable(rows: Iterable[Sequence[FileSteps]], unit: Unit, within: Sequence[bool] | None = None) -> list[bool]:
    """Which steps may be shown to people outside casework, the same for all rows of one table. `within`: of these steps only.

    A step is shown only where in every row what it holds, and what lies between it and the step shown before it, is nothing or at
    least five, in files and in units. So whatever somebody subtracts from what, no set of one to four appears: every difference
    between shown numbers is a sum of such parts. A table by groups shows no step that the table of everybody leaves out, so that
    the two together give sums over whole groups and sums over whole steps, and no small cell where a group and a step cross.
    """
    known = [[reached(files, measure) for measure in {Unit.FILE, unit}] for files in rows]
    tracks = [track for row in known for track in row]
    shown = [False] * len(STEPS)
    before: int | None = None
    for number in range(len(STEPS)):
        if within is not None and not within[number]:
            continue
        parts = [track[number] for track in tracks]
        if before is not None:
            parts += [track[before] - track[number] for track in tracks]
        if all(part == 0 or part >= SMALLEST_CELL for part in parts):
            shown[number] = True
            before = number
    return shown


def last_quarter(month: str) -> str:
    """The last month of the quarter before this month: figures for outsiders change four times a year, not with every file."""
    year, number = int(month[:4]), int(month[5:7])
    ended = (number - 1) // 3 * 3
    return f"{year - 1}-12" if ended == 0 else f"{year}-{ended:02d}"
