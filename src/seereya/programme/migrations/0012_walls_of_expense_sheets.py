"""Row-level security on PostgreSQL: a spreadsheet of expenses is seen by the organisation that read it."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES: list[dict[str, object]] = [{"table": "programme_expensesheet", "column": "organisation_id"}]


class Migration(migrations.Migration):
    dependencies = [("programme", "0011_expense_sheets")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
