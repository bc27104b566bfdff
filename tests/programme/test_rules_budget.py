"""Sums, ceilings and the cumulative quarter: by example, and for any transfers in any order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.programme import rules_budget as rules
from seereya.programme.rules_budget import Move

BUDGET = {1: Decimal(800000), 2: Decimal(100000), 3: Decimal(60000), 4: Decimal(120000), 5: Decimal(300000), 6: Decimal(400000),
          8: Decimal(124600), 10: Decimal(89000), 12: Decimal(0)}  # fmt: skip
LINES = st.sampled_from(rules.DIRECT)
MOVES = st.lists(
    st.builds(Move, source=LINES, target=LINES, amount=st.decimals(min_value="0.01", max_value=90000, places=2)), max_size=12
)


def test_lines_are_summed_as_in_annex_three():
    lines = rules.totals(BUDGET)
    assert lines[7] == 1780000
    assert lines[9] == lines[7] + 124600
    assert lines[11] == lines[9] + 89000
    assert lines[13] == lines[11]
    assert rules.line_of("B1.3.1") == 1
    assert rules.line_of("B10") == 10
    with pytest.raises(Refused, match="no_such_heading"):
        rules.line_of("X1")


def test_ceilings_of_indirect_costs_and_reserve():
    rules.check_ceilings(rules.totals(BUDGET))
    with pytest.raises(Refused, match="indirect_over_ceiling") as refused:
        rules.check_ceilings(rules.totals(BUDGET | {8: Decimal("124600.01")}))
    assert refused.value.values["most"] == Decimal("124600.00")
    with pytest.raises(Refused, match="reserve_over_ceiling"):
        rules.check_ceilings(rules.totals(BUDGET | {10: Decimal("89000.01")}))


@pytest.mark.parametrize(
    ("move", "code"),
    [
        (Move(1, 5, Decimal(0)), "amount_needed"),
        (Move(1, 1, Decimal(5)), "inside_heading_is_free"),
        (Move(1, 8, Decimal(5)), "indirect_not_by_transfer"),
        (Move(8, 1, Decimal(5)), "indirect_not_by_transfer"),
        (Move(1, 10, Decimal(5)), "reserve_not_filled"),
        (Move(10, 1, Decimal(5)), "reserve_needs_agreement"),
        (Move(7, 1, Decimal(5)), "not_a_heading"),
        (Move(12, 1, Decimal(5)), "not_a_heading"),
        (Move(3, 1, Decimal(60001)), "heading_has_less"),
    ],
)
def test_moves_that_cannot_be(move, code):
    with pytest.raises(Refused, match=code):
        rules.check_move(BUDGET, [], move)


def test_quarter_is_tested_where_money_goes_and_where_it_comes_from():
    giving = Move(3, 1, Decimal("15000.01"))
    receiving = Move(1, 3, Decimal("15000.01"))
    for move in (giving, receiving):
        rules.check_move(BUDGET, [], move)
        with pytest.raises(Refused, match="over_a_quarter") as refused:
            rules.check_quarter(BUDGET, [], move, accepted=False)
        assert refused.value.values["line"] == 3
        assert rules.check_quarter(BUDGET, [], move, accepted=True) == Decimal("0.01")


def test_quarter_is_cumulative_and_money_that_comes_back_frees_it():
    first = Move(1, 3, Decimal(10000))
    assert rules.excess(BUDGET, [first], Move(2, 3, Decimal(6000))) == 1000
    assert rules.excess(BUDGET, [first, Move(3, 1, Decimal(10000))], Move(2, 3, Decimal(15000))) == 0


def test_agreed_moves_leave_the_quarter_alone():
    agreed = Move(10, 6, Decimal(80000), agreed=True)
    rules.check_move(BUDGET, [], agreed)
    assert rules.excess(BUDGET, [], agreed) == 0
    assert rules.current(BUDGET, [agreed])[6] == 480000
    assert rules.net_moves([agreed])[6] == 0


def test_a_heading_close_to_its_quarter_is_marked():
    near = {one.line: one for one in rules.standings(BUDGET, [Move(1, 3, Decimal(12000))])}
    assert near[3].is_near
    assert near[3].share == Decimal("20.0")
    assert not near[1].is_near
    assert not near[5].is_near


@given(MOVES)
def test_transfers_never_change_the_sum(moves):
    assert rules.current(BUDGET, moves)[7] == rules.totals(BUDGET)[7]
    assert sum(rules.net_moves(moves).values()) == 0


@given(MOVES, LINES, LINES, st.decimals(min_value="0.01", max_value=90000, places=2))
def test_ineligible_part_is_what_stands_over_the_quarter(moves, source, target, amount):
    move = Move(source, target, amount)
    over = rules.excess(BUDGET, moves, move)
    assert 0 <= over <= amount
    if source == target:
        assert over == 0
    after = rules.standings(BUDGET, [*moves, move])
    if not any(one.excess for one in after):
        assert over == 0


@given(MOVES)
def test_the_rule_holds_for_any_order(moves):
    forwards, backwards = rules.standings(BUDGET, moves), rules.standings(BUDGET, list(reversed(moves)))
    assert forwards == backwards
    for one in forwards:
        assert one.excess == max(abs(one.moved) - one.reference / 4, 0)


def test_a_line_comes_to_units_by_value():
    assert rules.amount_of_line([Decimal(12), Decimal("5.5")], Decimal("850.33")) == Decimal("14880.78")
