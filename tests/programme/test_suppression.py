"""What the funder is told: no subtraction between any two published numbers reveals a count from one to four."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.programme.queries.logframe import told_value
from seereya.programme.rules import Refused, suppression

WIDTH = 5
COUNTS = st.integers(0, 60)
# Successive reports of an indicator broken down by sex: what is added between two reports, cell by cell.
GROWTH = st.lists(st.fixed_dictionaries({"women": COUNTS, "men": COUNTS, "girls": st.integers(0, 9)}), min_size=1, max_size=6)


def cumulated(growth):
    now = dict.fromkeys(growth[0], 0)
    found = []
    for step in growth:
        now = {name: now[name] + step[name] for name in now}
        found.append(dict(now))
    return found


def published(tables, width=WIDTH):
    """Everything the funder ever sees of an indicator that is broken down: its cells and its total, report after report."""
    return [told_value("number", Decimal(sum(cells.values())), cells, width, people=True, split=True) for cells in tables]


def numbers(reports):
    return [Decimal(one) for value, cells in reports for one in (value, *cells.values())]


def test_a_count_is_told_as_the_foot_of_its_step():
    assert [suppression.foot(count, WIDTH) for count in (0, 1, 4, 5, 9, 10, 44)] == [0, 0, 0, 5, 5, 10, 40]
    assert suppression.tell(3, WIDTH, people=True).is_small
    assert suppression.tell(3, WIDTH, people=False) == suppression.Told(Decimal(3), 0)
    assert suppression.tell(None, WIDTH, people=True) is None


@given(GROWTH, st.integers(3, 12))
def test_no_difference_of_two_published_numbers_is_small(growth, width):
    found = numbers(published(cumulated(growth), width))
    for one, other in product(found, found):
        assert abs(one - other) == 0 or abs(one - other) >= width
    assert all(one == 0 or one >= width for one in found)


@given(GROWTH)
def test_a_total_is_the_sum_of_the_cells_as_told(growth):
    for value, cells in published(cumulated(growth)):
        assert value == sum(cells.values())


@given(GROWTH)
def test_a_world_without_any_small_count_or_difference_publishes_the_same(growth):
    """The proof that no computing helps: every true count replaced by the foot of its step is told to the letter alike."""
    tables = cumulated(growth)
    feet = [{name: int(suppression.foot(count, WIDTH)) for name, count in cells.items()} for cells in tables]
    assert published(feet) == published(tables)
    for cells, later in pairwise(feet):
        assert all(later[name] >= cells[name] for name in cells)  # what never falls still never falls
        assert all((later[name] - cells[name]) % WIDTH == 0 for name in cells)


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_part_told_is_no_larger_than_its_whole_and_a_share_tells_no_more(one, other):
    part, whole = sorted((one, other))
    value, cells = told_value("share", Decimal(1), {"part": part, "whole": whole}, WIDTH, people=True, split=False)
    assert cells["part"] <= cells["whole"]
    feet = {"part": cells["part"], "whole": cells["whole"]}
    assert told_value("share", Decimal(1), feet, WIDTH, people=True, split=False) == (value, cells)
    assert value is None or 0 <= value <= 100


def test_a_share_of_fewer_than_five_is_not_told():
    assert told_value("share", Decimal(50), {"part": 2, "whole": 4}, WIDTH, people=True, split=False)[0] is None
    assert told_value("share", Decimal(50), {}, WIDTH, people=True, split=False)[0] is None


def test_what_counts_no_person_is_told_as_it_is():
    assert told_value("number", Decimal(3), {}, WIDTH, people=False, split=False) == (3, {})
    assert told_value("score", Decimal("4.5"), {}, WIDTH, people=True, split=False) == (Decimal("4.5"), {})


@given(COUNTS, COUNTS)
def test_a_correction_is_told_only_where_it_moves_to_another_step(before, after):
    told = suppression.tell_correction(before, after, WIDTH, people=True)
    if before // WIDTH == after // WIDTH:
        assert told is None
    else:
        assert told.foot == after - after % WIDTH


def test_the_smallest_cell_never_changes_once_a_report_has_left():
    suppression.check_width(6, now=5, reported=False)
    suppression.check_width(5, now=5, reported=True)
    with pytest.raises(Refused, match="smallest_cell_is_told"):
        suppression.check_width(6, now=5, reported=True)
    with pytest.raises(Refused, match="smallest_cell"):
        suppression.check_width(2, now=5, reported=False)
