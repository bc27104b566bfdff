"""kill -9 on a real worker process: the next process finishes the work, no row lost, at most one done twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

SCRIPT = Path(__file__).with_name("killed_worker.py")
ROOT = SCRIPT.parent.parent.parent


@contextmanager
def process(database, trace, *words):
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    started = subprocess.Popen(
        [sys.executable, SCRIPT, database, trace, *words], env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE
    )
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def rows(trace):
    return [int(line) for line in trace.read_text().splitlines()] if trace.exists() else []


def until(true, seconds=40.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def ask(database, sql):
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        return connection.execute(sql).fetchall()


def kill_in_the_middle(one, trace):
    until(lambda: len(rows(trace)) >= 8)
    one.send_signal(signal.SIGKILL)
    assert one.wait(10) == -signal.SIGKILL


def let_a_minute_pass(database):
    ask(database, "UPDATE jobs_job SET heartbeat_at = datetime(heartbeat_at, '-2 minutes')")
    ask(database, "UPDATE jobs_worker SET seen_at = datetime(seen_at, '-2 minutes')")


def test_the_next_process_finishes_what_a_killed_one_began(tmp_path):
    database, trace = tmp_path / "jobs.sqlite3", tmp_path / "trace"
    with process(database, trace, "queue") as one:
        kill_in_the_middle(one, trace)
    before = rows(trace)
    assert ask(database, "SELECT state, attempts FROM jobs_job") == [("running", 1)]
    let_a_minute_pass(database)
    with process(database, trace) as two:
        until(lambda: ask(database, "SELECT state FROM jobs_job") == [("done",)])
        two.send_signal(signal.SIGTERM)
        assert two.wait(20) == 0
    assert sorted(set(rows(trace))) == list(range(40))
    assert len(rows(trace)) <= 41
    assert rows(trace)[len(before)] in {before[-1], before[-1] + 1}
    assert ask(database, "SELECT attempts, done, total FROM jobs_job") == [(2, 39, 40)]
    assert ask(database, "SELECT count(*) FROM jobs_worker") == [(0,)]


def test_a_key_in_a_killed_process_is_gone_and_the_job_says_so(tmp_path):
    database, trace = tmp_path / "jobs.sqlite3", tmp_path / "trace"
    with process(database, trace, "queue", "keyed") as one:
        kill_in_the_middle(one, trace)
    let_a_minute_pass(database)
    with process(database, trace, "keyed"):
        until(lambda: ask(database, "SELECT state FROM jobs_job") == [("needs_key",)])
    assert ask(database, "SELECT problem, length(keys_sealed) FROM jobs_job") == [("worker_gone", 0)]
