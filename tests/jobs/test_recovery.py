"""What becomes of jobs whose worker died: rows as a dead process leaves them."""

from datetime import timedelta

import pytest

from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.jobs import queries, services
from seereya.jobs.models import Job, Worker
from seereya.jobs.rules import State
from tests.factories.jobs import TestHand, kind_of_job

pytestmark = pytest.mark.django_db

MEMBER = new_id()


class Killed(BaseException):
    """Like the end of a process: nothing catches it, nothing is written after it."""


def kill(hand):
    with pytest.raises(Killed):
        services.run_next(hand)
    hand.drop_dead()


def seen(job):
    return queries.progress(job.pk, seen_by=MEMBER, organisation=None)


@pytest.fixture
def runs():
    kept = []

    def run(ctx):
        kept.append(ctx.resumed_from)
        if len(kept) == 1 or ctx.arguments.get("always"):
            ctx.progress(5, 10)
            ctx.checkpoint({"row": 5})
            raise Killed
        ctx.progress(10)

    with kind_of_job(run, "tests.killed"), kind_of_job(run, "tests.killed_keyed", needs_key=True):
        yield kept


def queue(kind="tests.killed", arguments=None, **more):
    return services.enqueue(kind, arguments or {}, started_by=MEMBER, organisation=None, **more)


def test_another_worker_takes_it_up_from_the_checkpoint(runs):
    job, first = queue(), TestHand()
    kill(first)
    assert seen(job).state is State.RUNNING
    second = TestHand()
    assert services.recover_dead() == 1
    assert (seen(job).state, seen(job).done) == (State.WAITING, 5)
    assert services.run_next(second)
    assert (seen(job).state, runs) == (State.DONE, [None, {"row": 5}])
    assert [worker.pk for worker in Worker.objects.all()] == [second.id]


def test_nothing_is_taken_from_a_run_that_gives_signs_of_life(runs):
    job, hand = queue(), TestHand()
    with pytest.raises(Killed):
        services.run_next(hand)
    Job.objects.update(heartbeat_at=clock.now() - timedelta(seconds=59))
    assert services.recover_dead() == 0
    assert seen(job).state is State.RUNNING


def test_a_living_worker_gives_signs_of_life_only_for_the_job_it_holds(runs):
    hand = TestHand()
    job = queue()
    with pytest.raises(Killed):
        services.run_next(hand)
    long_ago = clock.now() - timedelta(minutes=5)
    Job.objects.update(heartbeat_at=long_ago)
    hand.beat()
    assert Job.objects.get().heartbeat_at == long_ago
    assert services.recover_dead() == 1
    assert seen(job).state is State.WAITING
    hand.hold(job.pk)
    Job.objects.update(state="running", worker=hand.id)
    hand.beat()
    assert Job.objects.get().heartbeat_at > long_ago


def test_a_job_whose_key_died_with_its_worker_asks_for_it(runs):
    first = TestHand()
    job = queue("tests.killed_keyed", key=b"k" * 32)
    kill(first)
    second = TestHand()
    services.recover_dead()
    assert (seen(job).state, seen(job).problem) == (State.NEEDS_KEY, "worker_gone")
    assert bytes(Job.objects.get().keys_sealed) == b""
    services.renew_key(job.pk, b"k" * 32, seen_by=MEMBER, organisation=None)
    assert services.run_next(second)
    assert (seen(job).state, runs) == (State.DONE, [None, {"row": 5}])


def test_a_waiting_job_whose_worker_died_asks_for_its_key(runs):
    hand = TestHand()
    job = queue("tests.killed_keyed", key=b"k" * 32)
    hand.drop_dead()
    services.recover_dead()
    assert seen(job).state is State.NEEDS_KEY


def test_a_job_that_kills_every_worker_fails_and_can_be_resumed(runs):
    job = queue(arguments={"always": True})
    for _ in range(3):
        kill(TestHand())
        services.recover_dead()
    assert (seen(job).state, seen(job).problem, seen(job).facts) == (State.FAILED, "worker_died", {"attempts": 3})
    assert "3" in seen(job).problem_text
    services.resume(job.pk, seen_by=MEMBER, organisation=None)
    kill(TestHand())
    services.recover_dead()
    assert seen(job).state is State.WAITING


def test_a_cancelled_job_whose_worker_died_is_cancelled(runs):
    job = queue()
    kill(TestHand())
    services.ask_to_cancel(job.pk, seen_by=MEMBER, organisation=None)
    services.recover_dead()
    assert seen(job).state is State.CANCELLED
    assert seen(job).ended_at is not None
