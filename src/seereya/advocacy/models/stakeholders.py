"""People in institutions whom we talk to."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Stakeholder(models.Model):
    """Somebody with influence, and where that person stands. Everything is sealed; how a person is reached opens for a purpose.

    Of a sensitive contact (an official who helps) the name too is among what opens for a purpose only.
    """

    classes = classify(
        internal="id organisation reference version contact_version closed_on made_by made_at changed_at",
        content="content",
        contact="contact",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    content = models.BinaryField()
    contact = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    contact_version = models.PositiveIntegerField(default=1)
    closed_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "closed_on"], name="stakeholder_of_organisation")]
