"""Row-level security on PostgreSQL: own courses, and the published versions of courses that a partner shares."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

# What a policy selects from is itself behind its own wall: these read no more than the reader may.
_VERSION = "status = 'published' AND course_id IN (SELECT id FROM education_course)"
_UNIT = "version_id IN (SELECT id FROM education_courseversion)"
_PART = "unit_id IN (SELECT id FROM education_unit)"

TABLES = [
    {"table": "education_course", "column": "organisation_id", "also": "shared"},
    {"table": "education_courseversion", "column": "organisation_id", "also": _VERSION},
    {"table": "education_mediafile", "column": "organisation_id", "everybody_reads": True},
    {"table": "education_unit", "column": "organisation_id", "also": _UNIT},
    {"table": "education_question", "column": "organisation_id", "also": _PART},
    {"table": "education_recording", "column": "organisation_id", "also": _PART},
]


class Migration(migrations.Migration):
    dependencies = [("education", "0001_courses")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
