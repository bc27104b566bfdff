"""What bodies recommended to the State, and how far that was done in whose eyes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Recommendation(models.Model):
    """One paragraph of a public document addressed to the State; the coalition keeps one row of it, whoever imported it.

    `place`: its paragraph in an order in which 115.2 stands before 115.10.
    """

    classes = classify(
        public="body document paragraph state text_fr text_en theme addressee position issued_on note",
        internal="id organisation place version made_by made_at changed_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=40)
    document = models.CharField(max_length=80)
    paragraph = models.CharField(max_length=20)
    place = models.CharField(max_length=150, default="")
    state = models.CharField(max_length=80, blank=True)
    text_fr = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    theme = models.CharField(max_length=20, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=8, blank=True)
    issued_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["theme"], name="recommendation_theme")]
        constraints = [
            models.UniqueConstraint(fields=["body", "document", "paragraph", "state"], name="recommendation_once"),
        ]


class Assessment(models.Model):
    """How far a recommendation was implemented on a day, in somebody's eyes. Never changed: the next one stands beside it."""

    classes = classify(public="kind status on assessor words source", internal="id recommendation organisation made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="assessments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    status = models.CharField(max_length=8)
    on = models.DateField()
    assessor = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["recommendation", "kind", "-on"], name="assessment_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["ours", "other", "government"]), name="assessment_kind_is_known"),
        ]


class StagedImport(models.Model):
    """A spreadsheet that was read and not taken over yet: its rows, seen by its organisation only until a person takes them over."""

    classes = classify(internal="id organisation sha256 counts taken_over_at made_by made_at", public="rows")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    taken_over_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
