"""What a source says a court did with how many cases. Figures without persons: plain columns, so that SQL can read them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class CourtActivity(models.Model):
    """One source's counts of one court over one period. Several sources stand side by side; they are never added up.

    `family`: the branch of `crimes` counted, empty for all offences together. `impossible`: kept as published although the counts
    cannot all be true.
    """

    classes = classify(
        public=(
            "court seat family starts ends entered pending judged dismissed adjourned "
            "source_kind source source_url published_on wording"
        ),
        internal="id organisation impossible remark version made_by made_at changed_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    court = models.CharField(max_length=40)
    seat = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    entered = models.PositiveIntegerField(null=True)
    pending = models.PositiveIntegerField(null=True)
    judged = models.PositiveIntegerField(null=True)
    dismissed = models.PositiveIntegerField(null=True)
    adjourned = models.PositiveIntegerField(null=True)
    source_kind = models.CharField(max_length=10)
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True)
    wording = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    impossible = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "court", "starts"], name="activity_by_court")]
        constraints = [
            models.CheckConstraint(condition=Q(source_kind__in=["public", "own"]), name="activity_source_kind_is_known"),
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="activity_period_in_order"),
        ]
