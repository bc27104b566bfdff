"""What a group learnt: figures in clear, codes and answers sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Organisation
from seereya.education.models.sessions import Session
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Measure(models.Model):
    """A measure of one session by one method: Kirkpatrick level K2 right after it, K3 at the follow-up.

    `gain`, `low` and `high` are points of a hundred; empty where nothing could be paired, or where one pair stands alone.
    `number`: pairs, or people who counted pebbles. `unmatched` and `colliding` codes are kept and counted, never used.
    """

    classes = classify(
        internal="id organisation session method level number unmatched colliding gain low high version", content="content"
    )

    CODES, PEBBLES = "codes", "pebbles"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="measures")
    method = models.CharField(max_length=8)
    level = models.CharField(max_length=4)
    number = models.PositiveIntegerField(default=0)
    unmatched = models.PositiveIntegerField(default=0)
    colliding = models.PositiveIntegerField(default=0)
    gain = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    low = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    high = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "method", "level"], name="measure_once")]
