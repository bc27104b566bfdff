"""The log refuses UPDATE, DELETE and TRUNCATE; on PostgreSQL each organisation reads its own entries."""

from django.db import migrations

from seereya.audit import protection
from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [{"table": "audit_auditentry", "column": "organisation"}]


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_the_log")]

    operations = [
        Guard(run_policies(TABLES), run_policies(TABLES, backward=True)),
        Guard(protection.install, protection.remove),
    ]
