"""Mandates: what is missing is refused in words; what ended carries no new act."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.casework.rules.mandates import (
    MandateContent,
    Signing,
    Standing,
    check_act,
    check_mandate_content,
    check_revocation,
    covers,
    expires_soon,
    standing,
)

TODAY = date(2024, 6, 1)
GOOD = MandateContent(
    kind="M-PC", forum="P-PEN", givers=["P-AAA"], scope="civil party", signed_on="2024-01-10", expires_on="2025-01-10"
)
days = st.dates(date(2023, 1, 1), date(2026, 1, 1))


def but(**changed: object) -> MandateContent:
    return dataclasses.replace(GOOD, **changed)


def test_good_mandate_stands():
    check_mandate_content(GOOD, implicated=[], today=TODAY)


@pytest.mark.parametrize(
    ("mandate", "code"),
    [
        (but(kind=""), "mandate_kind_needed"),
        (but(kind="M-REV"), "mandate_kind_needed"),
        (but(forum=""), "mandate_forum_needed"),
        (but(givers=[]), "mandate_giver_needed"),
        (but(scope=" "), "mandate_scope_needed"),
        (but(signed_on=""), "mandate_date_needed"),
        (but(signed_on="2024-06-02"), "mandate_signed_later"),
        (but(expires_on="2024-01-09"), "mandate_ends_before"),
        (but(signing=Signing.THUMBPRINT), "mandate_witness_needed"),
        (but(kind="M-MIN"), "guardian_needed"),
        (but(kind="M-MIN", guardian="P-GGG"), "assent_needed"),
        (but(kind="M-MIN", guardian="P-AAA", assent="said yes"), "guardian_is_the_child"),
        (but(kind="M-MIN", guardian="P-BAD", assent="said yes"), "guardian_implicated"),
        (but(kind="M-FAM", heir_of="P-DED"), "heir_of_needed"),
        (but(kind="M-FAM", heir_tie="daughter"), "heir_of_needed"),
        (but(kind="M-COL"), "association_needed"),
        (but(givers=["P-BAD"]), "giver_implicated"),
    ],
)
def test_what_is_missing_is_said(mandate, code):
    with pytest.raises(Refused) as said:
        check_mandate_content(mandate, implicated=["P-BAD"], today=TODAY)
    assert said.value.code == code


def test_thumbprint_before_a_witness_stands():
    check_mandate_content(but(signing=Signing.THUMBPRINT, witness="the chief's secretary"), implicated=[], today=TODAY)


def test_child_with_a_guardian_and_assent_stands():
    check_mandate_content(but(kind="M-MIN", guardian="P-GGG", assent="said yes"), implicated=["P-BAD"], today=TODAY)


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2024, 1, 9), Standing.NOT_YET),
        (date(2024, 1, 10), Standing.VALID),
        (date(2025, 1, 10), Standing.VALID),
        (date(2025, 1, 11), Standing.EXPIRED),
    ],
)
def test_first_and_last_day_count(on, stands):
    assert standing(GOOD, on) is stands


def test_revoked_from_the_day_on():
    gone = but(revoked_on="2024-03-01")
    assert standing(gone, date(2024, 2, 29)) is Standing.VALID
    assert standing(gone, date(2024, 3, 1)) is Standing.REVOKED


def test_forum_above_covers_those_below():
    assert covers(but(forum="P-NAT"), ("P-NAT", "P-PEN"))
    assert not covers(but(forum="P-PEN"), ("P-NAT",))
    assert not covers(but(forum=""), ("P-NAT",))


@pytest.mark.parametrize(
    ("mandates", "code"),
    [
        ([], "no_mandate"),
        ([but(forum="P-ICC")], "no_mandate"),
        ([but(expires_on="2024-05-31")], "mandate_expired"),
        ([but(revoked_on="2024-05-31")], "mandate_revoked"),
        ([but(signed_on="2024-06-10")], "mandate_not_yet"),
    ],
)
def test_act_without_a_mandate_is_refused(mandates, code):
    with pytest.raises(Refused) as said:
        check_act(mandates, forum=("P-PEN",), on=TODAY)
    assert said.value.code == code


def test_one_valid_mandate_is_enough():
    check_act([but(expires_on="2024-02-01"), GOOD], forum=("P-PEN",), on=TODAY)


@given(days, days, st.one_of(st.none(), days), days)
def test_an_act_passes_exactly_on_the_days_the_mandate_holds(signed, expires, revoked, on):
    mandate = but(signed_on=str(signed), expires_on=str(expires), revoked_on=str(revoked) if revoked else "")
    holds = signed <= on <= expires and (revoked is None or on < revoked)
    try:
        check_act([mandate], forum=("P-PEN",), on=on)
        passed = True
    except Refused:
        passed = False
    assert passed is holds


def test_warned_before_it_ends():
    end = date(2025, 1, 10)
    assert not expires_soon(GOOD, end - timedelta(days=61))
    assert expires_soon(GOOD, end - timedelta(days=60))
    assert not expires_soon(GOOD, end + timedelta(days=1))


@pytest.mark.parametrize(
    ("mandate", "on", "why", "code"),
    [
        (but(revoked_on="2024-02-01"), TODAY, "wishes so", "mandate_revoked_before"),
        (GOOD, date(2024, 1, 1), "wishes so", "mandate_ends_before"),
        (GOOD, TODAY, "", "reason_needed"),
    ],
)
def test_revocation_that_cannot_be(mandate, on, why, code):
    with pytest.raises(Refused) as said:
        check_revocation(mandate, on=on, why=why)
    assert said.value.code == code
