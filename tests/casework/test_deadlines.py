"""Time limits: a worked example for every rule of the pack that has a length, and what must hold of any."""

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from hypothesis import assume, given
from hypothesis import strategies as st

from seereya.casework.rules import Refused
from seereya.casework.rules.deadlines import Calendar, Rule, add_months, ends

FILES = [settings.PACKS / name / "vocabularies" / "deadline_rules.csv" for name in ("mali", "international")]
ROWS = {row["code"]: row for path in FILES for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())}
WEEK = Calendar(frozenset({5, 6}))

# What a lawyer would find with a paper calendar: the day of the trigger, and the last day.
WORKED = {
    "D-PRE-CRI-NEW": ("2021-01-03", "2036-01-03"),
    "D-PRE-CRI-OLD": ("2012-02-29", "2022-02-28"),
    "D-PRE-DEL-OLD": ("2012-05-14", "2015-05-14"),
    "D-GAV": ("2025-07-01T10:30", "2025-07-03T10:30"),
    "D-APP-PC-REC": ("2025-12-31", "2026-02-28"),
    "D-APP-PR": ("2025-03-20", "2025-04-04"),
    "D-APP-ORD": ("2025-06-27", "2025-06-30"),
    "D-POU": ("2026-02-27", "2026-03-02"),
    "D-RELANCE": ("2026-01-01", "2026-04-01"),
    "D-DORMANT": ("2026-01-01", "2026-06-30"),
    "D-ACHPR": ("2025-08-31", "2026-02-28"),
    "D-AFC": ("2024-08-31", "2025-02-28"),
    "D-ACHPR-OBS": ("2026-05-31", "2026-02-28"),
    "D-ACHPR-RPT": ("2024-02-29", "2026-02-28"),
    "D-WGEID-URG": ("2025-11-30", "2026-02-28"),
    "D-WGEID-6M": ("2025-09-15", "2026-03-15"),
    "D-SP-60": ("2026-01-01", "2026-03-02"),
    "D-WGAD-60": ("2025-12-15", "2026-02-13"),
    "D-CCPR-C": ("2021-06-30", "2026-06-30"),
    "D-TB-REPLY": ("2025-12-30", "2026-02-28"),
    "D-ICC127": ("2025-09-22", "2026-09-22"),
    "D-UPR-SUB": ("2026-08-31", "2026-02-28"),
    "D-UE-INT": ("2025-12-31", "2026-03-01"),
    "D-UE-FIN": ("2025-11-30", "2026-02-28"),
    "D-UE-AVE": ("2026-03-01", "2026-01-30"),
    "D-UE-ARC": ("2021-02-28", "2026-02-28"),
    "D-CONS-REV": ("2025-03-31", "2026-03-31"),
}


def rule_of(row, **more):
    values = {"counting": row["counting"] or "plain", "rolls": row["rolls"] == "yes", "certainty": row["certainty"]} | more
    return Rule(row["code"], int(row["duration"]), row["unit"], **values)


def test_every_rule_with_a_length_has_a_worked_example():
    assert {code for code, row in ROWS.items() if int(row["duration"])} == set(WORKED)


@pytest.mark.parametrize("code", sorted(WORKED))
def test_worked_example(code):
    start, last = WORKED[code]
    row = ROWS[code]
    if row["unit"] == "hour":
        found = ends(rule_of(row), datetime.fromisoformat(start).replace(tzinfo=UTC), WEEK)
        assert found.at == datetime.fromisoformat(last).replace(tzinfo=UTC)
        return
    assert ends(rule_of(row), date.fromisoformat(start), WEEK).due == date.fromisoformat(last)


def test_clear_days_and_days_of_rest():
    """Notified Wednesday 24 June 2026, three days: 27 June, a Saturday. Franc: 28 June, a Sunday. Moved: Monday 29 June."""
    start = date(2026, 6, 24)
    assert ends(Rule("x", 3, "day"), start, WEEK).due == date(2026, 6, 27)
    assert ends(Rule("x", 3, "day", "franc"), start, WEEK).due == date(2026, 6, 28)
    moved = ends(Rule("x", 3, "day", "franc", rolls=True), start, WEEK)
    assert (moved.due, moved.nominal, moved.moved) == (date(2026, 6, 29), date(2026, 6, 28), True)
    feast = Calendar(frozenset({5, 6}), frozenset({date(2026, 6, 29)}))
    assert ends(Rule("x", 3, "day", "franc", rolls=True), start, feast).due == date(2026, 6, 30)


def test_backwards_moves_to_the_day_before():
    """Thirty days before Monday 2 March 2026 is Saturday 31 January: Friday is the last safe day."""
    assert ends(Rule("x", -30, "day", rolls=True), date(2026, 3, 2), WEEK).due == date(2026, 1, 30)


def test_working_days_leave_out_rest():
    assert ends(Rule("x", 3, "working"), date(2026, 6, 25), WEEK).due == date(2026, 6, 30)
    assert ends(Rule("x", -3, "working"), date(2026, 6, 30), WEEK).due == date(2026, 6, 25)


@pytest.mark.parametrize(
    ("rule", "start", "code"),
    [
        (Rule("x", 0, "none"), date(2026, 1, 1), "no_duration"),
        (Rule("x", 48, "hour"), date(2026, 1, 1), "hour_needed"),
        (Rule("x", 9000, "year"), date(2026, 1, 1), "date_out_of_range"),
        (Rule("x", -2026, "year"), date(2026, 1, 1), "date_out_of_range"),
    ],
)
def test_what_cannot_be_computed_is_refused(rule, start, code):
    with pytest.raises(Refused, match=code):
        ends(rule, start, WEEK)


def test_a_week_without_working_days_ends_in_words():
    with pytest.raises(Refused, match="no_working_day"):
        ends(Rule("x", 3, "working"), date(2026, 1, 1), Calendar(frozenset(range(7))))


days = st.dates(date(1960, 1, 1), date(2100, 12, 31))
calendars = st.builds(
    Calendar,
    st.frozensets(st.integers(0, 6), max_size=5),
    st.frozensets(st.dates(date(2000, 1, 1), date(2050, 12, 31)), max_size=30),
)
rules = st.builds(
    Rule,
    st.just("x"),
    st.integers(-400, 400).filter(bool),
    st.sampled_from(["day", "month", "working"]),
    st.sampled_from(["plain", "franc"]),
    st.booleans(),
)


@given(rules, days, calendars)
def test_end_lies_on_the_right_side_and_on_a_working_day(rule, start, calendar):
    found = ends(rule, start, calendar)
    assert (found.due > start) == (rule.amount > 0)
    assert not rule.rolls or calendar.works(found.due)
    assert (found.due >= found.nominal) if rule.amount > 0 else (found.due <= found.nominal)


@given(rules, days, calendars)
def test_a_franc_limit_ends_one_day_further(rule, start, calendar):
    plain, franc = (Rule("x", rule.amount, rule.unit, how) for how in ("plain", "franc"))
    assert abs(ends(franc, start, calendar).due - ends(plain, start, calendar).due) == timedelta(days=1)


@given(st.integers(1, 300), days, calendars)
def test_working_days_counted_back_one_by_one(amount, start, calendar):
    due = ends(Rule("x", amount, "working"), start, calendar).due
    walked = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(calendar.works(day) for day in walked) == amount
    assert calendar.works(due)


@given(days, st.integers(-600, 600))
def test_months_stay_in_their_month(day, count):
    found = add_months(day, count)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


@given(days, days, st.integers(1, 60))
def test_a_later_trigger_never_ends_earlier(one, other, amount):
    assume(one <= other)
    for unit in ("day", "month", "year", "working"):
        assert ends(Rule("x", amount, unit), one, WEEK).due <= ends(Rule("x", amount, unit), other, WEEK).due
