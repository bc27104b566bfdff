"""What each row of a file turned out to be: an event, or a row not taken with all that is wrong with it. No database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeVar, cast

from seereya.foundation.ged import GEDEvent, RowProblem, read_ged
from seereya.foundation.tables import Row, Table, TableError

LONGEST_ROW: Final = 20_000  # characters of a refused row that are kept
_LARGEST: Final = 2**31 - 1  # what both engines store in a column of counts
_COUNTS: Final = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "low", "best", "high", "number_of_sources")
_RELEASE: Final = re.compile(r"ged(?:event)?[-_ ]?v?(\d{2})[-_. ]?(\d{1,2})(?:[-_.](\d{1,2}))?(?!\d)", re.IGNORECASE)

Anything = TypeVar("Anything")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a row: the line it stands on, the column's name, a code and what its words need."""

    line: int
    column: str
    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row that did not become an event. `outcome`: `refused` or `duplicate`; `raw`: the row as the file has it."""

    line: int
    outcome: str
    problems: tuple[Problem, ...]
    raw: str
    row_id: str


class _Watched:
    """A table whose rows can be looked at a second time while they are read: what it hands out is what the table does."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.header = table.header
        self.fault: TableError | None = None

    def read(self) -> Iterator[Row | TableError]:
        for row in self._table.read():
            self.fault = row if isinstance(row, TableError) else None
            yield row

    @property
    def raw(self) -> str:
        """The lines of the row handed out last, as written."""
        return "".join(self._table._lines.record)[:LONGEST_ROW].rstrip("\r\n")  # noqa: SLF001 - the floor keeps them for faults


def read_rows(table: Table) -> Iterator[GEDEvent | NotTaken]:
    """Every row of a GED table once, in order. Raises `TableError` where the whole file cannot be used."""
    watched = _Watched(table)
    found: list[RowProblem] = []
    kept: tuple[str, TableError | None] = ("", None)
    for one in read_ged(cast("Table", watched)):
        if found and one.line != found[0].line:
            yield _not_taken(found, *kept)
            found = []
        if isinstance(one, RowProblem):
            kept = kept if found else (watched.raw, watched.fault)
            found.append(one)
        elif too_large := _too_large(one):
            yield NotTaken(one.line, "refused", (Problem(one.line, too_large, "too_large"),), watched.raw, str(one.id))
        else:
            yield one
    if found:
        yield _not_taken(found, *kept)


def _too_large(event: GEDEvent) -> str:
    """The first count that no column holds and no event has; empty where there is none."""
    return next((name for name in _COUNTS if (getattr(event, name) or 0) > _LARGEST), "")


def _not_taken(found: list[RowProblem], raw: str, fault: TableError | None) -> NotTaken:
    codes = {one.code for one in found}
    outcome = "duplicate" if codes == {"duplicate"} else "refused"
    problems = tuple(
        Problem(one.line, one.column_name or str(one.column or ""), fault.code if fault else one.code, dict(one.values))
        for one in found
    )
    return NotTaken(found[0].line, outcome, problems, raw, found[0].row_id)


def in_batches(items: Iterable[Anything], size: int) -> Iterator[list[Anything]]:
    """Lists of at most `size`, in order."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def release_of(name: str) -> str:
    """The release a file's name speaks of: `ged191.csv` is 19.1, `GEDEvent_v25_1.csv` is 25.1; empty where it does not say."""
    found = _RELEASE.search(name)
    return ".".join(part for part in found.groups() if part) if found else ""
