"""The data-protection officer's registers: retention, requests of persons, legal holds, breaches, processing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.protection.rules_dataprotection import RequestKind, RequestStatus


class RetentionDays(models.Model):
    """How long one organisation keeps a class of records, where it differs from the vocabulary `retention_rules`."""

    classes = classify(internal="id organisation rule days changed_by changed_at")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    days = models.PositiveIntegerField(null=True)
    changed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "rule"], name="retention_once_per_rule")]


class LegalHold(models.Model):
    """What concerns a person must be kept, whatever expires or is asked: a case needs it."""

    classes = classify(internal="id organisation subject_tag made_by made_at lifted_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject_tag = models.BinaryField(max_length=16, db_index=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    content = models.BinaryField()


class PersonRequest(models.Model):
    """A person asks to see, correct, stop or erase what is held; answered within a month."""

    classes = classify(
        internal="id organisation reference kind status received_on version made_by made_at proposed_by agreed_by ended_at",
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=14)
    status = models.CharField(max_length=10, default=RequestStatus.RECEIVED)
    received_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in RequestKind]), name="person_request_kind_is_known"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in RequestStatus]), name="person_request_status_is_known"
            ),
        ]


class Breach(models.Model):
    """Data were lost, seen or changed by somebody who may not: known since when, and whether the authority was told in time."""

    classes = classify(internal="id organisation reference known_at authority_told_at version made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    known_at = models.DateTimeField()
    authority_told_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()


class Processing(models.Model):
    """One line of the register of processing (GDPR article 30): what is done with data, why, on what basis, for how long."""

    classes = classify(
        internal="id organisation name purpose basis persons categories recipients transfers retention measures changed_at"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    purpose = models.TextField()
    basis = models.TextField()
    persons = models.TextField(blank=True)
    categories = models.TextField(blank=True)
    recipients = models.TextField(blank=True)
    transfers = models.TextField(blank=True)
    retention = models.CharField(max_length=60, blank=True)
    measures = models.TextField(blank=True)
    changed_at = models.DateTimeField()
