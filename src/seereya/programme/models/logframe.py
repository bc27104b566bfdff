"""The logframe: versions, what is to be reached, by which indicators, and the values counted or entered for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.grants import Grant


class LogframeVersion(models.Model):
    """The logframe as the contract or an addendum has it. Adopted, it changes no more; an addendum makes the next one."""

    classes = classify(internal="id grant number reason adopted_on made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="logframes")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    adopted_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "number"], name="logframe_version_once")]


class Result(models.Model):
    """One line of the results tree: the impact, an outcome or an output (vocabulary `logframe_levels`)."""

    classes = classify(internal="id version parent level code pillar text text_en assumptions position")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(LogframeVersion, on_delete=models.CASCADE, related_name="results")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="below")
    level = models.CharField(max_length=10)
    code = models.CharField(max_length=12)
    pillar = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400, blank=True)
    assumptions = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="result_code_once")]


class Indicator(models.Model):
    """What tells whether a result is reached. `series` ties it through the versions: a new meaning is a new series.

    `rule`: the counting rule it is computed by; without one it is entered by hand. `people`: it counts persons or files about them,
    so that small numbers are not told to the funder.
    """

    classes = classify(
        internal=(
            "id version result series code text text_en definition rule unit people baseline baseline_on target target_on "
            "split verification position"
        )
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(LogframeVersion, on_delete=models.CASCADE, related_name="indicators")
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="indicators")
    series = models.UUIDField(default=new_id)
    code = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    definition = models.CharField(max_length=400, blank=True)
    rule = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=10)
    people = models.BooleanField(default=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_on = models.DateField(null=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    target_on = models.DateField(null=True)
    split = models.CharField(max_length=120, blank=True)
    verification = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="indicator_code_once")]


class IndicatorValue(models.Model):
    """The value of a series at the end of a day: counted from the records, or entered by hand with where it comes from.

    `parts`: the same by sex or another group, as counts. The value is cumulative since the grant began, unless its unit is a share.
    """

    classes = classify(internal="id grant series until value parts how source organisation made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="values")
    series = models.UUIDField()
    until = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    parts = models.JSONField(default=dict)
    how = models.CharField(max_length=8)
    source = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "series", "until"], condition=Q(how="counted"), name="value_counted_once_a_day"
            ),
            models.CheckConstraint(condition=Q(how__in=["counted", "hand"]), name="value_how_is_known"),
            models.CheckConstraint(condition=~Q(how="hand") | ~Q(source=""), name="value_by_hand_says_its_source"),
        ]
        indexes = [models.Index(fields=["grant", "series", "-until", "-made_at"], name="value_newest_first")]
