"""Work that is queued, watched, cancelled, that fails, rests and goes on."""

import logging
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import translation

from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.jobs import context, queries, services
from seereya.jobs.context import Cancelled, Ended
from seereya.jobs.models import Job
from seereya.jobs.registry import JobProblem
from seereya.jobs.rules import NotPlain, Refused, State
from tests.factories.jobs import TestHand, kind_of_job

pytestmark = pytest.mark.django_db

MEMBER, OTHER, ORGANISATION = new_id(), new_id(), new_id()


@pytest.fixture
def hand():
    return TestHand()


@pytest.fixture
def unthrottled(monkeypatch):
    monkeypatch.setattr(context, "_BETWEEN_WRITES", 0.0)


def queue(kind, arguments=None, **more):
    return services.enqueue(kind, arguments or {}, started_by=MEMBER, organisation=ORGANISATION, **more)


def seen(job):
    return queries.progress(job.pk, seen_by=MEMBER, organisation=ORGANISATION)


def test_work_is_done_in_the_order_it_was_asked_and_its_result_stays(hand):
    order = []

    def run(ctx):
        order.append(ctx.arguments["n"])
        ctx.progress(3, 3)
        return {"rows": 3, "batch": ctx.job.pk}

    with kind_of_job(run) as kind:
        jobs = [queue(kind, {"n": n}) for n in range(3)]
        assert seen(jobs[0]).state is State.WAITING
        while services.run_next(hand):
            pass
    assert order == [0, 1, 2]
    shown = seen(jobs[1])
    assert (shown.state, shown.percent, shown.done, shown.total, shown.unit) == (State.DONE, 100, 3, 3, "rows")
    assert shown.result == {"rows": 3, "batch": str(jobs[1].pk)}
    assert shown.ended
    assert not shown.can_be_cancelled


def test_progress_is_seen_while_the_work_goes_on(hand, unthrottled):
    shown = []

    def run(ctx):
        for done in (1, 2, 3):
            time.sleep(0.01)
            ctx.progress(done, 4)
            shown.append(seen(ctx.job))
        ctx.failed("no_date", 2)
        ctx.failed("no_place")
        ctx.progress(4)

    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    assert [(p.done, p.percent, p.state) for p in shown] == [(n, n * 25, State.RUNNING) for n in (1, 2, 3)]
    assert all(p.speed > 0 and p.seconds_left >= 1 for p in shown)
    assert seen(job).failures == (("no_date", 2), ("no_place", 1))


def test_progress_is_written_at_most_twice_a_second(hand, django_assert_max_num_queries):
    def run(ctx):
        with django_assert_max_num_queries(4):
            for done in range(5000):
                ctx.progress(done, 5000)

    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    assert seen(job).done == 4999


def test_a_running_job_stops_at_its_next_step_when_asked(hand, unthrottled):
    tidied = []

    def run(ctx):
        try:
            for done in range(100):
                if done == 3:
                    assert services.ask_to_cancel(ctx.job.pk, seen_by=MEMBER, organisation=ORGANISATION)
                    assert seen(ctx.job).cancel_asked
                ctx.progress(done, 100)
        finally:
            tidied.append(True)

    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    assert (seen(job).state, seen(job).done, tidied) == (State.CANCELLED, 3, [True])
    assert not services.ask_to_cancel(job.pk, seen_by=MEMBER, organisation=ORGANISATION)


def test_a_waiting_job_is_cancelled_at_once_and_its_key_destroyed(hand):
    with kind_of_job(lambda _ctx: {}, needs_key=True) as kind:
        job = queue(kind, key=b"k" * 32)
        assert services.ask_to_cancel(job.pk, seen_by=MEMBER, organisation=ORGANISATION)
        assert not services.run_next(hand)
    job.refresh_from_db()
    assert (job.state, bytes(job.keys_sealed), job.expires_at) == ("cancelled", b"", None)


def test_a_stranger_gets_the_same_answer_for_not_yours_and_not_there(hand):
    with kind_of_job(lambda _ctx: {}) as kind:
        job = queue(kind)
    for job_id in (job.pk, uuid4()):
        assert queries.progress(job_id, seen_by=OTHER, organisation=ORGANISATION) is None
        assert queries.progress(job_id, seen_by=MEMBER, organisation=new_id()) is None
        assert queries.progress(job_id, seen_by=None, organisation=new_id()) is None
        assert queries.progress(job_id, seen_by=None, organisation=None) is None
        with pytest.raises(Refused, match="not_there"):
            services.ask_to_cancel(job_id, seen_by=OTHER, organisation=ORGANISATION)
    assert queries.progress(job.pk, seen_by=None, organisation=ORGANISATION) is not None
    assert [p.id for p in queries.recent(seen_by=MEMBER, organisation=ORGANISATION)] == [job.pk]
    assert queries.recent(seen_by=OTHER, organisation=ORGANISATION) == []


def test_words_are_refused_before_anything_is_queued():
    with kind_of_job(lambda _ctx: {}) as kind:
        with pytest.raises(NotPlain):
            queue(kind, {"title": "Air strike on a wedding"})
        with pytest.raises(LookupError):
            queue("tests.unknown")
    assert not Job.objects.exists()


def test_a_known_reason_fails_the_job_with_its_code_and_facts(hand):
    def run(ctx):
        raise JobProblem("file_damaged", row=12)

    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    shown = seen(job)
    assert (shown.state, shown.problem, shown.facts, shown.problem_text) == (State.FAILED, "file_damaged", {"row": 12}, "")


def test_a_fault_leaves_its_class_and_a_number_and_no_word_of_it_in_row_or_log(hand, caplog):
    def run(ctx):
        witness = "Aminata"
        raise ValueError(f"cannot read {witness}")

    with kind_of_job(run) as kind, caplog.at_level(logging.DEBUG, logger="seereya.jobs"):
        logging.getLogger("seereya.jobs").addHandler(caplog.handler)
        try:
            job = queue(kind)
            services.run_next(hand)
        finally:
            logging.getLogger("seereya.jobs").removeHandler(caplog.handler)
    shown = seen(job)
    assert (shown.state, shown.problem, shown.facts["kind"]) == (State.FAILED, "unexpected", "ValueError")
    assert shown.facts["incident"] in caplog.text
    assert "test_running.py" in caplog.text
    row = str(Job.objects.filter(pk=job.pk).values())
    assert "Aminata" not in row + caplog.text
    with translation.override("en"):
        assert shown.facts["incident"] in shown.problem_text


@pytest.mark.parametrize(
    "run",
    [
        lambda _ctx: {"title": "two words"},
        lambda ctx: ctx.checkpoint({"at": "two words"}),
        lambda ctx: ctx.failed("two words"),
    ],
)
def test_a_job_that_would_write_words_fails_without_writing_them(hand, run):
    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    assert (seen(job).state, seen(job).problem) == (State.FAILED, "not_plain")
    assert "two words" not in str(Job.objects.filter(pk=job.pk).values())


def test_passing_trouble_rests_and_tries_again_from_the_checkpoint_until_the_attempts_are_used(hand):
    runs = []

    def run(ctx):
        runs.append(ctx.resumed_from)
        ctx.progress(5, 10)
        ctx.checkpoint({"row": 5})
        ctx.progress(7)
        raise OperationalError("database is locked")

    with kind_of_job(run, attempts=2) as kind:
        job = queue(kind)
        services.run_next(hand)
        assert (seen(job).state, seen(job).problem) == (State.WAITING, "try_again")
        assert not services.run_next(hand)
        Job.objects.update(not_before=clock.now() - timedelta(seconds=1))
        services.run_next(hand)
    assert runs == [None, {"row": 5}]
    assert (seen(job).state, seen(job).attempts) == (State.FAILED, 2)


def test_a_failed_job_is_resumed_where_it_was(hand):
    runs = []

    def run(ctx):
        runs.append((ctx.resumed_from, ctx.done, dict(ctx.failures)))
        if ctx.resumed_from is None:
            ctx.failed("no_date")
            ctx.progress(4, 10)
            ctx.checkpoint({"row": 4})
            ctx.failed("no_date")
            ctx.progress(6)
            raise JobProblem("disk_full")
        ctx.progress(10)

    with kind_of_job(run, attempts=1) as kind:
        job = queue(kind)
        services.run_next(hand)
        with pytest.raises(Refused, match="not_there"):
            services.resume(job.pk, seen_by=OTHER, organisation=None)
        services.resume(job.pk, seen_by=MEMBER, organisation=ORGANISATION)
        assert (seen(job).state, seen(job).problem) == (State.WAITING, "")
        services.run_next(hand)
        with pytest.raises(Refused, match="not_resumable"):
            services.resume(job.pk, seen_by=MEMBER, organisation=ORGANISATION)
    assert runs == [(None, 0, {}), ({"row": 4}, 4, {"no_date": 1})]
    assert (seen(job).state, seen(job).failures) == (State.DONE, (("no_date", 1),))


def test_a_worker_that_stops_puts_its_job_back_and_the_run_does_not_count(hand):
    def run(ctx):
        if ctx.resumed_from is None:
            ctx.progress(1, 2)
            hand.asked_to_stop = True
            ctx.checkpoint({"row": 1})
        ctx.progress(2)

    with kind_of_job(run, attempts=1) as kind:
        job = queue(kind)
        services.run_next(hand)
        assert seen(job).state is State.WAITING
        assert services.run_next(TestHand())
    assert seen(job).state is State.DONE


def test_a_job_taken_by_another_run_is_not_written_by_the_first(hand):
    def run(ctx):
        if ctx.job.attempts == 1:
            hand.drop_dead()
            services.recover_dead()
            assert services.run_next(TestHand())
            with pytest.raises(Ended):
                ctx.checkpoint({"row": 1})
        return {"run": ctx.job.attempts}

    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    assert (seen(job).state, seen(job).result, seen(job).attempts) == (State.DONE, {"run": 2}, 2)


def test_a_kind_this_worker_does_not_know_is_left_to_another(hand):
    with kind_of_job(lambda _ctx: {}) as kind:
        job = queue(kind)
    assert not services.run_next(hand)
    assert seen(job).state is State.WAITING


def test_a_job_may_give_up_by_itself(hand):
    def run(ctx):
        raise Cancelled

    with kind_of_job(run) as kind:
        job = queue(kind)
        services.run_next(hand)
    assert seen(job).state is State.CANCELLED


def test_two_kinds_cannot_share_a_name():
    with kind_of_job(lambda _ctx: {}) as kind, pytest.raises(ValueError, match="two kinds"), kind_of_job(print, kind):
        pass


def test_ended_work_is_forgotten_after_its_time(hand):
    with kind_of_job(lambda _ctx: {}) as kind:
        old, fresh = queue(kind), queue(kind)
        while services.run_next(hand):
            pass
    Job.objects.filter(pk=old.pk).update(ended_at=clock.now() - timedelta(days=91))
    assert services.forget_old() == 1
    assert (seen(old), seen(fresh).state) == (None, State.DONE)
