"""The rows an import did not take, as a file to correct and send again."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from seereya.documentation import wording_events as words
from seereya.documentation.models import EventImport, ImportProblem

OURS = ("problem_line", "problem", "problem_rest")
"""Columns beside the file's own; an import passes over columns it does not know, so the file can be sent as it is."""


def place(problem: ImportProblem) -> dict[str, Any]:
    """A problem as `wording_events.fault` takes it."""
    values = json.loads(problem.detail) if problem.detail else {}
    return {"code": problem.code, "values": values, "line": problem.line, "column": problem.column}


def lines(batch: EventImport) -> Iterator[list[str]]:
    """The header, then each row not taken under the same columns, with its line and all that is wrong with it.

    Values beyond the last column stand in `problem_rest`, so that none is lost.
    """
    header = [str(name) for name in batch.problem.get("header", [])]
    yield [*header, *OURS]
    problems = batch.problems.order_by("id").iterator(chunk_size=500)
    for line, group in groupby(problems, key=lambda problem: problem.line):
        found = list(group)
        cells = _cells(found[0].row, str(batch.problem.get("delimiter", ",")))
        own, rest = cells[: len(header)], cells[len(header) :]
        said = "; ".join(words.fault(**{**place(problem), "line": None}, row=True) for problem in found)
        yield [*own, *[""] * (len(header) - len(own)), str(line), said, " ".join(rest)]


def _cells(row: str, delimiter: str) -> list[str]:
    """A row's values, read as leniently as can be: a broken one is to be seen, too."""
    try:
        return next(csv.reader(row.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return [row]
