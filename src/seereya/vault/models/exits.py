"""Bases of named persons in sealed versions, the ledger of what left the house, and the limit on openings in bulk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.rules_exits import BasisKind, ExitKind


class Basis(models.Model):
    """One kind of basis of one person, as one organisation holds it: its own row is locked where an exit relies on it.

    `withdrawn_at`: since when an answer stands taken back; which answer it is stands sealed in the version.
    """

    classes = classify(internal="id organisation subject kind version review_on withdrawn_at made_at changed_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField()
    kind = models.CharField(max_length=16)
    version = models.PositiveIntegerField(default=0)
    review_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "subject", "kind"], name="basis_once_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in BasisKind]), name="basis_kind_is_known"),
        ]
        indexes = [
            models.Index(fields=["subject"], name="basis_of_subject"),
            models.Index(fields=["organisation", "review_on"], name="basis_to_review"),
        ]


class BasisVersion(models.Model):
    """A basis as it stood: what was asked and answered, by which proof; added to, never written over."""

    classes = classify(internal="id basis organisation number made_by made_at", content="content")

    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="versions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["basis", "number"], name="basis_version_once")]


class Disclosure(models.Model):
    """Something left the house: to whom, what for and what it was stand sealed; a second person ratifies what was urgent."""

    classes = classify(
        internal="id organisation kind made_by made_at ratify_by settled_by settled_at outcome", content="content digest"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ratify_by = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    content = models.BinaryField()
    digest = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=[k.value for k in ExitKind]), name="disclosure_kind_is_known")]
        indexes = [models.Index(fields=["organisation", "made_at"], name="disclosure_ledger")]


class Disclosed(models.Model):
    """One person in a disclosure, with the version of the basis it relied on; `recall` says what was asked back, sealed."""

    classes = classify(internal="id disclosure organisation subject basis number recalled_at", content="recall")

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="persons")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField()
    basis = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)
    recall = models.BinaryField(default=b"")
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure", "subject"], name="disclosed_once")]
        indexes = [models.Index(fields=["subject"], name="disclosed_subject")]


class Opening(models.Model):
    """How many identities, contacts or testimonies a member opened at once: counted over an hour, forgotten after a week."""

    classes = classify(internal="id member at count")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["member", "at"], name="opening_of_member")]


class BulkLimit(models.Model):
    """A member reached the limit of openings in an hour; a colleague lifted it for an hour, or nobody did."""

    classes = classify(internal="id organisation member reached_at lifted_by lifted_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reached_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "reached_at"], name="bulk_limit_reached")]
