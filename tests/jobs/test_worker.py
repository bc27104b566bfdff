"""The worker's threads: on a real database file, with real time."""

import threading
import time

import pytest
from django.db import connection, transaction

from seereya.foundation import walls
from seereya.foundation.identifiers import new_id
from seereya.jobs import queries, services, worker
from seereya.jobs.models import Job, Worker
from seereya.jobs.rules import State
from tests.factories.jobs import TestHand, kind_of_job, periodic_task

pytestmark = pytest.mark.django_db(transaction=True)

MEMBER = new_id()


def until(true, seconds=15.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def state(job):
    return queries.progress(job.pk, seen_by=MEMBER, organisation=None).state


def queue(kind, **more):
    return services.enqueue(kind, {}, started_by=MEMBER, organisation=None, **more)


@pytest.fixture
def running(monkeypatch):
    monkeypatch.setattr(worker, "_POLL", 60.0)  # so that only the bell wakes it in time
    one = worker.Worker()
    one.start()
    until(lambda: Worker.objects.filter(pk=one.id).exists())
    yield one
    assert one.stop()


def test_a_job_starts_as_soon_as_it_is_committed_and_not_before(running):
    seen = []

    def run(_ctx):
        seen.append((threading.current_thread().name, walls.current()))

    with kind_of_job(run) as kind:
        with transaction.atomic():
            job = queue(kind)
            time.sleep(0.3)
            assert seen == []
        until(lambda: state(job) is State.DONE)
    assert seen == [("seereya-jobs", "system")]


def test_a_key_goes_through_to_the_worker_in_memory(running):
    keys = []
    with kind_of_job(lambda ctx: keys.append(ctx.key), needs_key=True) as kind:
        job = queue(kind, key=b"k" * 32)
        until(lambda: state(job) is State.DONE)
    assert keys == [b"k" * 32]


def test_stopping_puts_a_running_job_back_with_its_checkpoint():
    one, begun = worker.Worker(), threading.Event()

    def run(ctx):
        ctx.checkpoint({"row": 7})
        for done in range(10_000):
            begun.set()
            ctx.progress(done)
            time.sleep(0.01)

    with kind_of_job(run) as kind:
        one.start()
        job = queue(kind)
        assert begun.wait(10)
        assert one.stop()
    assert state(job) is State.WAITING
    assert Job.objects.get().checkpoint["state"] == {"row": 7}
    assert not Worker.objects.exists()


def test_periodic_work_goes_on_beside_a_job_and_survives_its_own_faults(running):
    called, release = [], threading.Event()

    def trouble():
        called.append(walls.current())
        raise KeyError("a name nobody may read")

    with kind_of_job(lambda _ctx: release.wait(20) and None) as kind, periodic_task(trouble, 0.1, "tests.trouble"):
        job = queue(kind)
        until(lambda: state(job) is State.RUNNING)
        until(lambda: len(called) >= 2)
        release.set()
        until(lambda: state(job) is State.DONE)
    assert set(called) == {"system"}


def test_one_worker_per_web_process_and_none_where_workers_stand_apart(settings):
    settings.WORKER_INSIDE = False
    assert worker.start_inside() is None
    settings.WORKER_INSIDE = True
    try:
        first = worker.start_inside()
        assert worker.start_inside() is first
    finally:
        assert worker.stop_inside()
    assert worker.stop_inside()


def test_two_workers_never_run_the_same_job():
    runs, lock = [], threading.Lock()

    def run(ctx):
        with lock:
            runs.append(ctx.job.pk)

    def drain():
        try:
            hand = TestHand()
            while services.run_next(hand):
                pass
        finally:
            connection.close()

    with kind_of_job(run) as kind:
        jobs = [queue(kind).pk for _ in range(30)]
        threads = [threading.Thread(target=drain) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(runs) == sorted(jobs)
