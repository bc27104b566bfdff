"""The examples for a server do what they say."""

import os
import subprocess
import sys
from importlib import import_module
from urllib.parse import urlsplit

import pytest

from . import house

sys.path.insert(0, str(house.ROOT / "script"))
postgres = import_module("postgres")
DEPLOY = house.ROOT / "deploy"
env = pytest.importorskip("seereya.site.env")


def _text(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["seereya.service", "seereya-worker.service"])
def test_units_keep_memory_off_the_disk(name):
    for line in (
        "LimitCORE=0",
        "MemorySwapMax=0",
        "PrivateTmp=true",
        "ProtectSystem=strict",
        "NoNewPrivileges=true",
        "UMask=0077",
    ):
        assert f"\n{line}\n" in _text(name)


def test_nginx_keeps_neither_addresses_nor_bodies():
    text = _text("nginx.conf")
    assert text.count("access_log off;") == text.count("\nserver {") == text.count("error_log /dev/null crit;")
    assert "proxy_request_buffering off;" in text
    assert "proxy_max_temp_file_size 0;" in text


def test_example_of_variables_starts():
    """Every variable of the example is one that Seereya knows."""
    lines = [line.lstrip("# ") for line in _text("seereya.env.example").splitlines() if "SEEREYA_" in line and "=" in line]
    env.check_names(dict(line.split("=", 1) for line in lines if line.startswith("SEEREYA_")))


@pytest.mark.postgres
def test_roles_of_the_database(tmp_path):
    """The application's role cannot change the log, own a table or step around row-level security."""
    with postgres.cluster() as url:
        parts = urlsplit(url)
        programs = postgres._programs()

        def psql(role, database, *words):
            reach = ["-h", parts.query.removeprefix("host="), "-p", str(parts.port), "-U", role, "-d", database]
            command = [programs / "psql", "-q", "-At", "-v", "ON_ERROR_STOP=1", *reach, *words]
            return subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]})

        made = psql("postgres", "postgres", "-f", DEPLOY / "postgresql.sql")
        assert made.returncode == 0, made.stderr
        tables = ["audit_auditentry", "audit_auditsubject", "audit_auditleaf", "audit_auditnode", "django_migrations", "place"]
        for table in tables:
            assert psql("seereya_owner", "seereya", "-c", f"CREATE TABLE {table} (id int)").returncode == 0
        walled = "ALTER TABLE place ENABLE ROW LEVEL SECURITY; ALTER TABLE place FORCE ROW LEVEL SECURITY"
        assert psql("seereya_owner", "seereya", "-c", walled).returncode == 0
        granted = psql("seereya_owner", "seereya", "-f", DEPLOY / "postgresql-after-migrate.sql")
        assert granted.returncode == 0, granted.stderr
        assert psql("seereya_app", "seereya", "-c", "INSERT INTO audit_auditentry VALUES (1)").returncode == 0
        for refused in (
            "DELETE FROM audit_auditentry",
            "UPDATE audit_auditentry SET id = 2",
            "TRUNCATE place",
            "CREATE TABLE x (id int)",
        ):
            assert "ermission denied" in psql("seereya_app", "seereya", "-c", refused).stderr, refused
        assert psql("seereya_backup", "seereya", "-c", "SELECT count(*) FROM audit_auditentry").stdout.strip() == "1"
        assert "ermission denied" in psql("seereya_backup", "seereya", "-c", "INSERT INTO place VALUES (1)").stderr
