"""An item may be erased on a person's request, and its journal says so. SQLite makes both tables anew: the journal's triggers go
with the old table and are put on the new one.
"""

from django.db import migrations, models

from seereya.evidence import protection
from seereya.foundation.migrating import Guard


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_walls'),
        ('evidence', '0002_walls'),
        ('vault', '0008_vault_of_finance'),
    ]

    operations = [
        Guard(protection.remove, protection.install),
        migrations.RemoveConstraint(
            model_name='custodyevent',
            name='custody_kind_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='evidenceitem',
            name='evidence_status_is_known',
        ),
        migrations.AddConstraint(
            model_name='custodyevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['collect', 'receive', 'open', 'offer', 'accept', 'refuse', 'withdraw', 'link', 'unlink', 'export', 'correct', 'erase'])), name='custody_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='evidenceitem',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['kept', 'offered', 'handed', 'erased'])), name='evidence_status_is_known'),
        ),
        Guard(protection.install, protection.remove),
    ]
