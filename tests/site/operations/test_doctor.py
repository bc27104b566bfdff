"""The doctor says in words what is not well, and ends with 1 when something must be done."""

from __future__ import annotations

import json
import sqlite3

import pytest


def findings(installation, **env):
    ended = installation.ended("doctor", "--json", env=env)
    found = {one["check"]: one for one in json.loads(ended.stdout)}
    assert (ended.returncode == 1) == any(one["state"] == "fail" for one in found.values())
    return found


def test_a_demonstration_on_this_machine(demonstration):
    found = findings(demonstration)
    assert found["log-triggers"]["state"] == found["sqlite"]["state"] == found["migrations"]["state"] == "ok"
    assert found["packs"]["state"] == found["home"]["state"] == found["debug"]["state"] == "ok"
    assert found["row-level-security"]["state"] == "skip"
    assert all(one["words"] for one in found.values())
    assert {"swap", "core-dumps", "clock", "disk-space", "memory", "worker", "backup", "static-files", "address"} <= set(found)


def test_weak_passphrases_are_seen(demonstration):
    assert findings(demonstration)["passphrases"]["state"] == "fail"
    assert findings(demonstration, SEEREYA_STRETCH="")["passphrases"]["state"] == "ok"


def test_a_demonstration_is_not_served_to_others(demonstration):
    found = findings(demonstration, SEEREYA_ORIGIN="https://seereya.example", SEEREYA_HOSTS="seereya.example")
    assert found["demonstration"]["state"] == "fail"  # backup and static files depend on what other tests did to this home
    assert found["address"]["state"] == "ok"


@pytest.mark.parametrize(
    ("check", "env"),
    [
        ("address", {"SEEREYA_HOSTS": "*"}),
        ("address", {"SEEREYA_ORIGIN": "https://seereya.example"}),
        ("debug", {"SEEREYA_DEBUG": "1"}),
        ("signing-key", {"SEEREYA_SECRET_KEY": "secret"}),
    ],
)
def test_bad_settings_are_seen(demonstration, check, env):
    assert findings(demonstration, **env)[check]["state"] == "fail"


def test_an_open_home_is_seen(copy):
    copy.home.chmod(0o755)
    assert findings(copy)["home"]["state"] == "fail"
    copy.home.chmod(0o700)
    (copy.home / "secret-key").chmod(0o644)
    assert findings(copy)["home"]["state"] == "fail"


def test_a_log_without_guards_is_seen(copy):
    with sqlite3.connect(copy.home / "seereya.sqlite3") as connection:
        connection.execute("DROP TRIGGER audit_auditentry_no_update")
    found = findings(copy)["log-triggers"]
    assert found["state"] == "fail"
    assert "audit_auditentry_no_update" in found["words"]


def test_old_tables_are_seen(copy):
    with sqlite3.connect(copy.home / "seereya.sqlite3") as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'documentation' AND name LIKE '0002%'")
    assert findings(copy)["migrations"]["state"] == "fail"


def test_an_empty_home_is_answered_in_words(tmp_path):
    from .conftest import Installation

    ended = Installation(tmp_path / "home").ended("doctor")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "must be done" in ended.stdout


def test_it_speaks_french(demonstration):
    ended = demonstration.ended("doctor", env={"LC_ALL": "fr_FR.UTF-8"})
    assert ended.returncode in {0, 1}
    assert "Traceback" not in ended.stderr
