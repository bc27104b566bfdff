"""Multipliers and the sessions they gave: codes in clear, so that chains can be counted; names sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Organisation
from seereya.education.models.sessions import Session
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Multiplier(models.Model):
    """Somebody trained to give sessions; known by a code, in which session they were trained, and of which generation."""

    classes = classify(internal="id organisation code trained_in generation active version", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    trained_in = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="trained")
    generation = models.PositiveSmallIntegerField(default=1)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "generation", "code"], name="multiplier_of_organisation")]


class Giving(models.Model):
    """A multiplier gave a session."""

    classes = classify(internal="id organisation session multiplier")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="givings")
    multiplier = models.ForeignKey(Multiplier, on_delete=models.PROTECT, related_name="givings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "multiplier"], name="giving_once")]
