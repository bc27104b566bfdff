"""Row-level security of bases, the ledger and exports: each organisation sees and writes its own."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

NAMES = ("basis", "basisversion", "disclosure", "disclosed", "bulklimit", "export", "exportchunk", "exporthalf")
TABLES = [{"table": f"vault_{name}", "column": "organisation_id"} for name in NAMES]


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_exits")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
