"""`seereya verify` sees, without a key, what was altered behind the product's back; and is quiet where all is well."""

from __future__ import annotations

import json
import sqlite3

import pytest


def spoil(home, *statements):
    """What somebody does who holds the database file: first the guards away, then the deed."""
    connection = sqlite3.connect(home / "seereya.sqlite3")
    triggers = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    with connection:
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def found(installation):
    ended = installation.ended("verify", "--json")
    assert ended.stdout, ended.stderr[-1500:]
    report = json.loads(ended.stdout)
    assert (ended.returncode == 1) == bool(report["found"])
    return {one["check"] for one in report["found"]}, report


def test_all_is_well(demonstration):
    kinds, report = found(demonstration)
    assert kinds == set()
    assert report["entries"] > 100
    assert report["sealed"] > 100


DEEDS = {
    "an entry altered": ("log", "UPDATE audit_auditentry SET tag = 'accounts:member:log-in' WHERE id = 50"),
    "its time altered": ("log", "UPDATE audit_auditentry SET at = '2020-01-01 00:00:00' WHERE id = 50"),
    "its actor altered": (
        "log",
        "UPDATE audit_auditentry SET actor = NULL, facts = '{}', tag = tag || '' WHERE id IN (SELECT id FROM audit_auditentry WHERE actor IS NOT NULL LIMIT 1)",
    ),
    "a node altered": (
        "log",
        "UPDATE audit_auditnode SET node_hash = x'00' WHERE id = (SELECT id FROM audit_auditnode LIMIT 1 OFFSET 20)",
    ),
    "a sealed value in clear": (
        "sealed",
        "UPDATE documentation_incident SET testimony = CAST('in clear' AS BLOB) WHERE id = (SELECT id FROM documentation_incident LIMIT 1)",
    ),
    "a grant in clear": (
        "sealed",
        "UPDATE vault_grant SET wrapped = zeroblob(1200) WHERE id = (SELECT id FROM vault_grant LIMIT 1)",
    ),
    "a revision altered": (
        "history",
        "UPDATE documentation_revision SET content = CAST(x'0101' || randomblob(200) AS BLOB) WHERE id IN (SELECT id FROM documentation_revision r WHERE number = (SELECT version FROM documentation_incident i WHERE i.id = r.incident_id) LIMIT 1)",
    ),
    "a revision removed": (
        "history",
        "DELETE FROM documentation_revision WHERE id = (SELECT id FROM documentation_revision WHERE number = 1 LIMIT 1)",
    ),
    "a record's key removed": ("keys", "DELETE FROM vault_wrap WHERE record = (SELECT id FROM documentation_incident LIMIT 1)"),
    "a record removed": (
        "records",
        "UPDATE vault_wrap SET record = '00000000000000000000000000000000' WHERE id = (SELECT id FROM vault_wrap LIMIT 1)",
    ),
    "a key version nobody had": ("keys", "UPDATE vault_wrap SET version = 99 WHERE id = (SELECT id FROM vault_wrap LIMIT 1)"),
    "an index that lacks entries": ("index", "UPDATE vault_indexhead SET position = position + 3"),
}


@pytest.mark.heavy
@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_seen(copy, deed):
    check, statement = DEEDS[deed]
    spoil(copy.home, statement)
    assert check in found(copy)[0]


@pytest.mark.heavy
def test_entries_removed_and_moved_are_seen(copy):
    spoil(copy.home, "DELETE FROM audit_auditleaf WHERE position = 20")
    assert "log" in found(copy)[0]


@pytest.mark.heavy
def test_reordered_entries_are_seen(copy):
    spoil(
        copy.home,
        "UPDATE audit_auditleaf SET position = -1 WHERE position = 20",
        "UPDATE audit_auditleaf SET position = 20 WHERE position = 21",
        "UPDATE audit_auditleaf SET position = 21 WHERE position = -1",
    )
    assert "log" in found(copy)[0]


TRUNCATE_AND_REBUILD = """
import json
from seereya.audit.models import AuditEntry, AuditLeaf, AuditNode, AuditSubject
from seereya.audit import services, queries
last = AuditEntry.objects.order_by("-id").values_list("id", flat=True)[9]
AuditLeaf.objects.all().delete(); AuditNode.objects.all().delete()
AuditSubject.objects.filter(entry__gt=last).delete(); AuditEntry.objects.filter(id__gt=last).delete()
services.sequence()
print(json.dumps(len(queries.verify())))
"""


@pytest.mark.heavy
def test_a_whole_new_history_is_seen_by_a_kept_checkpoint(copy, tmp_path):
    """Somebody with everything rebuilds the tree without its last ten entries: it agrees with itself, but not with what others keep."""
    (tmp_path / "kept.txt").write_text(copy.run("witness"), encoding="utf-8")
    copy.shell("import json\nfrom seereya.site.operations import witnessing\nprint(json.dumps(witnessing.keep_daily()))")
    spoil(copy.home)
    assert copy.shell(TRUNCATE_AND_REBUILD) == 0
    ended = copy.ended("witness", "--check", tmp_path / "kept.txt")
    assert ended.returncode == 1
    assert "removed or altered" in ended.stderr
    assert "checkpoints" in found(copy)[0]
