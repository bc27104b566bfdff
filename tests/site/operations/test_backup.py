"""A11: a backup brings the whole installation back on an empty machine, and nothing less."""

from __future__ import annotations

import sqlite3
import stat

import pytest

from seereya.foundation.seal import new_age_identity

from .conftest import Installation

LOG_IN_AND_READ = """
import json, time, pyotp
from seereya.accounts import services as accounts
from seereya.documentation import services
from seereya.documentation.models import Incident
from seereya.site.demo import people
from seereya.audit import queries
one = next(one for one in people.read() if one.handle == "oumar")
step = accounts.give_passphrase(handle=one.handle, passphrase=one.passphrase, browser=b"")
code = pyotp.TOTP(one.seed).at(int(time.time()), counter_offset=1)
inside = accounts.give_totp(by=step.actor, code=code, browser=b"").actor
row = Incident.objects.filter(organisation_id=inside.organisation_id).order_by("reference").first()
opened = services.open_incident(by=inside, incident_id=row.id)
print(json.dumps({"reference": row.reference, "title": opened.content.title, "count": Incident.objects.count(), "faults": len(queries.verify())}))
"""


@pytest.fixture
def key(tmp_path):
    identity = new_age_identity()
    path = tmp_path / "identity.txt"
    path.write_text(f"# public key: {identity.public}\n{identity.secret}\n", encoding="utf-8")
    return identity, path


def made_backup(installation, tmp_path, key):
    path = tmp_path / "backup.age"
    installation.run("backup", path, "--recipient", key[0].public)
    return path


def test_a_member_logs_in_and_reads_after_a_restore(copy, tmp_path, key):
    path = made_backup(copy, tmp_path, key)
    there = Installation(tmp_path / "elsewhere")
    said = there.run("restore", path, "--identity", key[1])
    assert "every byte as the manifest says" in said
    before, after = copy.shell(LOG_IN_AND_READ), there.shell(LOG_IN_AND_READ)
    assert after == before
    assert after["faults"] == 0
    assert after["title"]
    assert "Everything agrees" in there.run("verify")


@pytest.mark.heavy
def test_nothing_stands_in_clear_in_a_backup(copy, tmp_path, key):
    path = made_backup(copy, tmp_path, key)
    data = path.read_bytes()
    assert data.startswith(b"age-encryption.org/v1")
    assert b"SQLite format 3" not in data
    assert b"AMDH" not in data
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".unfinished")] == []


@pytest.mark.heavy
def test_a_backup_taken_while_somebody_writes_is_whole(copy, tmp_path, key):
    """A writer has an unfinished transaction open and pages in the write-ahead log: the backup is of one moment before it."""
    writer = sqlite3.connect(copy.home / "seereya.sqlite3", isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE finished (x)")
    writer.execute("INSERT INTO finished VALUES (1)")
    path = made_backup(copy, tmp_path, key)
    writer.close()
    there = Installation(tmp_path / "elsewhere")
    there.run("restore", path, "--identity", key[1])
    with sqlite3.connect(there.home / "seereya.sqlite3") as restored:
        assert restored.execute("SELECT x FROM finished").fetchall() == [(1,)]
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.heavy
def test_it_is_restored_into_an_empty_home_only(copy, tmp_path, key):
    path = made_backup(copy, tmp_path, key)
    ended = copy.ended("restore", path, "--identity", key[1])
    assert ended.returncode == 1
    assert "not empty" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.heavy
@pytest.mark.parametrize("spoil", ["cut", "flip", "another key"])
def test_what_is_not_whole_restores_nothing(copy, tmp_path, key, spoil):
    path = made_backup(copy, tmp_path, key)
    data = bytearray(path.read_bytes())
    if spoil == "cut":
        del data[-70000:]
    elif spoil == "flip":
        data[len(data) // 2] ^= 1
    else:
        key[1].write_text(new_age_identity().secret, encoding="utf-8")
    path.write_bytes(data)
    there = Installation(tmp_path / "elsewhere")
    ended = there.ended("restore", path, "--identity", key[1])
    assert ended.returncode == 1
    assert "Nothing was restored" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert {one.name for one in there.home.iterdir()} <= {"secret-key"}


def test_no_backup_without_a_key(copy, tmp_path):
    ended = copy.ended("backup", tmp_path / "backup.age")
    assert ended.returncode == 1
    assert "--new-key" in ended.stderr
    assert not (tmp_path / "backup.age").exists()


@pytest.mark.heavy
def test_the_key_is_printed_once_and_not_kept(copy, tmp_path):
    printed = copy.run("backup", "--new-key", "--organisation", "AMDH")
    secret = next(line for line in printed.splitlines() if line.startswith("AGE-SECRET-KEY-1"))
    kept = b"".join(path.read_bytes() for path in copy.home.rglob("*") if path.is_file())
    assert secret.encode() not in kept
    (tmp_path / "identity.txt").write_text(printed, encoding="utf-8")
    copy.run("backup", tmp_path / "backup.age")
    there = Installation(tmp_path / "elsewhere")
    there.run("restore", tmp_path / "backup.age", "--identity", tmp_path / "identity.txt")


@pytest.mark.heavy
def test_a_backup_never_replaces_another(copy, tmp_path, key):
    path = made_backup(copy, tmp_path, key)
    before = path.read_bytes()
    ended = copy.ended("backup", path, "--recipient", key[0].public)
    assert ended.returncode == 1
    assert path.read_bytes() == before


@pytest.mark.heavy
def test_a_backup_takes_no_other_backup_along(copy, tmp_path, key):
    """Kept inside the home, each would hold all before it, itself unfinished as well: the disk would be full within days."""
    (copy.home / "kept").mkdir()
    first, second = copy.home / "kept" / "monday", copy.home / "kept" / "tuesday"
    copy.run("backup", first, "--recipient", key[0].public)
    (copy.home / "kept" / "sunday.unfinished").write_bytes(first.read_bytes()[:100_000])
    (copy.home / "kept" / "about.txt").write_text("which disk is where")
    said = copy.run("backup", second, "--recipient", key[0].public)
    assert "Passed over, being backups in the same folder: 2 files." in said
    assert second.stat().st_size < first.stat().st_size * 1.2
    there = Installation(tmp_path / "elsewhere")
    there.run("restore", second, "--identity", key[1])
    assert [one.name for one in (there.home / "kept").iterdir()] == ["about.txt"]


@pytest.mark.heavy
def test_a_folder_that_takes_nothing_leaves_no_half_backup(copy, tmp_path, key):
    ended = copy.ended("backup", tmp_path / "not-there" / "backup.age", "--recipient", key[0].public)
    assert ended.returncode == 1
    assert "could not be written" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.heavy
def test_files_of_evidence_come_back_whole_and_read_only(copy, tmp_path, key):
    path = made_backup(copy, tmp_path, key)
    there = Installation(tmp_path / "elsewhere")
    there.run("restore", path, "--identity", key[1])
    kept = sorted(one for one in (copy.home / "objects").rglob("*") if one.is_file())
    assert kept
    for one in kept:
        restored = there.home / one.relative_to(copy.home)
        assert restored.read_bytes() == one.read_bytes()
        assert stat.S_IMODE(restored.stat().st_mode) == 0o400
    assert "Everything agrees" in there.run("verify")


@pytest.mark.heavy
def test_a_spoilt_file_of_evidence_is_named(copy):
    path = next(one for one in (copy.home / "objects").rglob("*") if one.is_file())
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)
    ended = copy.ended("verify")
    assert ended.returncode == 1
    assert path.name in ended.stdout + ended.stderr
