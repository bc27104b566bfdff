"""Public holidays as this installation knows them better than the library: the moon was sighted, the government decreed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class HolidayOverride(models.Model):
    """A day that is, or is not, a public holiday, whatever the calendar says. Public facts, kept per organisation."""

    classes = classify(internal="id organisation day holiday name made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    holiday = models.BooleanField()
    name = models.CharField(max_length=120)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="holiday_override_once")]
