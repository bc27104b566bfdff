"""Row-level security on PostgreSQL for everything that belongs to one organisation."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [
    {"table": "accounts_member", "column": "organisation_id"},
    {"table": "accounts_invitation", "column": "organisation_id"},
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_organisations_and_members")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
