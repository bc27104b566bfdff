"""Conflict checks: no more than a few a day, answered by somebody who looked, and no file opens past a doubt without a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused
from seereya.casework.rules.conflicts import (
    LONGEST_QUEUE,
    QUESTIONS_A_WINDOW,
    WINDOW,
    Answer,
    Conclusion,
    ConflictAnswer,
    ConflictQuestion,
    State,
    check_answer,
    check_conclusion,
    check_may_open,
    check_question,
    delivery,
    state,
)

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 600), max_size=60))
def test_no_window_holds_more_than_its_questions(pauses):
    """However somebody asks, within any 24 hours a partner receives five questions at the most, in the order asked."""
    now, delivered = NOW, []
    for pause in pauses:
        now += timedelta(minutes=pause)
        try:
            delivered.append(delivery(delivered, now))
        except Refused:
            assert sum(one > now for one in delivered) >= LONGEST_QUEUE
    assert delivered == sorted(delivered)
    for first in delivered:
        assert sum(first <= one < first + WINDOW for one in delivered) <= QUESTIONS_A_WINDOW


def test_first_questions_go_at_once():
    assert delivery([], NOW) == NOW
    assert delivery([NOW] * 4, NOW) == NOW
    assert delivery([NOW] * 5, NOW) == NOW + WINDOW


@pytest.mark.parametrize(
    ("answers", "concluded", "stands"),
    [
        ([], False, State.WAITING),
        (["", "none"], False, State.WAITING),
        (["", "possible"], False, State.POSSIBLE),
        (["none", "none"], False, State.CLEAR),
        (["none", "unknown"], False, State.UNSURE),
        (["possible", "none"], True, State.CONCLUDED),
    ],
)
def test_state(answers, concluded, stands):
    assert state(answers, concluded=concluded) is stands


@pytest.mark.parametrize("stands", [None, *State])
@pytest.mark.parametrize("reason", ["", "hearing tomorrow, the partner's office is closed"])
def test_opening(stands, reason):
    if stands in {State.CLEAR, State.CONCLUDED} or reason:
        check_may_open(stands, reason)
    else:
        with pytest.raises(Refused):
            check_may_open(stands, reason)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ConflictAnswer("none"), "conflict_look_first"),
        (ConflictAnswer("possible", looked_in=" "), "conflict_look_first"),
        (ConflictAnswer("Moussa"), "conflict_answer_needed"),
    ],
)
def test_answer_without_looking(answer, code):
    with pytest.raises(Refused) as said:
        check_answer(answer, now=NOW, delivered=NOW, answered=False)
    assert said.value.code == code


def test_answers_that_may_be_given():
    check_answer(ConflictAnswer(Answer.UNKNOWN), now=NOW, delivered=NOW, answered=False)
    check_answer(ConflictAnswer(Answer.NONE, looked_in="our files"), now=NOW, delivered=NOW, answered=False)


@pytest.mark.parametrize(("delivered", "answered"), [(NOW + timedelta(minutes=1), False), (NOW, True)])
def test_nothing_to_answer(delivered, answered):
    with pytest.raises(Refused, match="conflict_not_to_answer"):
        check_answer(ConflictAnswer("none", looked_in="our files"), now=NOW, delivered=delivered, answered=answered)


def test_question():
    check_question(ConflictQuestion("Somebody"), 1)
    for question, partners, code in (
        (ConflictQuestion(" "), 1, "conflict_about_needed"),
        (ConflictQuestion("x" * 601), 1, "conflict_too_long"),
        (ConflictQuestion("Somebody"), 0, "conflict_partner_needed"),
    ):
        with pytest.raises(Refused, match=code):
            check_question(question, partners)


def test_conclusion():
    check_conclusion(Conclusion("CF-WAI", "both consent in writing"), ["CF-CLR", "CF-WAI"])
    with pytest.raises(Refused, match="conflict_outcome_needed"):
        check_conclusion(Conclusion("X", "why"), ["CF-CLR"])
    with pytest.raises(Refused, match="reason_needed"):
        check_conclusion(Conclusion("CF-CLR", ""), ["CF-CLR"])
