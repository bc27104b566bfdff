"""Sorted answers of several indexes read as one, from any place, without reading what comes before it."""

from collections.abc import Callable, Sequence

from seereya.foundation.searching.entries import SortValue
from seereya.foundation.searching.index import Index
from seereya.foundation.searching.orders import precedes


class Run:
    """One index's rows in the order asked for; values are read when they are compared."""

    def __init__(self, rows: Sequence[int], index: Index, sort: str) -> None:
        self.rows = rows
        self._index = index
        self._sort = sort
        self._read: dict[int, SortValue] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def value(self, place: int) -> SortValue:
        if place not in self._read:
            self._read[place] = self._index.value(self.rows[place], self._sort)
        return self._read[place]

    def cut(self, low: int, high: int, before: Callable[[SortValue], bool]) -> int:
        """First place of a stretch whose value is not `before`."""
        while low < high:
            middle = (low + high) // 2
            if before(self.value(middle)):
                low = middle + 1
            else:
                high = middle
        return low


def split(runs: Sequence[Run], offset: int, *, descending: bool) -> list[int]:
    """How many rows of each run stand before the place `offset` of all together.

    Equal values stand in the order of their runs. Each round halves the longest stretch in which a border may lie:
    O(runs² · log² rows) values are read.
    """
    low = [0] * len(runs)
    high = [min(len(run), offset) for run in runs]
    while any(bottom < top for bottom, top in zip(low, high, strict=True)):
        longest = max(range(len(runs)), key=lambda number: high[number] - low[number])
        middle = (low[longest] + high[longest]) // 2
        cuts = _before(runs, longest, middle, low, high, descending=descending)
        if sum(cuts) < offset:
            low = cuts
            low[longest] = middle + 1
        else:
            high = cuts
    return low


def merge(runs: Sequence[Run], starts: list[int], limit: int, *, descending: bool) -> list[tuple[int, int]]:
    """The next rows of all together as pairs of run and row."""
    places = list(starts)
    chosen: list[tuple[int, int]] = []
    while len(chosen) < limit:
        best: int | None = None
        for number, run in enumerate(runs):
            if places[number] >= len(run):
                continue
            value = run.value(places[number])
            if best is None or precedes(value, runs[best].value(places[best]), descending=descending):
                best = number
        if best is None:
            break
        chosen.append((best, runs[best].rows[places[best]]))
        places[best] += 1
    return chosen


def _before(runs: Sequence[Run], pivot: int, middle: int, low: list[int], high: list[int], *, descending: bool) -> list[int]:
    """How many rows of each run stand before one row of one run, looked for between the borders known so far."""
    value = runs[pivot].value(middle)

    def strictly(other: SortValue) -> bool:
        return precedes(other, value, descending=descending)

    def at_most(other: SortValue) -> bool:
        return not precedes(value, other, descending=descending)

    cuts: list[int] = []
    for number, run in enumerate(runs):
        if number == pivot:
            cuts.append(middle)
        else:
            cuts.append(run.cut(low[number], high[number], at_most if number < pivot else strictly))
    return cuts
