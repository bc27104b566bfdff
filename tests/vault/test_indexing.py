"""The sealed index: many writers, several processes, crashes, new keys and leavers; in memory only, and not longer than needed."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction

from seereya.accounts.rules import Role
from seereya.accounts.services import close_session
from seereya.documentation import indexing as room
from seereya.foundation.seal import Broken
from seereya.vault import indexing
from seereya.vault.keyring import Keyring, VaultKeys, keyring_of
from seereya.vault.models import IndexEntry, IndexHead, IndexSnapshot, Vault
from seereya.vault.rules import VaultKind
from seereya.vault.services import leave, rotate
from tests.factories import accounts
from tests.factories.vault import office
from tests.vault.indexed import add, documentation, found

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 4, 8


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    indexing.forget_everything()
    yield
    indexing.forget_everything()


@pytest.fixture
def house(db):
    return office("AMDH")


@pytest.fixture
def desk(house):
    return house.join(Role.DOCUMENTALIST)


def forget(actor):
    """As another process would see it: nothing in memory, nothing read yet."""
    indexing.forget_everything()
    actor.keyring = None


def in_threads(*jobs):
    """Runs these at once, each with its own connection; raises what any of them raised."""

    def run(job):
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as threads:
        running = [threads.submit(copy_context().run, run, job) for job in jobs]
        return [one.result(60) for one in running]


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap_and_lose_nothing():
    house = office("AMDH")
    people = [house.join(Role.DOCUMENTALIST) for _ in range(WRITERS)]
    reader = house.join(Role.VERIFIER)

    def write(person, number):
        for turn in range(EACH):
            add(person, f"word{number}x{turn}")

    def read():
        return [found(reader) for _ in range(EACH)]

    writing = (partial(write, person, number) for number, person in enumerate(people))
    *_, seen = in_threads(*writing, read)
    positions = list(IndexEntry.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, WRITERS * EACH + 1))
    assert seen == sorted(seen), "what was seen once does not vanish again"
    assert found(reader) == WRITERS * EACH
    forget(reader)
    assert found(reader) == WRITERS * EACH


@pytest.mark.django_db(transaction=True)
def test_a_fold_between_two_writers_loses_nothing():
    house = office("AMDH")
    desk, other = house.join(Role.DOCUMENTALIST), house.join(Role.VERIFIER)
    add(desk, "first")
    assert found(other) == 1

    def write():
        for turn in range(EACH):
            add(desk, f"word{turn}")

    def fold():
        for _ in range(EACH):
            found(other)
            indexing.fold(documentation(other).id, room.RECORDS)

    in_threads(write, fold)
    forget(desk)
    assert found(desk) == EACH + 1


def test_a_transaction_that_fails_leaves_no_trace(desk):
    add(desk, "kept")

    def breaks_off():
        with transaction.atomic():
            indexing.append(by=desk, vault=documentation(desk), index=room.RECORDS, changes=[])
            raise DatabaseError

    with pytest.raises(DatabaseError):
        breaks_off()
    add(desk, "after")
    assert found(desk) == 2
    assert list(IndexEntry.objects.order_by("position").values_list("position", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.heavy
def test_two_processes_catch_up_with_each_other():
    house = office("AMDH")
    here, there = house.join(Role.DOCUMENTALIST), house.join(Role.VERIFIER)
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    database = {name: str(connection.settings_dict[name]) for name in names if connection.settings_dict.get(name)}
    told = {"database": database, "member": str(there.id), "private_key": there.private_key.hex()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SEEREYA_") or "TEST" in name}
    environ = {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.vault.index_reader"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
        cwd=ROOT,
    ) as other:

        def ask(line):
            other.stdin.write(line + "\n")
            other.stdin.flush()
            return json.loads(other.stdout.readline())

        other.stdin.write(json.dumps(told) + "\n")
        add(here, "drone")
        assert ask("count drone") == 1
        add(here, "drone")
        assert ask("count drone") == 2, "an index that is open reads what came after"
        assert ask("add market") == 1
        assert found(here, "market") == 1
        assert indexing.fold(documentation(here).id, room.RECORDS)
        add(here, "market")
        assert ask("count market") == 2, "what was folded away meanwhile is read from the snapshot"
        other.stdin.close()
        assert other.wait(20) == 0


def test_a_reader_whom_a_fold_overtook_reads_the_snapshot(desk):
    add(desk, "one")
    assert found(desk) == 1
    behind = dict(indexing._slots)
    indexing._slots.clear()  # as a second process: its own copy, which folds
    add(desk, "two")
    assert found(desk) == 2
    assert indexing.fold(documentation(desk).id, room.RECORDS)
    add(desk, "three")
    indexing._slots.clear()
    indexing._slots.update(behind)
    assert found(desk) == 3


def test_a_crash_between_entry_and_snapshot_costs_nothing(desk, monkeypatch):
    add(desk, "one")
    add(desk, "two")
    assert found(desk) == 2

    def dies(*args, **kwargs):
        raise SystemExit

    def fold():
        with transaction.atomic():
            indexing.fold(documentation(desk).id, room.RECORDS)

    with monkeypatch.context() as patched:
        patched.setattr(IndexSnapshot, "save", dies)
        with pytest.raises(SystemExit):
            fold()
    assert not IndexSnapshot.objects.exists()
    assert IndexEntry.objects.count() == 2, "entries go only with the snapshot that holds them"
    forget(desk)
    assert found(desk) == 2


def test_a_snapshot_replaces_its_entries_and_answers_the_same(desk):
    for word in ("drone", "drone market", "market"):
        add(desk, word)
    before = [found(desk, word) for word in ("drone", "market", "nothing")]
    assert indexing.fold(documentation(desk).id, room.RECORDS)
    assert not IndexEntry.objects.exists()
    forget(desk)
    assert [found(desk, word) for word in ("drone", "market", "nothing")] == before == [2, 2, 0]


def test_long_runs_of_changes_are_folded_by_the_sweep(desk):
    for number in range(indexing.FOLD_AFTER):
        add(desk, f"word{number}")
    assert found(desk) == indexing.FOLD_AFTER
    indexing.sweep()
    assert IndexSnapshot.objects.exists()
    assert not IndexEntry.objects.exists()


def test_a_new_key_keeps_the_old_entries_readable(house, desk):
    add(desk, "before")
    indexing.forget_everything()
    rotate(by=house.first, vault_id=documentation(desk).id)
    desk.keyring = None
    add(desk, "after")
    versions = list(IndexEntry.objects.order_by("position").values_list("version", flat=True))
    assert versions == [1, 2]
    assert found(desk) == 2
    forget(desk)
    assert found(desk) == 2
    assert indexing.fold(documentation(desk).id, room.RECORDS)
    assert set(IndexSnapshot.objects.values_list("version", flat=True)) == {2}
    forget(desk)
    assert found(desk) == 2


def test_a_leaver_reads_nothing_written_after(house, desk):
    add(desk, "before")
    ring = Keyring([VaultKeys(keys.vault, dict(keys.privates)) for keys in keyring_of(desk).all()])
    carried = ring.of_kind("documentation")[0]
    leave(by=house.first, member_id=desk.id)
    if Vault.objects.get(id=carried.vault.id).version == 1:
        rotate(by=house.first, vault_id=carried.vault.id)
    house.first.keyring = None
    add(house.first, "after", vault=carried.vault)
    old, new = IndexEntry.objects.filter(vault=carried.vault).order_by("position")
    assert indexing._read(carried, old)
    with pytest.raises((KeyError, Broken)):
        indexing._read(carried, new)
    forget(desk)
    with pytest.raises(KeyError):
        indexing.opened(by=desk, vault_id=carried.vault.id, index=room.RECORDS)


def test_who_writes_without_reading_is_read_by_the_others(house, desk):
    writer = house.join(Role.MONITOR, holding=())
    add(writer, "deposit", vault=house.vaults[VaultKind.DOCUMENTATION])
    assert IndexEntry.objects.get().form == "deposit"
    assert found(desk, "deposit") == 1


def test_entries_cannot_be_moved_or_altered(desk):
    add(desk, "one")
    add(desk, "two")
    first, second = IndexEntry.objects.order_by("position")
    IndexEntry.objects.filter(pk=second.pk).update(blob=first.blob)
    with pytest.raises(Broken):
        found(desk)
    IndexEntry.objects.filter(pk=second.pk).update(blob=bytes(second.blob)[:-1] + b"\0")
    forget(desk)
    with pytest.raises(Broken):
        found(desk)


def test_the_disk_holds_no_word(desk):
    add(desk, "xylographe")
    found(desk)
    indexing.fold(documentation(desk).id, room.RECORDS)
    add(desk, "xylophone")
    blobs = [bytes(row.blob) for model in (IndexEntry, IndexSnapshot) for row in model.objects.all()]
    assert len(blobs) == 2
    assert not any(b"xylo" in blob for blob in blobs)


def open_files():
    """What this process has open that is a file: neither pipe, socket nor device."""
    held = set()
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except FileNotFoundError:  # the folder itself
            continue
        if target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
            held.add(target)
    return held


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_an_open_index_lives_in_memory_only(desk):
    for number in range(60):
        add(desk, f"word{number} drone")
    connection.ensure_connection()
    before = open_files()
    assert found(desk, "drone") == 60
    during = open_files()
    indexing.fold(documentation(desk).id, room.RECORDS)
    after = open_files()
    database = str(connection.settings_dict["NAME"])
    assert {path for path in (during | after) - before if not path.startswith(database)} == set()


def test_the_last_session_takes_the_index_with_it(house, desk):
    colleague = house.join(Role.VERIFIER)
    add(desk, "drone")
    found(desk)
    found(colleague)
    held = (documentation(desk).id, room.RECORDS)
    close_session(by=desk)
    assert held in indexing.in_memory(), "a colleague still works with it"
    close_session(by=colleague)
    assert held not in indexing.in_memory()


def test_a_session_that_ended_elsewhere_is_noticed(desk):
    add(desk, "drone")
    found(desk)
    indexing.sweep()
    assert indexing.in_memory()
    desk.session.delete()  # another process logged it out
    indexing.sweep()
    assert indexing.in_memory() == []


def test_a_session_left_idle_is_noticed(desk, settings):
    add(desk, "drone")
    found(desk)
    settings.SESSION_IDLE_MINUTES = 0
    indexing.sweep()
    assert indexing.in_memory() == []


def test_vaults_that_are_not_held_do_not_open(house, desk):
    stranger = accounts.member(Role.DOCUMENTALIST)
    add(desk, "drone")
    with pytest.raises(KeyError):
        indexing.opened(by=stranger, vault_id=house.vaults[VaultKind.DOCUMENTATION].id, index=room.RECORDS)
    assert IndexHead.objects.get().position == 1
