"""The container: nothing on disk, nothing betrayed, nothing damaged taken for sound."""

import gc
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.searching import BadEntry, BrokenIndex, Entry, Index, IndexSchema, Query, StaleIndex, store

from .model import SCHEMA

ENTRY = Entry(
    b"k" * 16,
    terms=["bounti", "kassogué"],
    facets={"kind": ["death"]},
    sorts={"day": 3, "title": "Bounti"},
    span=(737_000, 737_001),
    point=(14.5, -4.2),
    card={"title": "Noces de Bounti"},
)


def dumped():
    index = Index.new(SCHEMA)
    index.put(ENTRY)
    return index.dump()


@given(st.data())
def test_damaged_bytes_are_refused(data):
    sound = dumped()
    place = data.draw(st.integers(0, len(sound) - 1))
    flip = data.draw(st.integers(1, 255))
    broken = bytearray(sound)
    broken[place] ^= flip
    with pytest.raises(BrokenIndex):
        Index.load(SCHEMA, bytes(broken))


@given(st.integers(0, 200))
def test_cut_bytes_are_refused(kept):
    with pytest.raises(BrokenIndex):
        Index.load(SCHEMA, dumped()[:kept])


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(noise):
    with pytest.raises(BrokenIndex):
        Index.load(SCHEMA, noise)


@given(st.binary(max_size=200))
def test_bytes_with_a_right_checksum_that_are_no_database_are_refused(noise):
    with pytest.raises(BrokenIndex):
        Index.load(SCHEMA, store.checked(noise))


@pytest.mark.parametrize(
    "other",
    [
        replace(SCHEMA, version=2),
        replace(SCHEMA, name="other"),
        replace(SCHEMA, facets=("kind",)),
        replace(SCHEMA, sorts=("title", "day")),
        replace(SCHEMA, points=False),
    ],
)
def test_an_index_of_another_schema_is_stale(other):
    with pytest.raises(StaleIndex):
        Index.load(other, dumped())


def test_nothing_deleted_is_left_in_the_bytes():
    index = Index.new(SCHEMA)
    other = Entry(b"o" * 16, terms=["other"], card={"title": "Other"})
    with index.batch():
        for number in range(500):
            index.put(replace(other, key=number.to_bytes(16)))
    before = Index.load(SCHEMA, index.dump())
    secret = replace(
        ENTRY,
        terms=["secretterm"],
        facets={"kind": ["secretvalue"]},
        sorts={"title": "secrettitle"},
        card={"title": "secretcard"},
        key=b"secretkey0123456",
    )
    before.put(secret)
    held = before.dump()
    for trace in (b"secretterm", b"secretvalue", b"secrettitle", b"secretcard", b"secretkey"):
        assert trace in held
    index = Index.load(SCHEMA, held)
    index.delete(secret.key)
    assert b"secret" not in index.dump()
    assert index.complete("secret") == []
    index.put(secret)
    index.put(replace(other, key=secret.key))
    assert b"secretterm" not in index.dump()
    assert b"secretcard" not in index.dump()


def test_a_dump_after_a_great_deletion_is_small_again():
    index = Index.new(SCHEMA)
    with index.batch():
        for number in range(3_000):
            index.put(replace(ENTRY, key=number.to_bytes(16), card={"text": "x" * 300}))
    full = index.dump()
    with index.batch():
        for number in range(2_900):
            index.delete(number.to_bytes(16))
    emptied = index.dump()
    assert len(emptied) < len(full) / 4
    assert Index.load(SCHEMA, emptied).count(Query()) == 100
    assert index.count(Query(terms=(frozenset({"bounti"}),))) == 100


def test_the_place_in_the_delta_log_is_kept():
    index = Index.new(SCHEMA)
    assert index.seq == 0
    index.seq = 41
    assert Index.load(SCHEMA, index.dump()).seq == 41


def test_the_bytes_are_not_written_within_a_batch():
    index = Index.new(SCHEMA)
    with index.batch(), pytest.raises(AssertionError):
        index.dump()


def test_what_was_put_before_an_exception_in_a_batch_stays():
    index = Index.new(SCHEMA)

    def fail_halfway():
        with index.batch():
            index.put(ENTRY)
            index.put(replace(ENTRY, key=b"bad"))

    with pytest.raises(BadEntry):
        fail_halfway()
    assert ENTRY.key in Index.load(SCHEMA, index.dump())


def test_batches_may_be_nested():
    index = Index.new(SCHEMA)
    with index.batch(), index.batch():
        index.put(ENTRY)
    assert len(index) == 1


# No descriptor may be had once work has begun: whatever tries to open a file fails.
_WITHOUT_FILES = """
import os, random, resource, sys
from seereya.foundation.searching import Entry, Index, IndexSchema, Merged, Query
schema = IndexSchema("t", 1, ("kind",), ("day", "title"), True, True)
numbers = random.Random(1)
def entry():
    day = 700000 + numbers.randrange(9000)
    return Entry(numbers.randbytes(16), terms=["secret%d" % numbers.randrange(5000) for _ in range(30)],
        facets={"kind": [numbers.choice("abc")]}, sorts={"day": day, "title": "x" * 200 + str(numbers.random())},
        span=(day, day), point=(numbers.random(), 0.0), card={"text": "y" * 800})
before = sorted(os.listdir("/proc/self/fd"))
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
try:
    os.dup(0)
except OSError:
    pass
else:
    sys.exit("the limit does not hold")
index = Index.new(schema)
with index.batch():
    for _ in range(12000):
        index.put(entry())
data = index.dump()
other = Index.load(schema, data)
merged = Merged([index, other])
for sort in ("day", "title"):
    query = Query(none=(frozenset({"secret1"}),), sort=sort, offset=5000)
    assert merged.search(query).total == index.count(query)
    index.facets(query, ["kind"])
keys = index.keys(Query(sort="title"))
with index.batch():
    for key in keys[:10000]:
        index.delete(key)
assert len(index.dump()) < len(data) / 3
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
print(len(data))
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
def test_no_file_is_opened_whatever_the_size(tmp_path):
    source = Path(store.__file__).parents[3]
    run = subprocess.run(
        [sys.executable, "-B", "-c", _WITHOUT_FILES],
        env={"PYTHONPATH": str(source), "TMPDIR": str(tmp_path), "SQLITE_TMPDIR": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) > 15_000_000
    assert list(tmp_path.iterdir()) == []


def test_no_descriptor_is_held():
    gc.collect()  # what earlier tests left to be closed is closed before counting
    before = {path.name for path in Path("/proc/self/fd").iterdir()}
    index = Index.new(SCHEMA)
    with index.batch():
        for number in range(5_000):
            index.put(replace(ENTRY, key=number.to_bytes(16), card={"text": "x" * 2_000}))
    other = Index.load(SCHEMA, index.dump())
    assert other.search(Query(sort="title", offset=4_000)).total == 5_000
    assert {path.name for path in Path("/proc/self/fd").iterdir()} <= before


def test_many_threads_read_and_write_at_once():
    index = Index.new(SCHEMA)
    failures = []

    def work(number):
        try:
            for turn in range(60):
                index.put(replace(ENTRY, key=(number * 1_000 + turn).to_bytes(16)))
                page = index.search(Query(terms=(frozenset({"bounti"}),), sort="day", limit=1_000))
                assert page.total == len(page.rows)
                if turn % 20 == 0:
                    index.dump()
        except AssertionError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(index) == 240


def test_a_schema_names_its_fields():
    with pytest.raises(ValueError, match="identifiers"):
        IndexSchema("x", 1, ("kind", "kind"))
    with pytest.raises(ValueError, match="identifiers"):
        IndexSchema("x", 1, sorts=("a b",))
