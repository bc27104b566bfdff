"""Reports to the funder: drafts sealed to the partners, figures and words frozen when the report leaves, corrections beside them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.grants import Grant, ReportPeriod
from seereya.programme.models.logframe import LogframeVersion


class PartnerReport(models.Model):
    """A partner says that its part of a period is complete."""

    classes = classify(internal="id period organisation sent_by sent_at")

    period = models.ForeignKey(ReportPeriod, on_delete=models.PROTECT, related_name="parts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "organisation"], name="partner_reports_once")]


class Report(models.Model):
    """The narrative report of a period. `content` while it is written (sealed); `told` the words as the funder got them."""

    classes = classify(
        internal="id grant period logframe state version told_fr told_en made_by made_at changed_at frozen_by frozen_at",
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="reports")
    period = models.OneToOneField(ReportPeriod, on_delete=models.PROTECT, related_name="report")
    logframe = models.ForeignKey(LogframeVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6)
    version = models.PositiveIntegerField(default=1)
    told_fr = models.JSONField(default=dict)
    told_en = models.JSONField(default=dict)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["draft", "frozen"]), name="report_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="draft", frozen_at=None) | Q(state="frozen", frozen_at__isnull=False),
                name="report_frozen_on_a_day",
            ),
        ]


class ReportFigure(models.Model):
    """An indicator as it stood when a report was frozen. Insert-only: what was reported is what was reported."""

    classes = classify(
        internal=(
            "id report series code level result text text_en unit people baseline target rule source how value parts "
            "told told_parts position"
        )
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    series = models.UUIDField()
    code = models.CharField(max_length=12)
    level = models.CharField(max_length=10)
    result = models.CharField(max_length=12)
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=10)
    people = models.BooleanField()
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    rule = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=8, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    parts = models.JSONField(default=dict)
    told = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    told_parts = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "series"], name="report_figure_once")]


class Correction(models.Model):
    """A figure of a frozen report turned out otherwise: said beside it, with its day. The figure stays."""

    classes = classify(internal="id figure value told why made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    figure = models.ForeignKey(ReportFigure, on_delete=models.PROTECT, related_name="corrections")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    told = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    why = models.CharField(max_length=300)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
