"""What the product is measured by: `seereya bench search|seal|import|demo|evidence|pages`, in a home that is thrown away afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from seereya.site.benchmarks.tables import Report


@dataclass(frozen=True)
class Kind:
    """One benchmark: how many records unless told otherwise, and what runs it (records, a file, the engine's name)."""

    records: int
    run: Callable[[int, Path | None, str], Report]


def _search(records: int, _file: Path | None, engine: str) -> Report:
    from seereya.site.benchmarks import search

    return search.run(records=records, engine=engine)


def _seal(records: int, _file: Path | None, engine: str) -> Report:
    from seereya.site.benchmarks import seal

    return seal.run(records=records, engine=engine)


def _import(records: int, file: Path | None, engine: str) -> Report:
    from seereya.site.benchmarks import importing

    return importing.run(records=records, file=file, engine=engine)


def _demo(records: int, _file: Path | None, engine: str) -> Report:
    from seereya.site.benchmarks import demonstration

    return demonstration.run(incidents=records, engine=engine)


def _evidence(size: int, _file: Path | None, engine: str) -> Report:
    from seereya.site.benchmarks import evidence

    return evidence.run(size=size, engine=engine)


def _pages(records: int, _file: Path | None, engine: str) -> Report:
    from seereya.site.benchmarks import pages

    return pages.run(records=records, engine=engine)


KINDS = {
    "search": Kind(100_000, _search),
    "seal": Kind(100_000, _seal),
    "import": Kind(16_566, _import),
    "demo": Kind(300, _demo),
    "evidence": Kind(1024, _evidence),
    "pages": Kind(100_000, _pages),
}
