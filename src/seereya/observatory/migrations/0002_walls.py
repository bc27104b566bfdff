"""Row-level security on PostgreSQL: an organisation's own observations, figures and gaps, and nobody else's."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

# EXISTS, bound to the row: `IN (SELECT …)` reads every observation of the organisation before the first row is shown.
_OBSERVATION = (
    "EXISTS (SELECT 1 FROM observatory_trialobservation o "
    f"WHERE o.id = observatory_observationrevision.observation_id AND {belongs('o.organisation_id')})"
)

TABLES = [
    {"table": "observatory_trialobservation", "column": "organisation_id"},
    {"table": "observatory_courtactivity", "column": "organisation_id"},
    {"table": "observatory_coveragegap", "column": "organisation_id"},
    {"table": "observatory_observationrevision", "column": "NULL", "also": _OBSERVATION, "also_adds": True},
]


class Migration(migrations.Migration):
    dependencies = [("observatory", "0001_trials_activity_gaps"), ("vault", "0002_walls")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
