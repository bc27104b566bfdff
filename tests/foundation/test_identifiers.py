"""Identifiers sort by creation, never repeat, and can be read over a bad telephone line."""

import multiprocessing
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from seereya.foundation import clock, identifiers
from seereya.foundation.identifiers import ALPHABET, _Sequence, new_code, new_id, random_reference


def test_an_id_is_a_version_7_uuid_that_holds_its_moment(monkeypatch):
    # A sequence of its own: a test that travelled into the future leaves the process's own there, for ids only ever increase.
    monkeypatch.setattr(identifiers, "_sequence", _Sequence())
    before = time.time_ns() // 1_000_000
    made = new_id()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_ids_of_one_process_strictly_increase_across_threads():
    with ThreadPoolExecutor(8) as pool:
        batches = list(pool.map(lambda _: [new_id() for _ in range(2000)], range(8)))
    assert all(batch == sorted(batch) for batch in batches)
    assert len({made for batch in batches for made in batch}) == 16_000


def test_ids_increase_when_the_clock_goes_back_or_a_millisecond_is_full():
    sequence = _Sequence()
    given = [sequence.next(1000), sequence.next(1000), sequence.next(400), sequence.next(999)]
    sequence._tail = (1 << 74) - 1
    given += [sequence.next(1000), sequence.next(1001), sequence.next(1002)]
    assert given == sorted(set(given))
    assert all(tail < 1 << 74 for _, tail in given)


def _make(_number):
    return [new_id() for _ in range(500)]


def test_ids_made_after_a_fork_do_not_repeat():
    new_id()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        batches = pool.map(_make, range(4), chunksize=1)
    assert len({made for batch in batches for made in batch}) == 2000


def test_codes_hold_no_look_alikes_and_no_vowels():
    assert not set(ALPHABET) & set("0O1IL2Z5SG8B") - set("258")
    assert not set("AEIOU") & set(ALPHABET)
    for _ in range(200):
        assert re.fullmatch(rf"P-[{ALPHABET}]{{4}}", new_code("P"))
        assert re.fullmatch(rf"X-INC-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", random_reference("X-INC"))
    assert len(new_code("P", 7)) == 9
    with pytest.raises(ValueError, match="at least one"):
        new_code("P", 0)


def test_the_clock_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.today() in {clock.now().date(), clock.now().date() - timedelta(days=1)}
