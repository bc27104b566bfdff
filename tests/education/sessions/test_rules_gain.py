"""Gains with their bounds: against worked examples, and for what must hold whatever was counted."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seereya.education.rules.gain import (
    Pebbles,
    Score,
    check_pebbles,
    check_scores,
    clean_code,
    match,
    paired_gain,
    pebble_gain,
    pebbles_gain,
    t_quantile,
)
from seereya.foundation.proportions import wilson


def test_codes_are_two_letters_and_a_day():
    assert clean_code(" fa 7") == "FA07"
    assert clean_code("Ko-31") == "KO31"
    assert [clean_code(one) for one in ("", "F07", "FA32", "FA00", "FAT7", "é107")] == [""] * 6


def test_a_code_that_stands_twice_is_set_apart_and_what_has_no_pair_is_kept():
    lines = [Score("FA07", 2, 5), Score("FA07", 3, 4), Score("KO12", 1, None), Score("MA03", 4, 8)]
    found = match(lines)
    assert found.colliding == tuple(lines[:2])
    assert found.unmatched == (lines[2],)
    assert found.paired == (lines[3],)


@given(st.lists(st.builds(Score, st.sampled_from(["AA01", "BB02", "CC03"]), st.integers(0, 9), st.none() | st.integers(0, 9))))
def test_nothing_is_lost_in_matching(lines):
    found = match(lines)
    assert sorted(map(str, (*found.paired, *found.unmatched, *found.colliding))) == sorted(map(str, lines))


def test_the_paired_gain_against_a_worked_example():
    # Differences 10, 20, 30, 40 of 100: mean 25, s = 12.910, t(3) = 3.182, half width 20.54.
    gain = paired_gain([Score("AA01", 0, 1), Score("AA02", 0, 2), Score("AA03", 0, 3), Score("AA04", 0, 4)], best=10)
    assert (gain.mean, gain.low, gain.high, gain.number) == (Decimal("25.0"), Decimal("4.5"), Decimal("45.5"), 4)
    assert gain.few
    assert paired_gain([Score("AA01", 1, 2)], best=4).low is None
    assert paired_gain([], best=4) is None


def test_quantiles_meet_where_the_table_ends():
    assert t_quantile(31) == pytest.approx(2.0395, abs=0.001)
    assert t_quantile(1000) == pytest.approx(1.9623, abs=0.001)


def test_newcombe_against_his_own_example():
    # Newcombe 1998, table II, method 10: 56/70 against 48/80 gives 0.0524 to 0.3339.
    gain = pebble_gain(Pebbles("q", 48, 80, 56, 70))
    assert (gain.mean, gain.low, gain.high) == (Decimal("20.0"), Decimal("5.2"), Decimal("33.4"))
    assert wilson(0, 10)[0] == 0


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_bounds_hold_the_gain(before, after, data):
    one = Pebbles("q", data.draw(st.integers(0, before)), before, data.draw(st.integers(0, after)), after)
    assume(check_pebbles([one]) == [])
    gain = pebble_gain(one)
    assert -100 <= gain.low <= gain.mean <= gain.high <= 100
    assert pebbles_gain([one, one]) == gain


def test_impossible_measures_are_said_at_their_field():
    assert [one.field for one in check_pebbles([Pebbles("q", 60, 53, 1, 53)], present=53)] == ["right_before_1"]
    assert [one.code for one in check_pebbles([Pebbles("q", 5, 54, 1, 0)], present=53)] == [
        "more_people_than_came",
        "nobody_counted",
    ]
    assert check_pebbles([Pebbles("q", -1, 3, 1, 3)])[0].code == "negative_count"
    assert pebbles_gain([]) is None
    bad = check_scores([Score("FA07", 11, 3), Score("KO12", 1, -1)], best=10, present=1)
    assert [one.field for one in bad] == ["before_1", "after_2", "grid"]
