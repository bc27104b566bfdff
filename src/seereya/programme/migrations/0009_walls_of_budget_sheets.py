"""Row-level security on PostgreSQL: a spreadsheet that was read is seen by the organisation that read it."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES: list[dict[str, object]] = [{"table": "programme_budgetsheet", "column": "organisation_id"}]


class Migration(migrations.Migration):
    dependencies = [("programme", "0008_budget_sheets")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
