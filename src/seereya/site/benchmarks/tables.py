"""What a benchmark found: one line a figure, against the bar it must clear, printed as a table or as JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from statistics import median


@dataclass(frozen=True)
class Line:
    """One figure. `value` is what the bar is about; `bar` the most it may be (the least, where `least`); `peer` the other system's."""

    name: str
    value: float | None
    unit: str = "ms"
    bar: float | None = None
    peer: float | None = None
    least: bool = False
    also: dict[str, float] = field(default_factory=dict)
    note: str = ""

    @property
    def missed(self) -> bool:
        """Whether the figure is on the wrong side of its bar, or slower than the peer."""
        if self.value is None:
            return False
        over = self.bar is not None and (self.value < self.bar if self.least else self.value > self.bar)
        return over or (self.peer is not None and not self.least and self.value > self.peer)


@dataclass
class Report:
    """The figures of one benchmark on one engine."""

    title: str
    engine: str
    lines: list[Line] = field(default_factory=list)

    def add(self, *lines: Line) -> None:
        """Takes figures in."""
        self.lines += lines

    def to_json(self) -> str:
        """For machines: the same figures, and whether each clears its bar."""
        lines = [asdict(line) | {"missed": line.missed} for line in self.lines]
        return json.dumps({"title": self.title, "engine": self.engine, "lines": lines}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Reads what `to_json` wrote."""
        shape = json.loads(text)
        lines = [Line(**{name: value for name, value in line.items() if name != "missed"}) for line in shape["lines"]]
        return cls(shape["title"], shape["engine"], lines)

    def to_text(self) -> str:
        """For people: a table; a figure over its bar is marked with “!”."""
        extra = list(dict.fromkeys(name for line in self.lines for name in line.also))
        head = ["", "", "", *extra, "≤", "peer", ""]
        body = [_cells(line, extra) for line in self.lines]
        widths = [max(len(row[place]) for row in (head, *body)) for place in range(len(head))]
        shown = [_row(row, widths) for row in (head, *body)]
        return "\n".join([f"{self.title} ({self.engine})", *shown]) + "\n"


def _cells(line: Line, extra: list[str]) -> list[str]:
    bar = ("≥ " if line.least else "") + _number(line.bar)
    mark = "!" if line.missed else ""
    return [
        mark,
        line.name,
        f"{_number(line.value)} {line.unit}".strip(),
        *(_number(line.also.get(name)) for name in extra),
        bar if line.bar is not None else "",
        _number(line.peer),
        line.note,
    ]


def _row(cells: list[str], widths: list[int]) -> str:
    left = {0, 1, len(cells) - 1}
    padded = (
        cell.ljust(width) if place in left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(padded).rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"  # noqa: PLR2004


def p95(times: Iterable[float]) -> float:
    """The time that 95 % of the measurements do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


@dataclass(frozen=True)
class Timed:
    """Milliseconds of several runs of the same thing. `cpu`: of this process alone, whatever else the machine did meanwhile."""

    median: float
    p95: float
    cpu: float = 0.0

    @classmethod
    def of(cls, times: list[float], cpu: list[float] | None = None) -> Timed:
        return cls(median(times), p95(times), median(cpu) if cpu else 0.0)

    @property
    def also(self) -> dict[str, float]:
        """What stands beside the median."""
        return {"p95": self.p95, "cpu": self.cpu}


def timed(act: Callable[[], object], *, runs: int = 15, warm: int = 2) -> Timed:
    """Runs something a few times unmeasured, then measures so many runs."""
    for _ in range(warm):
        act()
    times, cpu = [], []
    for _ in range(runs):
        start, spent = time.perf_counter(), time.process_time()
        act()
        times.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - spent))
    return Timed.of(times, cpu)
