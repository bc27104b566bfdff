"""Where nobody could look. In clear: a region or cercle, whole months, the kind of reason. Exact dates, who and notes are sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class CoverageGap(models.Model):
    """A place and period an organisation could not look at. The coarse columns stay empty where the vault is marked.

    `since`: first day of the month it began, empty where nobody knows. `until`: last day of the month it ended, empty while it lasts.
    """

    classes = classify(
        internal="id organisation vault reference place since until reason version made_by made_at changed_at", content="content"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    place = models.CharField(max_length=40, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "until", "place"], name="gap_by_period")]
