"""What leaves for a spreadsheet is read there as it was typed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from seereya.foundation.tables.leaving import FORMULA, as_words, harmless


@pytest.mark.parametrize("start", FORMULA)
def test_words_that_would_be_run_are_words(start):
    assert harmless(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@given(st.one_of(st.integers(), st.none(), st.text(alphabet="abcé 0123456789")))
def test_what_is_harmless_stays(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize("typed", ["=1+1", '=HYPERLINK("x")', "-3", "words", 12, None])
def test_a_workbook_stores_words_as_words(typed):
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("x")
    sheet.append([as_words(sheet, typed)])
    book.save(out)
    cell = load_workbook(out).active["A1"]
    assert cell.value == typed
    assert cell.data_type != "f"
