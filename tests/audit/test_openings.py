"""No plaintext without a row: the row is committed before any key is handed out, whatever dies in between."""

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest
from django.db import connection, transaction

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.vault.rules import Group, Refused, VaultKind
from seereya.vault.services import open_records
from tests.factories import vault


@pytest.mark.django_db(transaction=True)
def test_opening_inside_a_transaction_that_could_be_undone_is_refused():
    office = vault.office("AMDH")
    keys = vault.record(office.first, into={office.vaults[VaultKind.DOCUMENTATION]: None})
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        open_records(by=office.first, records=[keys.record])
    before = AuditEntry.objects.count()
    assert open_records(by=office.first, records=[keys.record])
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_row_that_cannot_be_written_opens_nothing():
    office = vault.office("AMDH")
    keys = vault.record(office.first, into={office.vaults[VaultKind.DOCUMENTATION]: None})
    table = "audit_auditentry"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
    try:
        with pytest.raises(Exception, match=f"{table}"):
            open_records(by=office.first, records=[keys.record])
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE elsewhere RENAME TO {table}")


@pytest.mark.django_db
@pytest.mark.parametrize("group", [Group.IDENTITY, Group.CONTACT, Group.PLACE, Group.TESTIMONY])
@pytest.mark.parametrize("purpose", ["", "   "])
def test_identity_without_a_purpose_is_not_opened(group, purpose):
    office = vault.office("AMDH")
    keys = vault.record(office.first, into={office.vaults[VaultKind.IDENTITIES]: None})
    before = AuditEntry.objects.count()
    with pytest.raises(Refused, match="purpose_needed"):
        open_records(by=office.first, records=[keys.record], group=group, purpose=purpose)
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_purpose_is_not_in_the_log_in_clear():
    office = vault.office("AMDH")
    keys = vault.record(office.first, into={office.vaults[VaultKind.IDENTITIES]: None})
    open_records(by=office.first, records=[keys.record], group=Group.IDENTITY, purpose="hearing of Thursday")
    entry = AuditEntry.objects.latest("id")
    assert b"Thursday" not in bytes(entry.sealed) + json.dumps(entry.facts).encode()


@pytest.mark.django_db
def test_what_cannot_be_opened_leaves_no_row_and_no_trace():
    office, monitor = vault.office("AMDH"), None
    monitor = office.join(Role.MONITOR, holding=())
    keys = vault.record(office.first, into={office.vaults[VaultKind.DOCUMENTATION]: None})
    before = AuditEntry.objects.count()
    assert open_records(by=monitor, records=[keys.record]) == {}
    assert AuditEntry.objects.count() == before


READER = textwrap.dedent(
    """
    import os, sys
    import django
    django.setup()
    from django.conf import settings
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    from seereya.accounts.models import Member
    from seereya.accounts.actor import Actor
    from seereya.accounts.queries import roles_of
    from seereya.foundation import walls
    from seereya.vault.services import open_records
    from uuid import UUID
    with walls.system("test"):
        member = Member.objects.get(handle=sys.argv[2])
        actor = Actor(member, roles_of(member), bytes.fromhex(sys.stdin.readline().strip()))
        for line in sys.stdin:
            opened = open_records(by=actor, records=[UUID(line.strip())])
            sys.stdout.write(line.strip() + "\\n")
            sys.stdout.flush()
    """
)


@pytest.mark.heavy
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the child process opens the file")
def test_reader_killed_anywhere_between_row_and_answer():
    """Every record whose opening was answered stands in the log; a row without an answer may stand there too."""
    office = vault.office("AMDH")
    documentation = office.vaults[VaultKind.DOCUMENTATION]
    records = [vault.record(office.first, into={documentation: None}).record for _ in range(60)]
    name = str(connection.settings_dict["NAME"])
    answered = set()
    for number in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", READER, name, office.first.member.handle],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "src:."},
        )  # fmt: skip
        child.stdin.write(office.first.private_key.hex() + "\n" + "\n".join(str(one) for one in records) + "\n")
        child.stdin.flush()
        for _ in range(number * 4):
            answered.add(child.stdout.readline().strip())
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        answered |= {line for line in rest.split("\n")[:-1] if line}
    logged = {str(one) for one in AuditEntry.objects.filter(tag="vault:record:open").values_list("subject", flat=True)}
    assert answered - {""} <= logged
    assert len(answered) > 20
