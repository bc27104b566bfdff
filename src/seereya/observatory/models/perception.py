"""Rounds of the perception survey. Counts without persons and without words: plain columns."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.observatory.rules_perception import AGES, SAMPLES, SEXES, Kind


class SurveyRound(models.Model):
    """One time at which people were asked: before the work (baseline) or after it (endline), with which questions, found how."""

    classes = classify(internal="id organisation instrument kind starts ends sample version made_by made_at changed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    starts = models.DateField()
    ends = models.DateField()
    sample = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "instrument", "ends"], name="survey_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in Kind]), name="survey_kind_is_known"),
            models.CheckConstraint(condition=Q(sample__in=SAMPLES), name="survey_sample_is_known"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="survey_period_in_order"),
        ]


class SurveyGroup(models.Model):
    """The answers of one group of a round. `counts`: how many gave each answer to each question; each adds up to `asked`."""

    classes = classify(internal="id round organisation region sex age asked counts version made_by made_at changed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(SurveyRound, on_delete=models.PROTECT, related_name="groups")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=40)
    sex = models.CharField(max_length=1)
    age = models.CharField(max_length=2)
    asked = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "region", "sex", "age"], name="survey_group_once"),
            models.CheckConstraint(condition=Q(sex__in=SEXES) & Q(age__in=AGES), name="survey_group_is_known"),
        ]
