"""Conflict checks between the partners' counsel. In clear: who asks whom, when, and whether it was answered; never about whom."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class ConflictRequest(models.Model):
    """A question put to partners before a file is opened: the asker's own copy, sealed to its casework vault."""

    classes = classify(internal="id organisation vault made_by made_at concluded_at", content="content conclusion")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True)
    content = models.BinaryField()
    conclusion = models.BinaryField(default=b"")


class ConflictAsked(models.Model):
    """The question as one partner received it, and its answer: a record of its own, so that no partner reads another's answer.

    `organisation`: the partner asked; `asker`: who asks. It reaches the partner at `delivered_at`, not before.
    """

    classes = classify(internal="id request organisation asker made_at delivered_at answered_at", content="content answer")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ConflictRequest, on_delete=models.PROTECT, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asker = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    content = models.BinaryField()
    answer = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="conflict_asked_once")]
        indexes = [models.Index(fields=["organisation", "answered_at", "delivered_at"], name="conflict_to_answer")]
