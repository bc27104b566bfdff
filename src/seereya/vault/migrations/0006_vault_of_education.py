"""A kind of vault more: what educators write (decision 0024)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0005_submissions_leave")]
    operations = [
        migrations.RemoveConstraint(model_name="vault", name="vault_kind_is_known"),
        migrations.AddConstraint(
            model_name="vault",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["casework", "documentation", "identities", "staff", "education"])),
                name="vault_kind_is_known",
            ),
        ),
    ]
