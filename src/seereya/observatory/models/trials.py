"""Observed trials. In clear: organisation, vault, reference, court, month and outcome of the hearing. All else is sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class TrialObservation(models.Model):
    """One hearing seen by an observer, in the documentation vault.

    The coarse columns stay empty where the vault is marked, and are emptied when it is struck out: no count finds it any more.
    """

    classes = classify(
        internal="id organisation vault reference court month outcome version made_by made_at changed_at", content="content"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    court = models.CharField(max_length=40, blank=True)
    month = models.CharField(max_length=7, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        # The figures of the courts are answered by this index alone: the rows are wide, for what is sealed in them.
        indexes = [models.Index(fields=["organisation", "court", "month", "outcome"], name="observation_counts")]


class ObservationRevision(models.Model):
    """An observation as it stood at one version, sealed under its keys: nothing in it disappears silently."""

    classes = classify(internal="id observation number made_by made_at", content="content")

    observation = models.ForeignKey(TrialObservation, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["observation", "number"], name="observation_revision_once")]
