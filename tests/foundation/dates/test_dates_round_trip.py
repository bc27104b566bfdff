"""What is said back is read as the same date, in both languages, and exchange loses nothing it can say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.dates import (
    BadDate,
    UncertainDate,
    from_edtf,
    from_record,
    overlaps,
    parse,
    say,
    to_edtf,
    to_record,
)
from seereya.foundation.dates.seasons import SEASONS
from seereya.foundation.dates.value import day_of, decade_of, month_of, year_of

TODAY = date(2199, 12, 31)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
circas = st.booleans()
edges = st.one_of(days, days.map(lambda d: d.replace(day=1)), days.map(lambda d: d.replace(day=1) - timedelta(days=1)))


@st.composite
def ranges(draw):
    first, last = sorted((draw(edges), draw(edges)))
    kept = draw(st.sampled_from([(first, last), (first, last), (first, None), (None, last)]))
    return UncertainDate(*kept, "range", draw(circas))


@st.composite
def seasons(draw):
    season = draw(st.sampled_from(SEASONS))
    return UncertainDate(*season.bounds(draw(st.integers(1900, 2100))), "season", draw(circas))


values = st.one_of(
    st.builds(lambda d, c: day_of(d, circa=c), days, circas),
    st.builds(lambda d, c: month_of(d.year, d.month, circa=c), days, circas),
    st.builds(lambda d, c: year_of(d.year, circa=c), days, circas),
    st.builds(lambda d, c: decade_of(d.year, circa=c), days, circas),
    ranges(),
    seasons(),
    st.just(UncertainDate(None, None, "unknown")),
)


@given(values, st.sampled_from(["fr", "en"]), st.sampled_from(["fr", "en", None]))
def test_what_is_said_is_read_back_whatever_the_interface(value, spoken, interface):
    assert parse(say(value, spoken), today=TODAY, language=interface) == value


@given(values)
def test_a_record_comes_back_whole_with_its_words(value):
    value = UncertainDate(value.earliest, value.latest, value.precision, value.circa, "comme dit")
    back = from_record(to_record(value))
    assert back == value
    assert back.words == "comme dit"


@given(values)
def test_edtf_keeps_bounds_and_doubt(value):
    back = from_edtf(to_edtf(value))
    assert (back.earliest, back.latest, back.circa) == (value.earliest, value.latest, value.circa)
    if not (value.precision == "season" and back.precision == "range"):
        assert back.precision == value.precision


@given(values, days, days)
def test_a_date_overlaps_a_period_when_some_day_of_it_is_inside(value, one, other):
    start, end = sorted((one, other))
    if value.precision == "unknown":
        assert not overlaps(value, start, end)
        return
    first, last = value.earliest or date.min, value.latest or date.max
    assert overlaps(value, start, end) == (max(first, start) <= min(last, end))
    assert overlaps(value, None, None)


def read_or_code(text):
    try:
        return parse(text, today=date(2026, 11, 18))
    except BadDate as refusal:
        return refusal.code


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_code(text):
    assert read_or_code(text)


_WORDS = (
    "3", "31", "2021", "21", "mars", "avril", "mai", "may", "du", "au", "entre", "et", "between", "and", "le", "the", "avant", "after",
    "fin", "mi", "-", "/", ".", "vers", "il", "y", "a", "ago", "mois", "last", "été", "lundi", "depuis", "jusqu'au", "9999", "0000",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_jumbled_date_words_are_read_or_refused(words):
    assert read_or_code(" ".join(words))


@pytest.mark.parametrize(
    ("text", "first", "last", "circa"),
    [
        ("2021-03-01", date(2021, 3, 1), date(2021, 3, 1), False),
        ("2021-03-XX", date(2021, 3, 1), date(2021, 3, 31), False),
        ("2021-XX", date(2021, 1, 1), date(2021, 12, 31), False),
        ("2021?", date(2021, 1, 1), date(2021, 12, 31), True),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), False),
        ("2021-03/2021-05", date(2021, 3, 1), date(2021, 5, 31), False),
        ("../2018", None, date(2018, 12, 31), False),
        ("2018~/", date(2018, 1, 1), None, True),
        ("2018-22", date(2018, 6, 1), date(2018, 9, 22), False),
    ],
)
def test_edtf_of_others_is_read(text, first, last, circa):
    value = from_edtf(text)
    assert (value.earliest, value.latest, value.circa) == (first, last, circa)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2021-02-30", "no_such_day"),
        ("2021-13", "no_such_month"),
        ("2021/2020", "end_before_start"),
        ("0000", "year_out_of_range"),
        ("hier", "not_understood"),
        ("2020/2021/2022", "not_understood"),
    ],
)
def test_bad_edtf_is_refused(text, code):
    with pytest.raises(BadDate) as refusal:
        from_edtf(text)
    assert refusal.value.code == code


def test_a_record_that_contradicts_itself_is_refused():
    record = to_record(day_of(date(2021, 1, 3))) | {"latest": "2021-01-04"}
    with pytest.raises(BadDate) as refusal:
        from_record(record)
    assert refusal.value.code == "inconsistent"
