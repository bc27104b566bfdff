"""Public events counted by others (UCDP GED): beside our documentation and outside our counts (decision 24)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id

IMPORT_STATES = ("checking", "staging", "complete", "cancelled", "failed", "undone")
OUTCOMES = ("refused", "duplicate")


class EventImport(models.Model):
    """One reading of a file of events. Its rows are seen when its state is `complete`, all at once, and no more once undone."""

    classes = classify(
        internal="id source number state dry_run started_by started_at ended_at rows created updated unchanged refused duplicates "
        "file_hash job problem"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(max_length=20)
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10)
    dry_run = models.BooleanField(default=False)
    started_by = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    file_hash = models.CharField(max_length=64, blank=True)
    job = models.UUIDField(null=True)
    problem = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=IMPORT_STATES), name="event_import_state_is_known"),
            models.UniqueConstraint(fields=["source", "number"], name="event_import_number_once"),
        ]


class EventVersion(models.Model):
    """An external event as one import told it; the newest version of a complete import is the event."""

    classes = classify(
        public="id event source external_id batch row_hash earliest latest country admin1 admin2 where place latitude longitude "
        "kind_of_violence side_a side_b deaths_low deaths_best deaths_high deaths_civilians facts"
    )

    event = models.UUIDField()
    source = models.CharField(max_length=20)
    external_id = models.CharField(max_length=40)
    batch = models.ForeignKey(EventImport, on_delete=models.CASCADE, related_name="versions")
    row_hash = models.BinaryField(max_length=32)
    earliest = models.DateField()
    latest = models.DateField()
    country = models.CharField(max_length=100)
    admin1 = models.CharField(max_length=200, blank=True)
    admin2 = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    kind_of_violence = models.PositiveSmallIntegerField()
    side_a = models.CharField(max_length=300, blank=True)
    side_b = models.CharField(max_length=300, blank=True)
    deaths_low = models.PositiveIntegerField()
    deaths_best = models.PositiveIntegerField()
    deaths_high = models.PositiveIntegerField()
    deaths_civilians = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id", "batch"], name="event_version_once_per_import")]
        indexes = [models.Index(fields=["event", "batch"], name="event_versions")]


class ImportProblem(models.Model):
    """A row of an import that was not taken, where it stands and why, so that it can be corrected and sent again."""

    classes = classify(internal="id batch line column outcome code detail row")

    batch = models.ForeignKey(EventImport, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10)
    code = models.CharField(max_length=40)
    detail = models.CharField(max_length=300, blank=True)
    row = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="import_problem_outcome_is_known")]


class PublicIndexPart(models.Model):
    """A part of the index of external events up to an import: public data, the same index code, unsealed."""

    classes = classify(public="id generation schema part parts blob")

    generation = models.PositiveIntegerField()
    schema = models.PositiveIntegerField()
    part = models.PositiveIntegerField()
    parts = models.PositiveIntegerField()
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["generation", "part"], name="public_index_part_once")]
