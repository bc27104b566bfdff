"""Receipts of help to victims by code, and what was taken out of the ledger for the auditor: lists with their digest, samples."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.programme.models.expenses import Expense
from seereya.programme.models.grants import Grant


class SupportReceipt(models.Model):
    """Help paid to a victim: a random code on paper, kind and amount in clear; who it was stands sealed with the identities.

    `register`: name and referral, opened for a purpose by whoever holds the identities, on site with an auditor. Two signatures stand
    on the paper: of the person (or a print of the thumb), and of whoever handed the help over.
    """

    classes = classify(
        internal=(
            "id grant organisation code help amount currency given_on signed_by_person signed_by_second expense version made_by made_at"
        ),
        identity="register",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="support")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    help = models.CharField(max_length=16)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    currency = models.CharField(max_length=3)
    given_on = models.DateField()
    signed_by_person = models.BooleanField(default=False)
    signed_by_second = models.BooleanField(default=False)
    expense = models.ForeignKey(Expense, null=True, on_delete=models.PROTECT, related_name="receipts")
    version = models.PositiveIntegerField(default=1)
    register = models.BinaryField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="support_has_an_amount")]
        indexes = [models.Index(fields=["grant", "-given_on", "-id"], name="support_by_day")]


class LedgerExport(models.Model):
    """A file that left the ledger: what it holds and its SHA-256, so that anybody can later check that it was not changed."""

    classes = classify(internal="id grant organisation kind starts ends size sha256 made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="exports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    starts = models.DateField()
    ends = models.DateField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["grant", "sha256"], name="export_by_digest")]


class LedgerSample(models.Model):
    """A sample drawn for an audit: its seed gives the same transactions again."""

    classes = classify(internal="id grant organisation starts ends seed size drawn made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="samples")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    seed = models.CharField(max_length=40)
    size = models.PositiveSmallIntegerField()
    drawn = models.JSONField(default=list)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
