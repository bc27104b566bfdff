"""Lost devices and arrests: what was done, and the exercises that prepare for it."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Drill(models.Model):
    """A device was lost or somebody was arrested, or it is an exercise: whom it exposes, whom to warn. Whose stands sealed."""

    classes = classify(internal="id organisation is_exercise version made_by made_at changed_at closed_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_exercise = models.BooleanField()
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    content = models.BinaryField()
