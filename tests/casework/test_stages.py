"""Stages over the shipped pack: impossible sequences refused, legal returns possible, forums only while they existed."""

import csv
from datetime import date

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from seereya.casework.rules import Refused
from seereya.casework.rules.silence import flags, intervals, near
from seereya.casework.rules.stages import Body, check_body, check_move, next_stages, read_bound, read_ways

PACK = settings.PACKS / "mali" / "vocabularies"


def rows(name):
    return list(csv.DictReader((PACK / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


STAGES = {row["code"]: int(row["ordinal"]) for row in rows("procedure_stages") if row["code"].startswith("S-N-")}
WAYS = read_ways(STAGES, rows("stage_rules"))
TODAY = date(2026, 11, 25)


def move(reached, after, on=TODAY, days=None):
    dated = [(f"S-N-{one}", (days or [date(2020, 1, 1)] * len(reached))[n]) for n, one in enumerate(reached)]
    check_move(WAYS, dated, f"S-N-{after}", on, today=TODAY)


@pytest.mark.parametrize(
    ("reached", "after"),
    [
        ((), "13"),
        (("01",), "02"),
        (("02", "04"), "05"),
        (("07", "13"), "15"),
        (("07", "13", "15"), "07"),
        (("07", "13"), "18"),
        (("07", "10"), "09"),
        (("07", "90"), "07"),
        (("07", "91"), "10"),
        (("07", "14", "16", "17", "18"), "16"),
        (("16", "17", "19"), "18"),
        (("13",), "18"),
        (("03",), "93"),
    ],
)
def test_possible(reached, after):
    move(reached, after)


@pytest.mark.parametrize(
    ("reached", "after", "code"),
    [
        (("07",), "02", "stage_not_possible"),
        (("04",), "17", "stage_not_possible"),
        (("07", "13"), "16", "stage_not_possible"),
        (("20",), "07", "stage_not_possible"),
        (("02",), "10", "stage_needs"),
        (("02", "03"), "17", "stage_needs"),
        (("02", "03"), "18", "stage_needs"),
        (("02",), "92", "stage_not_recorded"),
        (("02",), "02", "stage_not_possible"),
        (("02",), "55", "unknown_stage"),
    ],
)
def test_impossible(reached, after, code):
    with pytest.raises(Refused, match=code):
        move(reached, after)


def test_days_go_forward():
    with pytest.raises(Refused, match="stage_before_last"):
        move(("02",), "03", on=date(2019, 12, 31))
    with pytest.raises(Refused, match="date_in_future"):
        move(("02",), "03", on=date(2026, 11, 26))


def test_all_codes_of_the_rules_are_stages():
    named = {one for row in rows("stage_rules") for one in [row["stage"], *row["others"].split()]}
    assert named <= set(STAGES)


@given(st.lists(st.sampled_from(sorted(STAGES)), max_size=12))
def test_what_is_offered_is_what_is_allowed(wanted):
    reached = []
    for one in wanted:
        offered = next_stages(WAYS, [code for code, _ in reached])
        try:
            check_move(WAYS, reached, one, TODAY, today=TODAY)
        except Refused:
            assert one not in offered
            continue
        assert one in offered
        reached.append((one, TODAY))


def body(code):
    row = next(row for row in rows("bodies") if row["code"] == code)
    return Body(code, read_bound(row["valid_from"], end=False), read_bound(row["valid_to"], end=True), row["replaced_by"])


def test_a_forum_only_while_it_existed():
    check_body(body("NAT-ASS"), date(2025, 6, 12))
    with pytest.raises(Refused, match="body_gone") as refusal:
        check_body(body("NAT-ASS"), date(2025, 6, 13))
    assert refusal.value.values["other"] == "NAT-CHC"
    with pytest.raises(Refused, match="body_not_yet"):
        check_body(body("NAT-CHC"), date(2025, 6, 12))
    check_body(body("NAT-CHC"), date(2025, 6, 13))
    check_body(body("NAT-CI"), date(2020, 12, 31))
    with pytest.raises(Refused, match="body_gone_for_good"):
        check_body(body("NAT-CI"), date(2021, 1, 1))


def test_bounds():
    assert read_bound("2022-11", end=True) == date(2022, 11, 30)
    assert read_bound("2022-12", end=True) == date(2022, 12, 31)
    assert read_bound("2014", end=False) == date(2014, 1, 1)
    assert read_bound("", end=True) is None


def quiet(last, paused="", status="open"):
    return flags(today=TODAY, last=last, paused=paused, status=status, remind_after=90, dormant_after=180)


def test_silence():
    assert quiet("2026-08-28") == []
    assert quiet("2026-08-27") == ["silent"]
    assert quiet("2026-05-29") == ["dormant"]
    assert quiet("2020-01-01", paused="safety") == ["paused"]
    assert quiet("2020-01-01", status="closed") == []
    assert near(today=TODAY, due="2026-11-24") == ["late"]
    assert near(today=TODAY, due="2026-12-02") == ["deadline"]
    assert near(today=TODAY, due="2026-12-03") == []


def test_intervals_of_silence():
    found = intervals(["2026-01-01", "2026-01-20", "2026-08-20"], today=TODAY)
    assert found == [("2026-01-20", "2026-08-20", 212), ("2026-08-20", "2026-11-25", 97)]
