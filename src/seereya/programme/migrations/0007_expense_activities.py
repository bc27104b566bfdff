"""An expense names an activity of the action plan; what was typed as a code until now is tied to the activity of that code."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from seereya.foundation import walls


def tie(apps: Any, _editor: Any) -> None:
    """Codes that name an activity of their grant. Others stay as they were typed, tied to nothing."""
    share, activity = apps.get_model("programme", "ExpenseShare"), apps.get_model("programme", "Activity")
    named = activity.objects.filter(grant=OuterRef("grant"), code=OuterRef("activity")).values("id")[:1]
    with walls.system("every ledger's codes are tied to the plan once"):
        share.objects.exclude(activity="").update(for_activity=Subquery(named))


class Migration(migrations.Migration):
    dependencies = [("programme", "0006_walls_of_money")]
    operations = [
        migrations.AddField(
            model_name="expenseshare",
            name="for_activity",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="programme.activity"
            ),
        ),
        migrations.RunPython(tie, migrations.RunPython.noop),
    ]
