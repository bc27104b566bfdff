"""Steering: risks with the history of their moves, and the decisions of the steering committee."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.grants import Grant


class Risk(models.Model):
    """A risk to the action, how likely and how grave from one to five; what is done against it is sealed."""

    classes = classify(
        internal="id grant code title likelihood impact owner review_on is_open version made_by made_at changed_at",
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="risks")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=10)
    review_on = models.DateField()
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "code"], name="risk_code_once"),
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5), name="risk_is_from_one_to_five"
            ),
        ]


class RiskMove(models.Model):
    """A risk became more or less likely or grave, on a day. Never changed, never removed."""

    classes = classify(internal="id risk likelihood_before impact_before likelihood impact moved_by moved_at")

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="moves")
    likelihood_before = models.PositiveSmallIntegerField()
    impact_before = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    moved_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()


class Decision(models.Model):
    """Something the steering committee has to decide or has decided. What about is sealed: it may tell where people go."""

    classes = classify(internal="id grant number state due_on decided_on version made_by made_at changed_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8)
    due_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=Q(state__in=["open", "taken", "dropped"]), name="decision_state_is_known"),
            models.CheckConstraint(condition=~Q(state="taken") | Q(decided_on__isnull=False), name="decision_taken_on_a_day"),
        ]
