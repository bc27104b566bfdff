"""Keys reach a worker's memory and nothing else; when that memory is gone, they are asked for again."""

from datetime import timedelta

import pytest

from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.jobs import queries, services
from seereya.jobs.models import Job, Worker
from seereya.jobs.rules import KEY_LIFE, NoWorker, Refused, State
from tests.factories.jobs import TestHand, kind_of_job

pytestmark = pytest.mark.django_db

MEMBER, ORGANISATION = new_id(), new_id()
KEY = b"a key of thirty-two bytes, yes!!"


def queue(kind, **more):
    return services.enqueue(kind, {"vault": new_id()}, started_by=MEMBER, organisation=ORGANISATION, **more)


def seen(job):
    return queries.progress(job.pk, seen_by=MEMBER, organisation=ORGANISATION)


@pytest.fixture
def opened():
    keys = []
    with kind_of_job(lambda ctx: keys.append(ctx.key), "tests.keyed", needs_key=True):
        yield keys


def test_the_job_gets_the_key_and_the_row_never_shows_it(opened):
    hand = TestHand()
    job = queue("tests.keyed", key=KEY)
    assert KEY not in bytes(job.keys_sealed)
    assert job.expires_at - job.made_at <= KEY_LIFE + timedelta(seconds=5)
    services.run_next(hand)
    assert opened == [KEY]
    job.refresh_from_db()
    assert (job.state, bytes(job.keys_sealed), job.expires_at) == ("done", b"", None)


def test_only_the_worker_it_was_sealed_to_takes_the_job(opened):
    hand = TestHand()
    queue("tests.keyed", key=KEY)
    other = TestHand()
    assert not services.run_next(other)
    assert services.run_next(hand)
    assert opened == [KEY]


def test_keys_are_spread_over_the_workers_alive(opened):
    hands = {TestHand().id, TestHand().id}
    assert {queue("tests.keyed", key=KEY).worker for _ in range(2)} == hands


def test_without_a_living_worker_nothing_is_queued(opened):
    with pytest.raises(NoWorker):
        queue("tests.keyed", key=KEY)
    TestHand().drop_dead()
    with pytest.raises(NoWorker):
        queue("tests.keyed", key=KEY)
    assert not Job.objects.exists()


def test_a_job_queued_without_its_key_waits_for_it(opened):
    hand = TestHand()
    job = queue("tests.keyed")
    assert (seen(job).state, seen(job).problem) == (State.NEEDS_KEY, "key_missing")
    assert not services.run_next(hand)
    services.renew_key(job.pk, KEY, seen_by=MEMBER, organisation=ORGANISATION)
    services.run_next(hand)
    assert (seen(job).state, opened) == (State.DONE, [KEY])


def test_a_key_that_waited_an_hour_is_destroyed(opened):
    hand = TestHand()
    job = queue("tests.keyed", key=KEY)
    later = clock.now() + KEY_LIFE
    assert services.recover_dead(now=later, patience=KEY_LIFE * 2) == 1
    assert (seen(job).state, seen(job).problem) == (State.NEEDS_KEY, "key_expired")
    assert bytes(Job.objects.get().keys_sealed) == b""
    assert not services.run_next(hand)


def test_a_worker_does_not_open_an_expired_key_even_if_nobody_swept(opened):
    hand = TestHand()
    job = queue("tests.keyed", key=KEY)
    Job.objects.update(expires_at=clock.now())
    services.run_next(hand)
    assert (seen(job).state, seen(job).problem, opened) == (State.NEEDS_KEY, "key_expired", [])


@pytest.mark.parametrize(
    "change",
    [
        {"arguments": {"vault": "another"}},
        {"expires_at": clock.now() + timedelta(days=3)},
        {"organisation": new_id()},
        {"started_by": new_id()},
    ],
)
def test_who_changes_the_row_finds_a_key_that_does_not_open(opened, change):
    hand = TestHand()
    job = queue("tests.keyed", key=KEY)
    Job.objects.update(**change)
    services.run_next(hand)
    changed = Job.objects.get(pk=job.pk)
    assert (changed.state, changed.problem, bytes(changed.keys_sealed), opened) == ("failed", "key_broken", b"", [])


def test_a_worker_that_leaves_lets_waiting_jobs_ask_for_their_key(opened):
    hand = TestHand()
    job = queue("tests.keyed", key=KEY)
    services.leave(hand.id)
    assert (seen(job).state, seen(job).problem) == (State.NEEDS_KEY, "worker_gone")
    assert not Worker.objects.exists()
    with pytest.raises(NoWorker):
        services.renew_key(job.pk, KEY, seen_by=MEMBER, organisation=ORGANISATION)
    assert seen(job).state is State.NEEDS_KEY


def test_renewing_is_refused_to_strangers_without_key_and_when_nothing_waits(opened):
    hand = TestHand()
    job = queue("tests.keyed")
    with pytest.raises(Refused, match="not_there"):
        services.renew_key(job.pk, KEY, seen_by=new_id(), organisation=ORGANISATION)
    with pytest.raises(Refused, match="key_needed"):
        services.renew_key(job.pk, b"", seen_by=MEMBER, organisation=ORGANISATION)
    services.renew_key(job.pk, KEY, seen_by=MEMBER, organisation=ORGANISATION)
    with pytest.raises(Refused, match="not_waiting_for_key"):
        services.renew_key(job.pk, KEY, seen_by=MEMBER, organisation=ORGANISATION)
    services.run_next(hand)
    assert opened == [KEY]


def test_a_failed_job_that_needs_a_key_asks_for_it_when_resumed(opened):
    hand = TestHand()
    job = queue("tests.keyed", key=KEY)
    Job.objects.update(state="failed", keys_sealed=b"", expires_at=None)
    services.resume(job.pk, seen_by=MEMBER, organisation=ORGANISATION)
    assert seen(job).state is State.NEEDS_KEY
    services.renew_key(job.pk, KEY, seen_by=MEMBER, organisation=ORGANISATION)
    services.run_next(hand)
    assert opened == [KEY]


def test_a_stopping_worker_takes_the_key_with_it(opened):
    hand = TestHand()
    runs = []

    def run(ctx):
        runs.append((ctx.key, ctx.resumed_from))
        if ctx.resumed_from is None:
            hand.asked_to_stop = True
            ctx.checkpoint({"row": 1})

    with kind_of_job(run, "tests.stopped", needs_key=True):
        job = queue("tests.stopped", key=KEY)
        services.run_next(hand)
        assert (seen(job).state, seen(job).problem) == (State.NEEDS_KEY, "worker_gone")
        services.leave(hand.id)
        fresh = TestHand()
        services.renew_key(job.pk, KEY, seen_by=MEMBER, organisation=ORGANISATION)
        services.run_next(fresh)
    assert runs == [(KEY, None), (KEY, {"row": 1})]


def test_a_context_does_not_print_its_key():
    shown = []
    hand = TestHand()
    with kind_of_job(lambda ctx: shown.append(repr(ctx)), "tests.printed", needs_key=True):
        queue("tests.printed", key=KEY)
        services.run_next(hand)
    assert shown
    assert "thirty" not in shown[0]
