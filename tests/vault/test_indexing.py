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
from seereya.documentation import indexing as room
from seereya.foundation.seal import Broken
from seereya.vault import indexing
from seereya.vault.keyring import Keyring, VaultKeys, keyring_of
from seereya.vault.models import IndexEntry, IndexSnapshot, Vault
from seereya.vault.rules import VaultKind
from seereya.vault.services import leave, rotate
from tests.factories.vault import office
from tests.vault.indexed import add, change, desk, documentation, found, house, nothing_in_memory

__all__ = ["desk", "house", "nothing_in_memory"]

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 4, 8


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


def rebuilt(actor, *words):
    """The index built anew out of documents with these words."""
    return indexing.rebuild(
        by=actor, vault_id=documentation(actor).id, index=room.RECORDS, changes=[change(word) for word in words]
    )


def test_what_was_built_anew_is_seen_by_every_process(desk):
    add(desk, "old")
    assert found(desk, "old") == 1
    behind = dict(indexing._slots)
    indexing._slots.clear()  # as a second process, which builds it anew
    assert rebuilt(desk, "new", "new") == 2
    indexing._slots.clear()
    indexing._slots.update(behind)
    assert (found(desk, "old"), found(desk, "new")) == (0, 2)
    add(desk, "new")
    assert found(desk, "new") == 3


def test_what_is_written_while_it_is_built_anew_is_not_lost(desk):
    add(desk, "before")

    def changes():
        yield change("new")
        add(desk, "meanwhile")

    indexing.rebuild(by=desk, vault_id=documentation(desk).id, index=room.RECORDS, changes=changes())
    assert (found(desk, "new"), found(desk, "meanwhile"), found(desk, "before")) == (1, 1, 0)


def test_a_fold_meanwhile_makes_it_begin_again(desk):
    add(desk, "before")

    def changes():
        yield change("new")
        add(desk, "meanwhile")
        assert found(desk) == 2
        indexing.fold(documentation(desk).id, room.RECORDS)

    with pytest.raises(indexing.Overtaken):
        indexing.rebuild(by=desk, vault_id=documentation(desk).id, index=room.RECORDS, changes=changes())
    assert found(desk) == 2


@pytest.mark.parametrize("loss", ["entry", "snapshot", "schema"])
def test_an_index_that_lost_something_never_answers_less(desk, loss):
    """It refuses: a list that is silently shorter would be believed."""
    add(desk, "one")
    found(desk)
    if loss != "entry":
        indexing.fold(documentation(desk).id, room.RECORDS)
        add(desk, "two")
    if loss == "snapshot":
        IndexSnapshot.objects.all().delete()
    elif loss == "schema":
        IndexSnapshot.objects.update(schema=99)
    else:
        IndexEntry.objects.all().delete()
    forget(desk)
    with pytest.raises(indexing.IndexLost):
        found(desk)
    assert indexing.in_memory() == []
    assert rebuilt(desk, "one", "two") == 2
    assert found(desk) == 2


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
