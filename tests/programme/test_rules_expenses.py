"""Eligibility, pieces, two persons, purchases in pieces, samples: the rules alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.programme import rules_expenses as rules
from seereya.programme.rules_expenses import Cost, Kind, Piece, Purchase, State, Threshold

STARTS, ENDS = date(2024, 1, 1), date(2025, 6, 30)
DAY = date(2024, 5, 3)
WHOLE = {code: Piece.THERE for codes in rules.PIECES.values() for code in codes}
THRESHOLDS = [Threshold("a", Decimal(0)), Threshold("b", Decimal(60000)), Threshold("c", Decimal(300000))]


def cost(**more):
    values = {"kind": Kind.SERVICE, "spent_on": DAY, "eur": Decimal(10), "amount": Decimal(10), "pieces": WHOLE}
    return Cost(**(values | more))


@pytest.mark.parametrize(
    ("changes", "reason", "status"),
    [
        ({}, "", "EL-OK"),
        ({"spent_on": STARTS - timedelta(days=1)}, "before_period", "EL-PER"),
        ({"spent_on": ENDS + timedelta(days=1)}, "after_period", "EL-PER"),
        ({"kind": Kind.EXCHANGE_LOSS}, "exchange_loss", "EL-DEB"),
        ({"kind": Kind.TO_PARTNER}, "transfer_to_partner", "EL-INEL"),
        ({"tax": Decimal(10)}, "all_recoverable_tax", "EL-TAX"),
        ({"alike": True}, "looks_like_another", "EL-PEN"),
        ({"splitting": True}, "splitting", "EL-PEN"),
        ({"has_line": False}, "no_line", "EL-PEN"),
        ({"kind": Kind.PER_DIEM, "pieces": {"XE-DIS": Piece.THERE}}, "no_attendance", "EL-PEN"),
        ({"pieces": {}}, "piece_missing", "EL-PEN"),
        ({"eur": None}, "no_rate", "EL-PEN"),
    ],
)
def test_reasons_lead_to_a_status(changes, reason, status):
    found = rules.reasons(cost(**changes), starts=STARTS, ends=ENDS)
    assert (found[:1] or [""])[0] == reason
    assert rules.status_of(found) == status
    assert rules.counts(status) is (status in {"EL-OK", "EL-PEN"})


def test_a_procurement_file_answers_the_suspicion():
    pieces = WHOLE | {"XE-PRO": Piece.THERE}
    assert rules.reasons(cost(splitting=True, pieces=pieces), starts=STARTS, ends=ENDS) == []


@given(st.lists(st.decimals(min_value="0.01", max_value=10000, places=2), min_size=1, max_size=6), st.integers(-3, 3))
def test_a_split_balances_to_the_cent(shares, cents):
    total = sum(shares) + Decimal(cents) / 100
    if cents == 0:
        rules.check_balanced(total, shares)
    else:
        with pytest.raises(Refused, match="split_does_not_balance"):
            rules.check_balanced(total, shares)


def test_two_persons_pay():
    rules.check_approve(state=State.PREPARED, prepared_by="a", by="b")
    with pytest.raises(Refused, match="same_person"):
        rules.check_approve(state=State.PREPARED, prepared_by="a", by="a")
    for state in (State.DRAFT, State.APPROVED, State.PAID):
        with pytest.raises(Refused, match="not_to_approve"):
            rules.check_approve(state=state, prepared_by="a", by="b")
    with pytest.raises(Refused, match="not_to_pay"):
        rules.check_pay(state=State.PREPARED, paid_on=DAY, today=DAY)
    with pytest.raises(Refused, match="spent_in_future"):
        rules.check_pay(state=State.APPROVED, paid_on=DAY, today=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="spent_in_future"):
        rules.check_spent_on(DAY, today=DAY - timedelta(days=1))


def test_what_is_missing_is_not_put_before_the_second_person():
    ready = {"state": State.DRAFT, "kind": Kind.SERVICE, "has_line": True, "has_rate": True, "pieces": WHOLE}
    rules.check_prepare(**ready)
    unpaid = {code: piece for code, piece in WHOLE.items() if code != "XE-PAY"}
    rules.check_prepare(**(ready | {"pieces": unpaid}))
    for changes, code in (
        ({"state": State.PAID}, "not_to_prepare"),
        ({"has_line": False}, "line_needed"),
        ({"has_rate": False}, "rate_needed"),
        ({"pieces": {}}, "pieces_missing"),
        ({"kind": Kind.PER_DIEM, "pieces": {"XE-DIS": Piece.THERE}}, "attendance_needed"),
    ):
        with pytest.raises(Refused, match=code):
            rules.check_prepare(**(ready | changes))


def test_purchases_in_pieces_are_seen():
    alone = Purchase(DAY, Decimal(40000))
    assert rules.splits(alone, [], THRESHOLDS) is None
    near = [Purchase(DAY + timedelta(days=90), Decimal(25000))]
    assert rules.splits(alone, near, THRESHOLDS).code == "b"
    assert rules.splits(alone, [Purchase(DAY + timedelta(days=91), Decimal(25000))], THRESHOLDS) is None
    assert rules.splits(Purchase(DAY, Decimal(70000)), near, THRESHOLDS) is None
    assert rules.procedure(Decimal(60000), THRESHOLDS).code == "a"


@given(st.sets(st.uuids(), max_size=100), st.text(max_size=10))
def test_a_sample_is_drawn_again_by_its_seed(ids, seed):
    texts = [str(one) for one in ids]
    found = rules.drawn(seed, texts)
    assert found == rules.drawn(seed, list(reversed(texts)))
    assert len(found) == min(60, len(texts))
    assert set(found) <= set(texts)
