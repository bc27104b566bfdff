"""Typed amounts: every way of writing them is read, nothing is guessed, and what is written is read back."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.money import BadAmount, convert, format_amount, format_percent, parse_amount, percent, to_cents

AMOUNTS = st.decimals(min_value=0, max_value=10**10, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234", "1234"), ("1 234,50", "1234.50"), ("1\u00a0234,5", "1234.5"), ("1\u202f234\u202f567", "1234567"),
        ("1'234.50", "1234.50"), ("1’234’567", "1234567"), ("1.234,50", "1234.50"), ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"), ("1,234,567.89", "1234567.89"), ("0,123", None), ("12,3", "12.3"), (",5", "0.5"),
        ("0,10", "0.10"), ("12,50", "12.50"), ("655,957", None), ("1234,5", "1234.5"), ("000", "0"),
    ],
)  # fmt: skip
def test_amount_is_read_as_it_is_written(typed, value):
    if value is None:
        with pytest.raises(BadAmount):
            parse_amount(typed)
    else:
        assert parse_amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"), ("  ", "empty"), ("douze", "not_understood"), ("12 EUR", "not_understood"), ("1e5", "not_understood"),
        ("1,234", "ambiguous"), ("1.234", "ambiguous"), ("123.456", "ambiguous"), ("-5", "negative"), ("\u22125", "negative"),
        ("1,239", "ambiguous"), ("1234,567", "too_many_decimals"), ("0,123", "too_many_decimals"), ("1 23,00", "not_understood"),
        ("12 34", "not_understood"), ("1.234.56", "not_understood"), ("1 234.567,89", "mixed_separators"),
        ("1'234 567", "mixed_separators"), ("1,234.567,8", "mixed_separators"), ("5,", "not_understood"), ("٣", "not_understood"),
        ("9999999999999", "too_large"), ("1,,2", "not_understood"), (".", "not_understood"), ("--5", "negative"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(typed, code):
    with pytest.raises(BadAmount) as refused:
        parse_amount(typed)
    assert refused.value.code == code


def test_two_readings_are_both_said():
    with pytest.raises(BadAmount) as refused:
        parse_amount("1,234")
    assert refused.value.readings == (Decimal(1234), Decimal("1.234"))


def test_a_rate_has_more_decimals_and_a_franc_none():
    assert parse_amount("0,834", decimals=6) == Decimal("0.834")
    assert parse_amount("12,5000", decimals=2) == Decimal("12.5")
    with pytest.raises(BadAmount, match="too_many_decimals"):
        parse_amount("12,5", decimals=0)


def test_a_correction_may_be_below_zero_where_it_is_allowed():
    assert parse_amount("- 1 234,50", negative=True) == Decimal("-1234.50")


@given(AMOUNTS, st.sampled_from(["fr", "en"]))
def test_what_is_written_is_read_back(value, language):
    written = format_amount(value, language)
    assert parse_amount(written) == value


@given(st.text(max_size=20))
def test_anything_typed_is_an_amount_or_a_refusal(typed):
    with contextlib.suppress(BadAmount):
        assert parse_amount(typed) >= 0


@given(AMOUNTS)
def test_grouping_changes_nothing(value):
    plain = f"{value:.2f}"
    for space in (" ", "\u00a0", "\u202f"):
        assert parse_amount(f"{value:,.2f}".replace(",", space).replace(".", ",")) == Decimal(plain)


def test_languages_write_it_their_way():
    assert format_amount(Decimal("1234.5"), "fr", "EUR") == "1\u202f234,50\u00a0€"
    assert format_amount(Decimal("1234.5"), "en", "EUR") == "€1,234.50"
    assert format_amount(Decimal(655957), "fr", "XOF", decimals=0) == "655\u202f957\u00a0XOF"
    assert format_amount(Decimal(-5), "en", "XOF", decimals=0) == "\u2212XOF\u00a05"


def test_halves_go_away_from_zero():
    assert to_cents(Decimal("0.005")) == Decimal("0.01")
    assert to_cents(Decimal("-0.005")) == Decimal("-0.01")
    assert convert(Decimal(655957), Decimal("655.957")) == Decimal("1000.00")
    with pytest.raises(ValueError, match="above zero"):
        convert(Decimal(1), Decimal(0))
    assert percent(Decimal(1), Decimal(3)) == Decimal("33.3")
    assert percent(Decimal(1), Decimal(0)) is None


def test_a_percentage_stands_as_its_language_writes_it():
    assert format_percent("34", "en") == "34%"
    assert format_percent("34,5", "fr") == "34,5\u00a0%"
