"""The budget as the contract and its addenda have it, the transfers between its headings, the rates of exchange of each month."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.grants import Grant


class BudgetVersion(models.Model):
    """Annex III, original or as an addendum changed it. Adopted, it is the reference of every transfer until the next."""

    classes = classify(internal="id grant number reason adopted_on made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="budgets")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    adopted_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "number"], name="budget_version_once")]


class BudgetLine(models.Model):
    """One line: what is bought for how much, in which year, by which partner. `series` ties it through the versions.

    `heading`: of the vocabulary `eu_budget_headings`; `top`: its line of annex III, 1 to 12. `numbers`: units year by year.
    """

    classes = classify(
        internal="id version series heading top code title unit numbers unit_value amount justification partner position"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="lines")
    series = models.UUIDField(default=new_id)
    heading = models.CharField(max_length=12)
    top = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=16)
    title = models.CharField(max_length=160)
    unit = models.CharField(max_length=40)
    numbers = models.JSONField(default=list)
    unit_value = models.DecimalField(max_digits=14, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    justification = models.CharField(max_length=500, blank=True)
    partner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="budget_line_code_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="budget_line_not_negative"),
            models.CheckConstraint(condition=Q(top__in=[1, 2, 3, 4, 5, 6, 8, 10, 12]), name="budget_line_heading_is_typed"),
        ]
        indexes = [models.Index(fields=["series"], name="budget_line_series")]


class Transfer(models.Model):
    """Money moved between two headings without an addendum, counted against a quarter; or out of the reserve, with its agreement.

    `excess`: the part above a quarter, taken on as ineligible. Never changed: a mistake is corrected by another transfer.
    """

    classes = classify(
        internal="id grant version number source target amount agreed agreement excess reason notified_on made_by made_at"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="transfers")
    version = models.ForeignKey(BudgetVersion, on_delete=models.PROTECT, related_name="transfers")
    number = models.PositiveSmallIntegerField()
    source = models.PositiveSmallIntegerField()
    target = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    agreed = models.BooleanField(default=False)
    agreement = models.CharField(max_length=120, blank=True)
    excess = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    reason = models.CharField(max_length=500)
    notified_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="transfer_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_has_an_amount"),
        ]


class Rate(models.Model):
    """How many units of a currency one euro bought in a month, by the method the contract names, and where that was read."""

    classes = classify(internal="id grant currency month units source made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="rates")
    currency = models.CharField(max_length=3)
    month = models.DateField()
    units = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.CharField(max_length=120)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "currency", "month"], name="rate_once_a_month"),
            models.CheckConstraint(condition=Q(units__gt=0), name="rate_above_zero"),
        ]


class BudgetSheet(models.Model):
    """A spreadsheet that was read for a version in writing and not taken over yet: its lines, and what each would become there."""

    classes = classify(internal="id version organisation sha256 rows counts taken_over_at made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    taken_over_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
