"""The perception survey: counts of groups, impossible ones refused in words, two rounds laid side by side, nothing small outside."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Role
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.observatory import queries as offered
from seereya.observatory import services
from seereya.observatory.models import SurveyGroup, SurveyRound
from seereya.observatory.queries import perception as queries
from seereya.observatory.rules import Refused
from seereya.observatory.rules_perception import STEP, Tally, change, outside, share, tally
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.observatory import INSTRUMENT, answers, survey, surveyed
from tests.factories.vault import office

TALLIES = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 9)).map(
    lambda one: Tally(one[0], one[0] + one[1], sum(one))
)


@given(TALLIES)
def test_what_is_told_outside_is_on_steps_and_never_small(one):
    told = outside(one)
    if told is None:
        return
    assert told.favourable % STEP == told.answered % STEP == told.asked % STEP == 0
    assert told.favourable >= STEP
    assert told.answered - told.favourable >= STEP
    foot = Tally(*(number - number % STEP for number in (one.favourable, one.answered, one.asked)))
    assert outside(foot) == told  # nothing but the steps is told: two worlds on the same steps look alike


@given(TALLIES, TALLIES)
def test_a_change_lies_within_its_bounds(before, after):
    found = change(before, after)
    if found is None:
        assert not before.answered or not after.answered
        return
    assert found.low <= found.points + 1e-9
    assert found.high >= found.points - 1e-9
    assert -100 <= found.low <= found.high <= 100


def test_shares_leave_out_who_has_no_opinion():
    one = tally({"1": 10, "2": 10, "3": 15, "4": 5, "x": 20}, "agree")
    assert one == Tally(20, 40, 60)
    assert tally({"1": 10, "4": 5}, "disagree").favourable == 5
    found = share(one)
    assert (found.percent, found.number) == (50, 40)
    assert (round(found.low, 1), round(found.high, 1)) == (35.2, 64.8)  # Wilson, by hand
    assert share(Tally()) is None


@pytest.fixture
def house(db):
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def monitor(house):
    return house.join(Role.MONITOR, language="en")


def refused(code, call, **more):
    with pytest.raises(Refused) as found:
        call(**more)
    assert found.value.code == code


def page(person, name, *args, query=""):
    return browser_for(person).get(reverse(f"observatory:{name}", args=args) + query).content.decode()


def test_impossible_counts_are_refused(monitor):
    row = survey(by=monitor)
    for given_answers, code in (
        (answers(3, 3, 3, 3, 3, asked=14), "more_answers_than_people"),
        (answers(3, 3, 3, 3, 3, asked=16), "fewer_answers_than_people"),
        (answers(0, 0, 0, 0, 0), "nobody_asked"),
        (answers(7000, 0, 0, 0, 0), "too_many_asked"),
        (answers(5, -1, 0, 0, 0), "negative_answers"),
        (answers(5, 0, 0, 0, 0, region="ML0503"), "region_needed"),
        (answers(5, 0, 0, 0, 0, sex="q"), "unknown_choice"),
        (answers(5, 0, 0, 0, 0, age="0"), "unknown_choice"),
    ):
        refused(code, services.save_group, by=monitor, round_id=row.id, answers=given_answers)
    surveyed(5, 0, 0, 0, 0, by=monitor, of=row)
    refused("group_there_already", services.save_group, by=monitor, round_id=row.id, answers=answers(1, 0, 0, 0, 0))
    ahead = clock.today() + timedelta(days=3)
    common = {"by": monitor, "instrument": INSTRUMENT, "sample": "doors"}
    refused("period_in_future", services.save_round, kind="baseline", starts=ahead, ends=ahead, **common)
    refused("period_in_order", services.save_round, kind="baseline", starts=date(2025, 2, 2), ends=date(2025, 2, 1), **common)
    refused("unknown_choice", services.save_round, kind="midline", starts=date(2025, 2, 1), ends=date(2025, 2, 1), **common)


def test_from_the_form_to_the_comparison(monitor):
    browser = browser_for(monitor)
    typed = {"token": str(new_id()), "instrument": INSTRUMENT, "kind": "baseline", "sample": "doors"}
    typed |= {"starts": "2025-03-01", "ends": "2025-03-20"}
    made = browser.post(reverse("observatory:survey-new"), typed)
    row = SurveyRound.objects.get()
    assert made["Location"] == reverse("observatory:survey", args=[row.id])
    browser.post(reverse("observatory:survey-new"), typed)
    assert SurveyRound.objects.count() == 1
    fields = {"token": str(new_id()), "region": "ML-R10", "sex": "f", "age": "18", "asked": "40"}
    for code in queries.questions(INSTRUMENT):
        fields |= {f"{code}:1": "5", f"{code}:2": "5", f"{code}:3": "20", f"{code}:4": "10"}
    wrong = browser.post(reverse("observatory:survey-answers", args=[row.id]), fields | {"asked": "39"})
    assert "Question 1 has 40 answers of 39 people" in wrong.content.decode()
    browser.post(reverse("observatory:survey-answers", args=[row.id]), fields)
    group = SurveyGroup.objects.get()
    assert "40 people asked" in page(monitor, "survey", row.id)
    edit = reverse("observatory:survey-answers-edit", args=[group.id])
    assert browser.post(edit, fields | {"version": "1", "age": "36"}).status_code == 302
    group.refresh_from_db()
    assert (group.age, group.version) == ("36", 2)
    surveyed(20, 10, 5, 5, 0, by=monitor, of=survey(by=monitor, kind="endline"))
    text = page(monitor, "survey-compare")
    assert "+50" in text
    assert "more favourable" in text
    assert "less favourable" in text  # the question on which disagreeing is favourable
    assert "25%" in text
    assert "n = 40" in text
    assert "Exact figures" in text
    told = page(monitor, "survey-compare", query="?for=outside")
    assert "Exact figures" not in told
    assert "Nobody has been asked yet" in page(monitor, "survey-compare", query="?sex=m")
    assert browser.get(reverse("observatory:survey-compare") + "?sex=z").status_code == 400


def test_small_groups_are_not_told_outside(monitor):
    surveyed(3, 1, 8, 2, 0, by=monitor, of=survey(by=monitor))
    surveyed(9, 8, 7, 6, 0, by=monitor, of=survey(by=monitor, kind="endline"))
    inside, told = page(monitor, "survey-compare"), page(monitor, "survey-compare", query="?for=outside")
    assert "n = 14" in inside
    assert "n = 14" not in told
    assert "n = 30" in told


def test_the_questions_of_a_round_with_answers_stay(monitor):
    row = survey(by=monitor)
    surveyed(5, 0, 0, 0, 0, by=monitor, of=row)
    said = {"kind": "endline", "starts": row.starts, "ends": row.ends, "sample": "places"}
    refused("unknown_choice", services.save_round, by=monitor, round_id=row.id, version=1, instrument="PQ-NO", **said)
    changed = services.save_round(by=monitor, round_id=row.id, version=1, instrument=INSTRUMENT, **said)
    assert (changed.kind, changed.version) == ("endline", 2)
    refused("changed_meanwhile", services.save_round, by=monitor, round_id=row.id, version=1, instrument=INSTRUMENT, **said)


def test_partners_and_the_funder_do_not_enter(monitor, house):
    row = survey(by=monitor)
    group = surveyed(5, 0, 0, 0, 0, by=monitor, of=row)
    partner = office("FIDH").join(Role.COORDINATOR)
    for call, more in ((services.round_of, {"round_id": row.id}), (services.group_of, {"group_id": group.id})):
        with pytest.raises(services.NotThere):
            call(by=partner, **more)
    assert reverse("observatory:survey", args=[row.id]) not in page(partner, "surveys")
    assert browser_for(house.join(Role.DONOR)).get(reverse("observatory:surveys")).status_code == 403


def test_the_logframe_counts_the_endline_where_there_is_one(monitor, django_assert_num_queries):
    window = (date(2025, 1, 1), date(2026, 6, 30))
    surveyed(10, 0, 0, 10, 5, by=monitor, of=survey(by=monitor))
    found = offered.perceived([monitor.organisation_id], *window)
    assert found["perception_asked"] == 25
    assert found["perception_answered"] == 20 * 6
    last = survey(by=monitor, kind="endline", starts=date(2026, 5, 1), ends=date(2026, 5, 20))
    surveyed(30, 0, 0, 10, 0, by=monitor, of=last)
    with django_assert_num_queries(1):
        found = offered.perceived([monitor.organisation_id], *window)
    assert found["perception_asked"] == 40
    assert found["perception_favourable"] == 5 * 30 + 10  # the sixth question is turned
    assert offered.perceived([monitor.organisation_id], date(2024, 1, 1), date(2024, 12, 31))["perception_asked"] == 0


def test_the_sheet_carries_no_mark(monitor):
    text = page(monitor, "survey-blank").split("<article")[1].split("</article>")[0]
    assert "Nobody under eighteen is asked" in text
    assert "AMDH" not in text
