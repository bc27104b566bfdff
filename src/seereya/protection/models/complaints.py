"""Complaints about our own staff: sealed to persons outside the hierarchy, to no vault."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.protection.rules_complaints import Status


class Complaint(models.Model):
    """A complaint about somebody of the staff. Days and status in clear; neither who complains, about whom, nor where.

    `organisation` stays empty: a complaint belongs to the persons who hold its key, and an organisation's wall would show it to
    that organisation. `notes` are the recipients' own, which the complainant cannot open.
    """

    classes = classify(
        internal="id organisation status filed_on received_on version changed_at", content="content", testimony="notes"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, default=Status.RECEIVED)
    filed_on = models.DateField()
    received_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    notes = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="complaint_status_is_known"),
            models.CheckConstraint(condition=Q(organisation=None), name="complaint_of_no_organisation"),
        ]


class ComplaintKey(models.Model):
    """The key of a complaint, sealed to one person: whole to a recipient, without the notes to the one who complains."""

    classes = classify(internal="id complaint organisation member part", key="blob")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="keys")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=9)
    blob = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "member"], name="complaint_key_once"),
            models.CheckConstraint(condition=Q(part__in=["recipient", "own"]), name="complaint_key_part_is_known"),
        ]
