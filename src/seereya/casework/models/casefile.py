"""Case files. In clear: organisation, vault, reference, forum, stage, month opened, status. All else is sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class CaseFile(models.Model):
    """A case followed by counsel, in the casework vault. The coarse columns stay empty where the vault is marked."""

    classes = classify(
        internal="id organisation vault reference status forum stage month version made_by made_at changed_at", content="content"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=10)
    forum = models.CharField(max_length=40, blank=True)
    stage = models.CharField(max_length=40, blank=True)
    month = models.CharField(max_length=7, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        # Counts and the funnel's stamp are answered by this index alone: the rows are wide, for what is sealed in them.
        indexes = [models.Index(fields=["organisation", "status", "forum", "stage", "version"], name="case_counts")]


class CaseRevision(models.Model):
    """A case file as it stood at one version, sealed under its keys: nothing in it disappears silently."""

    classes = classify(internal="id case number made_by made_at", content="content")

    case = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="case_revision_number_once")]
