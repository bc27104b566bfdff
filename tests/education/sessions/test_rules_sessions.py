"""Counts that cannot be, audiences that must not be mixed, what is told of private talks, chains without a circle."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.education.rules.sessions import (
    CELLS,
    Counts,
    Mix,
    Problem,
    Refused,
    State,
    check_can_be_held,
    check_chain,
    check_counts,
    check_mix,
    check_move,
    generations,
    is_quiet,
    months_after,
    told_talks,
)


def test_what_cannot_be_is_said_at_its_field():
    counts = Counts({"f18": 42, "m18": 11}, disabled_f=2, disabled_m=1)
    assert check_counts(counts, told=53) == []
    assert (counts.women, counts.men, counts.present) == (42, 11, 53)
    assert check_counts(Counts({"f18": -1}))[0].field == "f18"
    assert check_counts(Counts({"f18": 1}, disabled_m=1)) == [
        Problem("disabled_m", "more_disabled_than_present", (("number", 1), ("present", 0)))
    ]
    assert check_counts(counts, told=50)[0].code == "sum_differs"
    assert check_counts(counts, limit=40)[0].code == "over_the_limit"
    assert check_counts(Counts({}))[0].code == "nobody_counted"
    assert check_counts(Counts({"u": 20_001}))[0].code == "too_many_people"
    assert check_counts(Counts({"u": 1}, disabled_f=-1))[0] == Problem("disabled_f", "negative_count")


@given(st.dictionaries(st.sampled_from(CELLS), st.integers(0, 50), min_size=1))
def test_the_parts_make_the_whole(cells):
    counts = Counts(cells)
    assert counts.women + counts.men + cells.get("u", 0) == counts.present
    assert [one.code for one in check_counts(counts, told=counts.present)] in ([], ["nobody_counted"])


@pytest.mark.parametrize(
    ("audiences", "more", "mix"),
    [
        (["AU-IDP"], {}, Mix.FINE),
        (["AU-FDS"], {}, Mix.FINE),
        (["AU-FDS", "AU-VIC"], {}, Mix.BLOCKED),
        (["AU-OPJ", "AU-IDP"], {}, Mix.BLOCKED),
        (["AU-WOM"], {"testimony": True}, Mix.BLOCKED),
        (["AU-FDS", "AU-COM"], {}, Mix.WARNED),
        (["AU-JUD", "AU-VIC"], {}, Mix.WARNED),
        (["AU-MED", "AU-IDP"], {}, Mix.WARNED),
        (["AU-WOM", "AU-YOU"], {"theme": "TM-SGB"}, Mix.WARNED),
        (["AU-IDP"], {"photographs": "agreed"}, Mix.WARNED),
        (["AU-TEA", "AU-LAW"], {}, Mix.FINE),
    ],
)
def test_who_must_not_sit_together(audiences, more, mix):
    assert check_mix(audiences, **more).mix() is mix


def test_a_decision_answers_a_warning_and_never_a_block():
    warned, blocked = check_mix(["AU-FDS", "AU-COM"]), check_mix(["AU-FDS", "AU-VIC"])
    check_can_be_held(warned, decided=True)
    with pytest.raises(Refused, match="mix_undecided"):
        check_can_be_held(warned, decided=False)
    with pytest.raises(Refused, match="mix_blocked"):
        check_can_be_held(blocked, decided=True)


def test_planned_becomes_held_or_cancelled_and_cancelled_stays():
    check_move("planned", State.HELD)
    check_move("held", State.HELD)
    for before, after in (("held", State.CANCELLED), ("cancelled", State.HELD)):
        with pytest.raises(Refused):
            check_move(before, after)


def test_a_number_of_talks_points_at_nobody():
    assert told_talks(0, 3) == 0
    assert told_talks(2, 53) == 2
    assert told_talks(1, 9) is None
    assert told_talks(5, 12) is None


def test_months_and_quiet():
    assert months_after("2026-11", 3) == "2027-02"
    assert months_after("2026-01", 0) == "2026-01"
    assert is_quiet(date(2026, 1, 1), date(2026, 4, 1))
    assert not is_quiet(date(2026, 1, 2), date(2026, 4, 1))


def test_nobody_gives_the_session_that_trained_him():
    trained, given_by = {"A": "s0", "B": "s1"}, {"s1": ["A"], "s2": ["B"]}
    check_chain("s3", ["B"], trained, given_by)
    for session, givers in (("s0", ["B"]), ("s1", ["B"]), ("s0", ["A"])):
        with pytest.raises(Refused, match="chain_cycle"):
            check_chain(session, givers, trained, given_by)
    assert generations(trained, given_by) == {"s1": 1, "s2": 2, "s0": 0}
