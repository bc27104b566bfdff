"""The grant: who gives how much for what, to whom, from when to when. Figures of a public contract, in clear so that SQL sums them."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Grant(models.Model):
    """One contract with a funder, answered for by the coordinator's organisation.

    `country`: where the action takes place; a coordinator seated elsewhere has longer for the final report.
    `smallest_cell`: counts below it are not told to the funder (decision 32). `emblem`: the funder is shown in the field by default.
    """

    classes = classify(
        internal=(
            "id organisation code title contract funder currency amount starts ends country smallest_cell emblem version "
            "made_by made_at changed_at"
        )
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    contract = models.CharField(max_length=60, blank=True)
    funder = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="EUR")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    starts = models.DateField()
    ends = models.DateField()
    country = models.CharField(max_length=2, blank=True)
    smallest_cell = models.PositiveSmallIntegerField(default=5)
    emblem = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="grant_code_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="grant_has_an_amount"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="grant_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(smallest_cell__gte=3), name="grant_smallest_cell_is_three_or_more"),
        ]


class GrantPartner(models.Model):
    """An organisation that carries out part of the action, the coordinator among them, and what it may spend at most."""

    classes = classify(internal="id grant organisation ceiling")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ceiling = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "organisation"], name="grant_partner_once"),
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="grant_ceiling_not_negative"),
        ]


class ReportPeriod(models.Model):
    """One line of the reporting calendar: what is reported on, and until when the report is due."""

    classes = classify(internal="id grant number kind starts ends due")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="periods")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8)
    starts = models.DateField()
    ends = models.DateField()
    due = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="report_period_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="report_period_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(kind__in=["interim", "final"]), name="report_period_kind_is_known"),
        ]
