"""Row-level security on PostgreSQL: own rows; services that partners share; referrals that were sent to the reader's organisation."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_SENT = (
    f"({belongs('to_organisation_id')} AND EXISTS (SELECT 1 FROM vault_wrap w "
    f"WHERE w.record = protection_referral.id AND {belongs('w.organisation_id')}))"
)

TABLES = [
    {"table": "protection_service", "column": "organisation_id", "also": "shared"},
    {"table": "protection_referral", "column": "organisation_id", "also": _SENT},
    {"table": "protection_safecontactrules", "column": "organisation_id"},
    {"table": "protection_riskassessment", "column": "organisation_id"},
    {"table": "protection_protectionplan", "column": "organisation_id"},
]


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_referrals_and_risk"), ("vault", "0002_walls")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
