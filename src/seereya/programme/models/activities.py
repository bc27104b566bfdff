"""Activities of the programme: what is planned, what was done, and what changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.grants import Grant


class Activity(models.Model):
    """One activity of the action plan, by its code (4.1.2), and the partner that carries it out.

    `region` is the largest place and no exact one; `content` (why it changed, with whom, what was learned) is sealed to the partners'
    documentation vaults. `shown`: whether the funder was shown there, or that was waived for safety.
    """

    classes = classify(
        internal=(
            "id grant organisation code pillar title planned_start planned_end actual_start actual_end state region budget_line "
            "shown version made_by made_at changed_at"
        ),
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="activities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    pillar = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    planned_start = models.DateField()
    planned_end = models.DateField()
    actual_start = models.DateField(null=True)
    actual_end = models.DateField(null=True)
    state = models.CharField(max_length=8)
    region = models.CharField(max_length=60, blank=True)
    budget_line = models.CharField(max_length=12, blank=True)
    shown = models.CharField(max_length=6, default="waived")
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "code"], name="activity_code_once"),
            models.CheckConstraint(condition=Q(planned_end__gte=F("planned_start")), name="activity_plan_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "running", "done", "moved", "dropped"]), name="activity_state_is_known"
            ),
            models.CheckConstraint(condition=Q(shown__in=["shown", "waived"]), name="activity_shown_is_known"),
        ]
        indexes = [models.Index(fields=["grant", "state", "planned_end"], name="activity_by_state")]
