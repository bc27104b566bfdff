"""The custody journal refuses UPDATE, DELETE and TRUNCATE; row-level security on PostgreSQL: own items, and those whose key was
wrapped to one of the reader's vaults; a transfer is seen by both its sides."""

from django.db import migrations

from seereya.evidence import protection
from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies


def _shared(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM vault_wrap w WHERE w.record = {table}.id AND {belongs('w.organisation_id')})"


_ITEM = (
    "EXISTS (SELECT 1 FROM evidence_evidenceitem i WHERE i.id = evidence_custodyevent.item_id "
    f"AND ({belongs('i.organisation_id')} OR {_shared('i')}))"
)

TABLES = [
    {"table": "evidence_evidenceitem", "column": "organisation_id", "also": _shared("evidence_evidenceitem")},
    {"table": "evidence_custodyevent", "column": "organisation_id", "also": _ITEM},
    {
        "table": "evidence_custodytransfer",
        "column": "organisation_id",
        "also": belongs("to_organisation_id"),
        "everybody_changes": True,
    },
    {"table": "evidence_opening", "column": "organisation_id"},
    {"table": "evidence_receipt", "column": "organisation_id"},
]


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_items_and_custody"), ("vault", "0002_walls")]
    operations = [
        Guard(run_policies(TABLES), run_policies(TABLES, backward=True)),
        Guard(protection.install, protection.remove),
    ]
