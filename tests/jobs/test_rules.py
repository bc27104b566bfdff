import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.jobs.rules import (
    ENDED,
    NotPlain,
    ProblemCode,
    Silent,
    State,
    after_silence,
    bound,
    expired,
    pause_before,
    percent,
    plain,
    plain_facts,
    seconds_left,
    speed,
)

codes = st.from_regex(r"\A[A-Za-z0-9_.:+/=@-]{1,20}\Z")
leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e14, 1e14) | codes | st.uuids()
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(codes, inner, max_size=4), max_leaves=4
).filter(lambda value: depth(value) <= 5)


def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(st.dictionaries(codes, values, max_size=4))
def test_what_is_let_into_the_queue_comes_back_unchanged_from_json(facts):
    kept = plain_facts(facts)
    assert json.loads(json.dumps(kept)) == kept
    assert plain_facts(kept) == kept
    assert bound(json.loads(json.dumps(kept))) == bound(kept)


@pytest.mark.parametrize(
    "words",
    [
        "Aminata Traoré",
        "two words",
        "line\nbreak",
        "x" * 161,
        b"bytes",
        object(),
        datetime(2021, 1, 3, tzinfo=UTC),
        float("nan"),
        float("inf"),
        2**60,
        1e300,
        {"a name": 1},
        {"": 1},
        {1: 1},
        ["fine", ["not fine"]],
        {1, 2},
    ],
)
def test_words_do_not_enter_the_queue_and_are_not_quoted_in_the_refusal(words):
    with pytest.raises(NotPlain) as refusal:
        plain_facts({"x": words})
    assert "Traor" not in str(refusal.value)
    assert "fine" not in str(refusal.value)


def test_the_queue_has_a_limit():
    with pytest.raises(NotPlain, match="too large"):
        plain_facts({"rows": list(range(100_000))})


def test_ids_become_text_and_there_is_no_negative_zero():
    one = uuid4()
    assert plain([one, (1, True), -0.0]) == [str(one), [1, True], 0.0]
    assert str(plain(-0.0)) == "0.0"


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.sampled_from(list(State)))
def test_only_finished_work_says_100_percent(done, total, state):
    shown = percent(done, total, state)
    assert shown is not None
    assert 0 <= shown <= 100
    assert (shown == 100) == (state is State.DONE)


def test_without_a_total_nobody_can_tell():
    assert percent(10, None, State.RUNNING) is None
    assert percent(10, 0, State.RUNNING) is None
    assert seconds_left(10, None, 2.0) is None
    assert seconds_left(10, 100, None) is None
    assert seconds_left(101, 100, 1.0) is None


def test_speed_counts_the_present_run_only():
    assert speed(150, 100, timedelta(seconds=10)) == 5.0
    assert speed(100, 100, timedelta(seconds=10)) is None
    assert speed(100, 0, timedelta(0)) is None
    assert seconds_left(50, 61, 5.0) == 3


silences = st.builds(Silent, st.booleans(), st.integers(1, 6), st.integers(1, 6), keyed=st.booleans(), worker_alive=st.booleans())


@given(silences)
def test_a_job_never_runs_on_with_a_key_nobody_can_open(job):
    state, _ = after_silence(job)
    if state is State.WAITING:
        assert not job.keyed or job.worker_alive


@given(silences)
def test_a_job_that_keeps_killing_its_worker_ends(job):
    state, problem = after_silence(job)
    if job.cancel_asked:
        assert (state, problem) == (State.CANCELLED, None)
    elif job.attempts >= job.most_attempts:
        assert (state, problem) == (State.FAILED, ProblemCode.WORKER_DIED)
    else:
        assert state not in ENDED


@given(st.integers(1, 1000))
def test_pauses_grow_and_are_bounded(attempt):
    assert timedelta(seconds=5) <= pause_before(attempt) <= pause_before(attempt + 1) <= timedelta(seconds=120)


def test_a_key_expires_at_its_instant():
    now = datetime(2026, 11, 1, tzinfo=UTC)
    assert expired(now, now)
    assert not expired(now + timedelta(microseconds=1), now)
    assert not expired(None, now)
