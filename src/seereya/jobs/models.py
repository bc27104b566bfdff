"""The queue: jobs with their progress and checkpoints, and the workers alive. Only codes, ids and numbers stand here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.jobs.rules import ATTEMPTS, State


class Worker(models.Model):
    """A process that does background work; the private half of its key is nowhere but in its memory."""

    classes = classify(internal="id public_key seen_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    public_key = models.BinaryField()
    seen_at = models.DateTimeField()


class Job(models.Model):
    """One long piece of work. `worker` is who runs it or, while it waits with a sealed key, who alone can open that key.

    `attempts` counts the runs begun and is the fence of the present run: a run that finds another number has lost its job.
    """

    classes = classify(
        internal="id kind state arguments started_by organisation done total unit failures result problem facts attempts "
        "most_attempts checkpoint heartbeat_at worker cancel_asked made_at started_at ended_at not_before run_at run_from "
        "expires_at",
        key="keys_sealed",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=9, default=State.WAITING)
    arguments = models.JSONField(default=dict)
    started_by = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)

    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    unit = models.CharField(max_length=30)
    failures = models.JSONField(default=dict)
    checkpoint = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)

    attempts = models.PositiveIntegerField(default=0)
    most_attempts = models.PositiveIntegerField(default=ATTEMPTS)
    worker = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    keys_sealed = models.BinaryField(default=b"")
    expires_at = models.DateTimeField(null=True)

    made_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    run_at = models.DateTimeField(null=True)
    run_from = models.PositiveBigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="job_state_is_known")]
        indexes = [
            models.Index(fields=["state", "id"], name="job_by_state"),
            models.Index(fields=["started_by", "id"], name="job_by_starter"),
            models.Index(fields=["organisation", "id"], name="job_by_organisation"),
        ]
