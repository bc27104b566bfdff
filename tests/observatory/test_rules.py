"""What an observation, a court's figures and a gap must satisfy; shares, medians, overlaps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.sealable import When
from seereya.observatory import rules
from seereya.observatory.content import ObservationContent
from seereya.observatory.rules import Counts, Refused, Waits

counts = st.one_of(st.none(), st.integers(0, 1000))
days = st.dates(date(2000, 1, 1), date(2030, 12, 31))
ends = st.one_of(st.none(), days)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "there"),
    [
        ("", "", "2026-01-01", True),
        ("2025-06-13", "", "2025-06-12", False),
        ("2025-06-13", "", "2025-06-13", True),
        ("", "2025-06-12", "2025-06-12", True),
        ("", "2025-06-12", "2025-06-13", False),
        ("2014", "2023", "2023-12-31", True),
        ("2014", "2023", "2024-01-01", False),
    ],
)
def test_body_sat_within_its_limits(valid_from, valid_to, day, there):
    assert rules.sat_on(valid_from, valid_to, date.fromisoformat(day)) is there


@given(entered=counts, pending=counts, judged=counts, dismissed=counts)
def test_impossible_is_said_only_where_both_sides_are_given(entered, pending, judged, dismissed):
    found = rules.is_impossible(Counts(entered, pending, judged, dismissed))
    if entered is None or pending is None:
        assert not found
    else:
        assert found == ((judged or 0) + (dismissed or 0) > entered + pending)


def test_own_impossible_counts_are_refused_and_published_ones_marked():
    said = {"starts": date(2025, 1, 1), "ends": date(2025, 12, 31), "source": "x", "today": date(2026, 1, 1)}
    wrong = Counts(entered=10, pending=0, judged=11)
    assert rules.check_activity(wrong, kind=rules.PUBLIC, **said)
    with pytest.raises(Refused, match="own_counts_impossible"):
        rules.check_activity(wrong, kind=rules.OWN, **said)
    with pytest.raises(Refused, match="no_figure"):
        rules.check_activity(Counts(), kind=rules.OWN, **said)


@given(st.lists(st.builds(Counts, counts, counts, counts, counts, counts), max_size=4))
def test_sources_disagree_only_on_what_two_of_them_give(several):
    for name in rules.disagree(several):
        given_values = [getattr(one, name) for one in several if getattr(one, name) is not None]
        assert len(set(given_values)) > 1
    assert not rules.disagree(several[:1])


def test_median_wait_counts_only_hearings_with_a_day_announced():
    hearings = [("2026-01-01", "2026-01-11"), ("2026-01-01", "2026-02-10"), ("2026-01-01", "")]
    assert rules.waits(hearings) == Waits(25.0, 2, 3)
    assert rules.waits([]) == Waits(None, 0, 0)


@given(ends, ends, ends, ends)
def test_overlap_is_the_same_from_both_sides(since, until, first, last):
    if (since and until and since > until) or (first and last and first > last):
        return
    assert rules.overlaps(since, until, first, last) == rules.overlaps(first, last, since, until)


@given(days, st.integers(0, 800))
def test_gap_covers_its_own_days_by_whole_months(day, long):
    end = day + timedelta(days=long)
    began, ended = When(day.isoformat(), day.isoformat(), "day"), When(end.isoformat(), end.isoformat(), "day")
    since, until = rules.months_of(began, ended)
    assert since is not None
    assert until is not None
    assert since <= day <= end <= until
    assert since.day == 1
    assert (until + timedelta(days=1)).day == 1


def test_gap_cannot_end_before_it_began():
    with pytest.raises(Refused, match="gap_ends_before"):
        rules.months_of(When("2026-05-01", "2026-05-31"), When("2026-03-01", "2026-03-31"))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"on": ""}, "hearing_in_future"),
        ({"outcome": ""}, "outcome_needed"),
        ({"women": 1, "minors": 2}, "more_minors_than_accused"),
        ({"men": 1, "present": 1, "absent": 1}, "more_present_than_accused"),
        ({"next_on": "2026-01-01"}, "next_before_hearing"),
    ],
)
def test_hearing_that_cannot_be_is_refused(more, code):
    content = ObservationContent(**({"court": "c", "on": "2026-01-02", "outcome": "o"} | more))
    with pytest.raises(Refused, match=code):
        rules.check_hearing(content, adjourns=False, today=date(2026, 2, 1))


def test_numbers_nobody_counted_are_not_nought():
    assert ObservationContent("c", "2026-01-01").accused is None
    assert ObservationContent("c", "2026-01-01", men=0).accused == 0
