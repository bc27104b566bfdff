"""Telling clients, and costs under their ceilings."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.casework.rules.costs import (
    CostContent,
    CostKind,
    CostState,
    amount_of,
    check_cost,
    check_decides,
    state_of_cost,
    total,
)
from seereya.casework.rules.updates import Due, UpdateContent, check_update, due, next_due

TODAY = date(2024, 6, 1)
TOLD = UpdateContent("u", "P-AAA", "2024-03-01", "call")


def test_ninety_days():
    assert next_due(TOLD) == date(2024, 5, 30)


@pytest.mark.parametrize(
    ("last", "today", "paused", "waits"),
    [
        (None, TODAY, False, Due.NEVER_TOLD),
        (None, TODAY, True, Due.PAUSED),
        (TOLD, date(2024, 5, 31), False, Due.LATE),
        (TOLD, date(2024, 5, 30), False, Due.SOON),
        (TOLD, date(2024, 5, 16), False, Due.SOON),
        (TOLD, date(2024, 5, 15), False, Due.TOLD),
        (TOLD, TODAY, True, Due.PAUSED),
    ],
)
def test_who_waits(last, today, paused, waits):
    assert due(last, today=today, paused=paused) is waits


@pytest.mark.parametrize(
    ("update", "code"),
    [
        (UpdateContent("u", "", "2024-03-01", "call"), "update_client_needed"),
        (UpdateContent("u", "P", "", "call"), "update_day_needed"),
        (UpdateContent("u", "P", "2024-06-02", "call"), "update_day_needed"),
        (UpdateContent("u", "P", "2024-03-01", ""), "update_how_needed"),
        (UpdateContent("u", "P", "2024-03-01", "call", every_days=400), "update_every_days"),
        (UpdateContent("u", "P", "2024-03-01", "call", every_days=1), "update_every_days"),
    ],
)
def test_update_that_says_too_little(update, code):
    with pytest.raises(Refused, match=code):
        check_update(update, today=TODAY)


@pytest.mark.parametrize(("typed", "amount"), [("12 500", "12500"), ("12\u202f500,50", "12500.50"), ("7.5", "7.5")])
def test_amounts_as_people_type_them(typed, amount):
    assert amount_of(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "-3", "0", "abc", "1,234", "NaN", "Infinity", "1e999"])
def test_amounts_that_are_none(typed):
    with pytest.raises(Refused, match="cost_amount_needed"):
        amount_of(typed)


amounts = st.decimals(Decimal("0.01"), Decimal(10**7), places=2)


@given(st.lists(amounts, max_size=30), amounts)
def test_what_was_not_approved_never_passes_the_ceiling(asked, ceiling):
    kept = []
    for amount in asked:
        state = state_of_cost(amount, spent=total(kept, "travel"), ceiling=ceiling)
        kept.append(("travel", state, amount))
    assert total(kept) <= ceiling
    assert all(state in {CostState.WITHIN, CostState.WAITING} for _kind, state, _amount in kept)


def test_no_ceiling_asks_a_second_person():
    assert state_of_cost(Decimal(1), spent=Decimal(0), ceiling=None) is CostState.WAITING


def test_totals():
    costs = [("travel", "within", Decimal(5)), ("travel", "waiting", Decimal(7)), ("deposit", "approved", Decimal(9))]
    assert total(costs) == 14
    assert total(costs, "travel") == 5
    assert total([]) == 0


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        (CostContent("c", CostKind.TRAVEL, "x", "EUR", "2024-01-01", "bus"), "cost_amount_needed"),
        (CostContent("c", CostKind.TRAVEL, "5", "", "2024-01-01", "bus"), "cost_currency_needed"),
        (CostContent("c", CostKind.TRAVEL, "5", "EUR", str(TODAY + timedelta(1)), "bus"), "cost_day_needed"),
        (CostContent("c", CostKind.TRAVEL, "5", "EUR", "2024-01-01", " "), "cost_what_needed"),
    ],
)
def test_cost_that_says_too_little(cost, code):
    with pytest.raises(Refused, match=code):
        check_cost(cost, today=TODAY)


@pytest.mark.parametrize(
    ("asked_by", "by", "state", "why", "code"),
    [
        (1, 1, "waiting", "needed", "second_person_needed"),
        (1, 2, "within", "needed", "cost_decided"),
        (1, 2, "waiting", "", "reason_needed"),
    ],
)
def test_decision_that_cannot_be(asked_by, by, state, why, code):
    with pytest.raises(Refused, match=code):
        check_decides(asked_by=asked_by, by=by, state=state, why=why)
    check_decides(asked_by=1, by=2, state="waiting", why="needed")
