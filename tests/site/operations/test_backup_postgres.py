"""A11 on PostgreSQL: pg_dump by pipe into the sealed file, and back into an empty database, walls and guards included."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from seereya.foundation.seal import new_age_identity

from .conftest import Installation
from .test_backup import LOG_IN_AND_READ

URL = os.environ.get("SEEREYA_TEST_DATABASE_URL", "")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not URL, reason="SEEREYA_TEST_DATABASE_URL is not set"),
    pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed"),
]


def database(name):
    """The run's server, another database, by the environment's own variables (the URL's form is ours, not libpq's)."""
    return urlunsplit(urlsplit(URL)._replace(path=f"/{name}"))


def server():
    parts = urlsplit(URL)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    given = {"host": query.get("host") or parts.hostname, "port": parts.port, "user": parts.username, "password": parts.password}
    return psycopg.connect(dbname="postgres", autocommit=True, **{name: value for name, value in given.items() if value})


@pytest.fixture
def databases():
    names = [f"operations_{os.getpid()}_{which}" for which in ("a", "b")]
    with server() as connection:
        for name in names:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    yield [database(name) for name in names]
    with server() as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


STATE = """
import json
from django.db import connection
from seereya.site.operations import doctoring_database as d
print(json.dumps({"walls": d.row_level_security()[0], "guards": d.triggers()[0], "migrations": d.migrations()[0]}))
"""


def test_a_member_logs_in_and_reads_after_a_restore(databases, tmp_path):
    here, there = Installation(tmp_path / "here", databases[0]), Installation(tmp_path / "there", databases[1])
    here.run("demo-home", "--incidents", "4")
    identity = new_age_identity()
    (tmp_path / "identity.txt").write_text(identity.secret, encoding="utf-8")
    here.run("backup", tmp_path / "backup.age", "--recipient", identity.public)
    there.run("restore", tmp_path / "backup.age", "--identity", tmp_path / "identity.txt")
    before, after = here.shell(LOG_IN_AND_READ), there.shell(LOG_IN_AND_READ)
    assert after == before
    assert after["faults"] == 0
    assert there.shell(STATE) == {"walls": "ok", "guards": "ok", "migrations": "ok"}
    assert "Everything agrees" in there.run("verify")
    again = there.ended("restore", tmp_path / "backup.age", "--identity", tmp_path / "identity.txt")
    assert again.returncode == 1


def test_a_backup_of_one_engine_is_not_restored_into_the_other(databases, demonstration, tmp_path):
    identity = new_age_identity()
    (tmp_path / "identity.txt").write_text(identity.secret, encoding="utf-8")
    demonstration.run("backup", tmp_path / "backup.age", "--recipient", identity.public)
    ended = Installation(tmp_path / "there", databases[1]).ended(
        "restore", tmp_path / "backup.age", "--identity", tmp_path / "identity.txt"
    )
    assert ended.returncode == 1
    assert "sqlite" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_cut_backup_commits_nothing(databases, tmp_path):
    here, there = Installation(tmp_path / "here", databases[0]), Installation(tmp_path / "there", databases[1])
    here.run("demo-home", "--incidents", "1")
    identity = new_age_identity()
    (tmp_path / "identity.txt").write_text(identity.secret, encoding="utf-8")
    path = tmp_path / "backup.age"
    here.run("backup", path, "--recipient", identity.public)
    path.write_bytes(path.read_bytes()[:-70000])
    ended = there.ended("restore", path, "--identity", tmp_path / "identity.txt")
    assert ended.returncode == 1
    assert "Nothing was restored" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert there.ended("verify").returncode == 1  # still no table
