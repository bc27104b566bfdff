"""Pure rules: the clock, the procedure, limits, what is missing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.advocacy.rules import submissions as rules
from seereya.advocacy.rules.submissions import Procedure, Question, Refused, Step, Stood

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
TODAY = date(2026, 11, 26)


def walk(*steps: tuple[Step, date]) -> list[Stood]:
    return [Stood(step, on) for step, on in steps]


@pytest.mark.parametrize(
    ("earliest", "latest", "procedure", "reason"),
    [
        (date(2026, 11, 1), date(2026, 11, 1), Procedure.URGENT, "recent"),
        (date(2026, 8, 27), date(2026, 8, 27), Procedure.URGENT, "recent"),
        (date(2026, 8, 26), date(2026, 8, 26), Procedure.STANDARD, "connected"),
        (date(2024, 3, 1), date(2024, 3, 31), Procedure.STANDARD, "older"),
        (date(2026, 1, 1), date(2026, 12, 31), Procedure.UNSURE, "date_partial"),
        (None, date(2026, 10, 1), Procedure.UNSURE, "date_partial"),
        (date(2026, 11, 1), None, Procedure.URGENT, "recent"),
        (None, None, Procedure.UNSURE, "date_unknown"),
    ],
)
def test_the_procedure_follows_the_date(earliest, latest, procedure, reason):
    found = rules.procedure_of(earliest, latest, TODAY)
    assert (found.procedure, found.reason) == (procedure, reason)


@given(DAYS, DAYS, DAYS)
def test_a_partial_date_is_urgent_only_if_every_day_of_it_is(one, other, today):
    earliest, latest = sorted((one, other))
    if latest > today:
        return
    sure = {rules.procedure_of(day, day, today).procedure for day in (earliest, latest)}
    found = rules.procedure_of(earliest, latest, today).procedure
    assert found is (sure.pop() if len(sure) == 1 else Procedure.UNSURE)


@given(DAYS, st.integers(0, 40))
def test_months_are_added_without_running_over(day, months):
    found = rules.add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or found.day < day.day
    assert (found + timedelta(days=1)).day == 1 or found.day == day.day


def test_the_last_day_of_a_month_stays_the_last():
    assert rules.add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)


WAYS = st.lists(st.tuples(st.sampled_from(list(Step)), st.integers(0, 400)), max_size=12)


@given(WAYS)
def test_every_history_that_is_accepted_can_be_walked(steps):
    history: list[Stood] = []
    start = date(2025, 1, 1)
    for step, after in steps:
        on = start + timedelta(days=after)
        try:
            rules.check_step(history, step, on, date(2027, 1, 1))
        except Refused:
            continue
        history.append(Stood(step, on))
    assert not history or history[0].step is Step.SENT
    assert [one.on for one in history] == sorted(one.on for one in history)
    due = rules.observe_by(history)
    assert (due is not None) == (bool(history) and rules.standing(history) is Step.REPLIED)
    if history and rules.standing(history) in rules.ENDS:
        assert rules.next_steps(history) == [Step.REOPENED]
        assert rules.status_of(history) is rules.Status.OVER
    for step in rules.next_steps(history):
        rules.check_step(history, step, date(2026, 12, 31), date(2027, 1, 1))


def test_six_months_run_from_the_first_reply_that_waits():
    day = date(2026, 1, 15)
    sent = walk((Step.SENT, day), (Step.TRANSMITTED, day))
    replied = [*sent, Stood(Step.REPLIED, date(2026, 2, 10))]
    assert rules.observe_by(replied) == date(2026, 8, 10)
    again = [*replied, Stood(Step.REPLIED, date(2026, 5, 1))]
    assert rules.observe_by(again) == date(2026, 8, 10)
    answered = [*again, Stood(Step.OBSERVED, date(2026, 6, 1))]
    assert rules.observe_by(answered) is None
    assert rules.observe_by([*answered, Stood(Step.REPLIED, date(2026, 7, 1))]) == date(2027, 1, 1)


def test_sending_a_new_version_does_not_stop_the_clock():
    day = date(2026, 1, 15)
    history = walk((Step.SENT, day), (Step.TRANSMITTED, day), (Step.REPLIED, day), (Step.SENT, date(2026, 3, 1)))
    assert rules.observe_by(history) == date(2026, 7, 15)
    assert Step.OBSERVED in rules.next_steps(history)


@pytest.mark.parametrize(
    ("history", "step", "on", "code"),
    [
        ([], Step.ACKNOWLEDGED, TODAY, "submission_not_sent"),
        ([(Step.SENT, TODAY)], Step.REPLIED, TODAY, "step_not_possible"),
        ([(Step.SENT, TODAY)], Step.ACKNOWLEDGED, TODAY + timedelta(days=1), "date_in_future"),
        ([(Step.SENT, TODAY)], Step.ACKNOWLEDGED, TODAY - timedelta(days=1), "step_before_last"),
        ([(Step.SENT, TODAY), (Step.CLOSED, TODAY)], Step.REPLIED, TODAY, "step_not_possible"),
        ([(Step.SENT, TODAY), (Step.CLOSED, TODAY)], Step.SENT, TODAY, "step_not_possible"),
    ],
)
def test_what_cannot_be_is_refused(history, step, on, code):
    with pytest.raises(Refused) as refused:
        rules.check_step(walk(*history), step, on, TODAY)
    assert refused.value.code == code


@given(st.lists(st.text("abcdeé'’-", min_size=1).filter(lambda word: word[0].isalpha()), max_size=60), st.integers(0, 80))
def test_limits_warn_by_exactly_what_is_over(words, limit):
    text = "  ".join(words)
    assert rules.words_in(text) == len(words)
    assert rules.over(text, limit) == (max(len(words) - limit, 0) if limit else 0)


def test_a_limit_never_compared_is_stale():
    assert rules.stale(None, TODAY)
    assert rules.stale(date(2025, 11, 25), TODAY)
    assert not rules.stale(date(2026, 1, 1), TODAY)


QUESTIONS = [
    Question("W1.01", "W1", "text", required=True, element="name"),
    Question("W5.01", "W5", "repeat", required=True, element="steps"),
    Question("W5.06", "W5", "text"),
    Question("W8", "W8", "section", required=True),
]


def test_steps_taken_or_why_none():
    assert [one.code for one in rules.missing(QUESTIONS, [], steps=0)] == ["W5.01", "W1.01"]
    assert [one.code for one in rules.missing(QUESTIONS, ["W1.01"], steps=1)] == []
    assert rules.missing(QUESTIONS, ["W1.01", "W5.06"], steps=0) == []
    assert rules.elements_missing(rules.missing(QUESTIONS, [], steps=0)) == ["steps", "name"]


def test_a_handed_key_opens_two_weeks_or_three_days_after_sending():
    given_at = datetime(2026, 11, 1, tzinfo=UTC)
    assert rules.handed_until(given_at, None) == given_at + timedelta(days=14)
    assert rules.handed_until(given_at, given_at + timedelta(days=1)) == given_at + timedelta(days=4)
    assert rules.handed_until(given_at, given_at + timedelta(days=13)) == given_at + timedelta(days=14)


def test_names_are_found_as_whole_names():
    names = {"a": ["moussa keita"], "b": ["ali"], "c": [""]}
    assert rules.found_in(names, "on a vu moussa keita\nla realite") == ["a"]
    assert rules.found_in(names, "avec ali, hier") == ["b"]
