"""When an interview departs from its preparation; what a statement needs: in every combination, nothing blocks the record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.documentation import rules_interviews as rules
from seereya.documentation.content_interviews import InterviewContent, MissionContent, Said
from seereya.documentation.wording_interviews import DEVIATIONS

READY = MissionContent(
    title="x", purpose="y", services=["RF-MED"], services_checked="z", interpreter="vetted", safe_place="yes", trained="yes", risk="RK1"
)  # fmt: skip
ASKED = {"person": "P", "heard_before": "no", "willing": "yes", "may_stop": "yes", "referral": "yes"}
answers = st.sampled_from(["", "yes", "no", "unknown"])


def test_a_prepared_interview_departs_from_nothing():
    assert rules.unmet(READY) == []
    assert rules.deviations(InterviewContent(**ASKED), READY) == []


@pytest.mark.parametrize("name", ["purpose", "services", "services_checked", "interpreter", "safe_place", "trained", "risk"])
def test_each_point_of_the_check_is_missed_when_it_is_not_met(name):
    mission = MissionContent(**(vars(READY) | {name: [] if name == "services" else ""}))
    assert len(rules.unmet(mission)) == 1
    assert rules.deviations(InterviewContent(**ASKED), mission) == [f"mission_{rules.unmet(mission)[0]}"]


@given(
    heard=answers, willing=answers, stop=answers, referral=answers, minor=answers, reason=st.sampled_from(["", "new facts"]), mission=st.booleans()
)  # fmt: skip
def test_every_departure_has_words_and_none_refuses_the_record(heard, willing, stop, referral, minor, reason, mission):
    content = InterviewContent(
        person="P", heard_before=heard, willing=willing, may_stop=stop, referral=referral, minor=minor, reason_again=reason
    )
    found = rules.deviations(content, READY if mission else None)
    assert set(found) <= set(DEVIATIONS)
    assert ("no_mission" in found) == (not mission)
    assert ("not_willing" in found) == (willing != "yes")
    assert ("heard_again" in found) == (heard == "yes" and not reason)
    rules.check(content, Said("short"))


def test_a_first_account_is_short_and_a_full_statement_is_not():
    long = Said("a" * rules.LONGEST_FIRST, "b")
    with pytest.raises(Refused, match="first_account_short"):
        rules.check(InterviewContent(person="P"), long)
    rules.check(InterviewContent(person="P", kind="full"), long)


@pytest.mark.parametrize(
    ("kind", "before", "reason", "state"),
    [("first", 3, "", "complete"), ("full", 0, "", "complete"), ("full", 1, "new facts", "awaiting")],
)
def test_a_second_full_statement_waits(kind, before, reason, state):
    assert rules.completed(InterviewContent(kind=kind, reason_again=reason), full_before=before) == state


def test_a_second_full_statement_needs_a_reason_and_somebody_else():
    with pytest.raises(Refused, match="second_reason_needed"):
        rules.completed(InterviewContent(kind="full"), full_before=1)
    with pytest.raises(Refused, match="not_a_draft"):
        rules.completed(InterviewContent(state="complete"), full_before=0)
    with pytest.raises(Refused, match="own_statement"):
        rules.check_approval(InterviewContent(state="awaiting"), by="a", author="a")
    with pytest.raises(Refused, match="not_awaiting"):
        rules.check_approval(InterviewContent(), by="a", author="b")
