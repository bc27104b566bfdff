"""Rules of the programme: the calendar, the logframe, activities, risks, decisions, targets."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.programme.rules import Refused, calendar, logframe, steering

STARTS, ENDS = date(2026, 1, 1), date(2027, 6, 30)


def test_the_calendar_of_eighteen_months_by_quarters():
    lines = calendar.report_calendar(STARTS, ENDS, every=3, elsewhere=True)
    assert [one.number for one in lines] == [1, 2, 3, 4, 5, 6]
    assert (lines[0].starts, lines[0].ends, lines[0].kind) == (STARTS, date(2026, 3, 31), "interim")
    assert lines[0].due == date(2026, 5, 30)  # sixty days
    assert (lines[-1].ends, lines[-1].kind, lines[-1].due) == (ENDS, "final", date(2027, 12, 30))  # six months


def test_the_final_report_is_due_after_three_months_where_the_coordinator_is_seated_in_the_country():
    assert calendar.report_calendar(STARTS, ENDS, every=3, elsewhere=False)[-1].due == date(2027, 9, 30)
    assert calendar.seat_elsewhere("CA", "ML")
    assert not calendar.seat_elsewhere("ml", "ML")
    assert not calendar.seat_elsewhere("", "ML")


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(28, 1000), st.integers(1, 12))
def test_periods_follow_each_other_without_gap_or_overlap(starts, days, every):
    ends = starts + timedelta(days=days)
    lines = calendar.report_calendar(starts, ends, every=every, elsewhere=False)
    assert lines[0].starts == starts
    assert lines[-1].ends == ends
    assert [one.kind for one in lines].count("final") == 1
    for one, after in pairwise(lines):
        assert after.starts == one.ends + timedelta(days=1)


def test_a_calendar_without_length_is_refused():
    with pytest.raises(Refused, match="period_months"):
        calendar.report_calendar(STARTS, ENDS, every=0, elsewhere=False)
    with pytest.raises(Refused, match="period_months"):
        calendar.report_calendar(STARTS, date(2060, 1, 1), every=1, elsewhere=False)


def plan(**more):
    values = {"state": "planned", "reason": "", "planned": (STARTS, ENDS), "actual": (None, None)} | more
    steering.check_activity(**values)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"state": "nowhere"}, "activity_state"),
        ({"state": "dropped"}, "activity_reason"),
        ({"state": "moved", "reason": " "}, "activity_reason"),
        ({"planned": (ENDS, STARTS)}, "activity_days"),
        ({"actual": (ENDS, STARTS)}, "activity_days"),
        ({"state": "done"}, "activity_done_when"),
        ({"state": "done", "actual": (STARTS, None)}, "activity_done_when"),
    ],
)
def test_an_activity_says_what_it_needs(more, code):
    plan()
    plan(state="done", actual=(STARTS, ENDS))
    plan(state="dropped", reason="Route fermée")
    with pytest.raises(Refused, match=code):
        plan(**more)


def test_an_activity_is_late_where_it_has_not_begun_or_not_ended():
    late = steering.is_late
    today = date(2026, 5, 1)
    days = {"planned_start": date(2026, 4, 1), "planned_end": date(2026, 6, 1), "today": today}
    assert late(state="planned", **days)
    assert not late(state="running", **days)
    assert late(state="running", **(days | {"planned_end": date(2026, 4, 30)}))
    assert not late(state="done", **(days | {"planned_end": date(2026, 4, 30)}))
    assert not late(state="dropped", **days)


def test_risks_and_decisions_say_what_they_need():
    steering.check_risk(likelihood=1, impact=5, title="x")
    for bad in ({"likelihood": 0}, {"impact": 6}, {"title": " "}):
        with pytest.raises(Refused):
            steering.check_risk(**({"likelihood": 1, "impact": 5, "title": "x"} | bad))
    assert [steering.gravity(*one) for one in ((3, 5), (2, 4), (1, 5))] == ["grave", "notable", "small"]
    steering.check_decision(state="open", title="x", decided_on=None, today=STARTS)
    for bad, code in (({"title": ""}, "title"), ({"state": "taken"}, "when"), ({"decided_on": ENDS}, "future")):
        with pytest.raises(Refused, match=f"decision_.*{code}"):
            steering.check_decision(**({"state": "open", "title": "x", "decided_on": None, "today": STARTS} | bad))


def under(value, today, *, baseline=0, target=100):
    return steering.is_under_target(
        value=None if value is None else Decimal(value), baseline=Decimal(baseline), target=Decimal(target), starts=STARTS,
        target_on=ENDS, today=today,
    )  # fmt: skip


def test_an_indicator_is_under_target_below_four_fifths_of_its_way():
    half = STARTS + (ENDS - STARTS) / 2
    assert under(39, half)
    assert not under(41, half)
    assert under(None, half)
    assert not under(None, STARTS)
    assert not under(80, ENDS)
    assert under(100, half, baseline=100, target=0)  # fewer is better: nothing has changed yet
    assert not under(55, half, baseline=100, target=0)
    assert steering.share_reached(value=Decimal(30), baseline=Decimal(10), target=Decimal(50)) == 50
    assert steering.share_reached(value=None, baseline=None, target=Decimal(50)) is None


def test_the_logframe_refuses_what_hangs_wrongly():
    logframe.check_parent("LF-OP", "LF-OUT")
    for level, parent in (("LF-OP", "LF-IMP"), ("LF-OUT", None), ("LF-IMP", "LF-OUT"), ("LF-ACT", None)):
        with pytest.raises(Refused):
            logframe.check_parent(level, parent)
    with pytest.raises(Refused, match="logframe_levels"):
        logframe.check_adopt(adopted=False, levels={"LF-IMP"}, bare=0)
    with pytest.raises(Refused, match="logframe_bare"):
        logframe.check_adopt(adopted=False, levels=set(logframe.LEVELS), bare=1)
    with pytest.raises(Refused, match="logframe_adopted"):
        logframe.check_adopt(adopted=True, levels=set(logframe.LEVELS), bare=0)


def test_another_meaning_is_another_series():
    one = logframe.Meaning("rule", "number", "def", people=True, split=False)
    assert not logframe.is_new_series(one, logframe.Meaning("rule", "number", "def", people=True, split=False))
    assert logframe.is_new_series(one, logframe.Meaning("other", "number", "def", people=True, split=False))
    assert logframe.is_new_series(one, logframe.Meaning("rule", "number", "def", people=True, split=True))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"value": None}, "value_needed"),
        ({"source": " "}, "value_source"),
        ({"until": ENDS}, "value_day"),
        ({"until": STARTS - timedelta(days=1)}, "value_day"),
        ({"value": Decimal(-1)}, "value_negative"),
    ],
)
def test_a_value_by_hand_says_its_day_and_source(more, code):
    values = {
        "value": Decimal(1),
        "source": "Rapport",
        "until": STARTS,
        "starts": STARTS,
        "today": date(2026, 5, 1),
        "unit": "number",
    }
    logframe.check_value(**values)
    with pytest.raises(Refused, match=code):
        logframe.check_value(**(values | more))
