"""Limitation: every act restarts the whole period, none revives it, alarms at twenty-four and six months."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from seereya.casework.rules.deadlines import add_months
from seereya.casework.rules.limitation import Limitation, alarm, running, strictest

TODAY = date(2026, 11, 25)


def run(start, acts=(), years=15):
    return running(rule="R", years=years, start=start, acts=acts, today=TODAY)


def test_every_act_restarts_the_whole_period():
    """Facts 3 January 2012, ten years; complaint heard 2 March 2015; hearing 5 May 2024: ends 5 May 2034."""
    found = run(date(2012, 1, 3), [date(2024, 5, 5), date(2015, 3, 2)], years=10)
    assert (found.since, found.due) == (date(2024, 5, 5), date(2034, 5, 5))
    assert found.restarts == (date(2015, 3, 2), date(2024, 5, 5))


def test_an_act_after_the_end_revives_nothing():
    found = run(date(2000, 1, 3), [date(2011, 1, 1)], years=10)
    assert (found.due, found.alarm, found.restarts) == (date(2010, 1, 3), "passed", ())


def test_alarms():
    assert alarm(date(2026, 11, 24), TODAY) == "passed"
    assert alarm(TODAY, TODAY) == "red"
    assert alarm(date(2027, 5, 25), TODAY) == "red"
    assert alarm(date(2027, 5, 26), TODAY) == "amber"
    assert alarm(date(2028, 11, 25), TODAY) == "amber"
    assert alarm(date(2028, 11, 26), TODAY) == ""


def test_the_end_that_comes_first_is_shown_and_never_only_alone():
    never, first, second = Limitation("never"), run(date(2020, 1, 1)), run(date(2019, 1, 1))
    assert strictest([never, first, second]) == second
    assert strictest([never]).kind == "never"
    assert strictest([]).kind == "unknown"


dates = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(dates, st.lists(dates, max_size=8), dates)
def test_one_more_act_never_brings_the_end_forward(start, acts, another):
    assert run(start, [*acts, another]).due >= run(start, acts).due


@given(dates, st.lists(dates, max_size=8))
def test_the_end_is_a_whole_period_after_the_last_restart(start, acts):
    found = run(start, acts)
    assert found.due == add_months(found.restarts[-1] if found.restarts else start, 180)
