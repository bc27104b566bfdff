"""Row-level security on PostgreSQL for drills and the registers of data protection: own rows only."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

_NAMES = ("drill", "retentiondays", "legalhold", "personrequest", "breach", "processing")
TABLES = [{"table": f"protection_{name}", "column": "organisation_id"} for name in _NAMES]


class Migration(migrations.Migration):
    dependencies = [("protection", "0003_drills_and_registers")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
