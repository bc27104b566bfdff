"""Row-level security on PostgreSQL. Vaults themselves are a directory that partners read, to share with one another; an index entry or
a wrap may be added for a partner's vault (that is what sharing is) but only its owner reads it."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

TABLES = [
    {"table": "vault_vault", "column": "organisation_id", "everybody_reads": True},
    {
        "table": "vault_wrap",
        "column": "organisation_id",
        "everybody_adds": True,
        "also_removes": True,
        "also": belongs("owner"),
    },
    {
        "table": "vault_indexhead",
        "column": "organisation_id",
        "everybody_reads": True,
        "everybody_adds": True,
        "everybody_changes": True,
    },
    {"table": "vault_indexentry", "column": "organisation_id", "everybody_adds": True},
    {"table": "vault_indexsnapshot", "column": "organisation_id"},
    {"table": "vault_referencecounter", "column": "organisation_id"},
]


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_vaults_and_wraps")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
