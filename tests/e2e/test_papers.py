"""The papers that the manual shows are those of a demonstration: the same sheets, lines and amounts; only days follow the calendar."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from seereya.site.demo.papers import NAMES
from tests.e2e.house import ROOT, House

KEPT = ROOT / "docs" / "examples"
HEAVIEST = 60_000
# A day, the code of a payee and the reference of a form differ between two demonstrations; nothing else in the ledger does.
_DAY = re.compile(r"\d{1,2}(er)? \w+ \d{4}|\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4}")
COUNTED = {"K", "L", "M"}  # columns of the logframe that hold what the demonstration's other rooms count


@pytest.fixture(scope="module")
def fresh(house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of this demonstration."""
    folder = tmp_path_factory.mktemp("papers")
    house.command("demo-papers", str(folder))
    return folder


def cells(path: Path) -> dict[str, list[list[object]]]:
    """Every sheet with its cells, days and payees left out."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    budget, logframe, ledger = book.worksheets
    found = {}
    for sheet in (budget, logframe, ledger):
        without = COUNTED if sheet is logframe else {"F"} if sheet is ledger else set()
        found[sheet.title] = [[_plain(cell) for cell in row if cell.column_letter not in without] for row in sheet.iter_rows()]
    return found


def _plain(cell: object) -> object:
    value = cell.value  # type: ignore[attr-defined]
    if isinstance(value, datetime | date):
        return "day"
    if isinstance(value, float):
        return Decimal(str(value)).normalize()
    return _DAY.sub("day", value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", NAMES["workbook"].values())
def test_the_workbook_has_the_same_lines_and_amounts(fresh: Path, name: str) -> None:
    here, there = cells(KEPT / name), cells(fresh / name)
    assert list(here) == list(there)
    for sheet, rows in there.items():
        assert here[sheet] == rows, sheet


def words(path: Path) -> tuple[list[str], list[list[str]]]:
    """The headings of a document, and the first three columns of its tables."""
    document = Document(io.BytesIO(path.read_bytes()))
    heads = [_DAY.sub("day", one.text) for one in document.paragraphs if (one.style.name or "").startswith(("Heading", "Title"))]
    rows = [[_DAY.sub("day", cell.text) for cell in row.cells[:3]] for table in document.tables for row in table.rows]
    return heads, rows


@pytest.mark.parametrize("name", NAMES["report"].values())
def test_the_report_has_the_same_sections_and_indicators(fresh: Path, name: str) -> None:
    assert words(KEPT / name) == words(fresh / name)


@pytest.mark.parametrize("name", NAMES["form"].values())
def test_the_form_asks_and_answers_the_same(fresh: Path, name: str) -> None:
    kept, made = words(KEPT / name), words(fresh / name)
    assert kept[0] == made[0]
    assert [row[0] for row in kept[1]] == [row[0] for row in made[1]]


def test_they_are_small_and_say_that_they_are_invented() -> None:
    known = {name for group in NAMES.values() for name in group.values()}
    files = [path for path in KEPT.iterdir() if path.suffix != ".md"]  # pages are compared without a browser
    assert {path.name for path in files} == known
    for path in files:
        assert path.stat().st_size < HEAVIEST
        if path.suffix == ".docx":
            said = Document(io.BytesIO(path.read_bytes())).sections[0].header.paragraphs[0].text
        else:
            said = load_workbook(io.BytesIO(path.read_bytes())).worksheets[0].oddHeader.center.text
        assert "invent" in said
