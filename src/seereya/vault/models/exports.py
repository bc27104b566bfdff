"""Exports that one person cannot open: sealed under a key in two halves, of which an approver gives one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models.exits import Disclosure
from seereya.vault.rules_exits import ExportState


class Export(models.Model):
    """Records packed for somebody outside: asked for by one person, given by another, fetched once, gone after three days."""

    classes = classify(
        internal="id organisation asked_by asked_at expires_at state size decided_by decided_at disclosure", content="content"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=ExportState.ASKED)
    size = models.BigIntegerField(default=0)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    disclosure = models.ForeignKey(Disclosure, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ExportState]), name="export_state_is_known")
        ]
        indexes = [models.Index(fields=["organisation", "state", "expires_at"], name="export_waiting")]


class ExportChunk(models.Model):
    """A piece of an export's sealed bytes, in order."""

    classes = classify(internal="id export organisation number", content="blob")

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="chunks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="export_chunk_once")]


class ExportHalf(models.Model):
    """Half of an export's key, sealed to one member: the requester's own, an approver's, or the one an approver gave on."""

    classes = classify(internal="id export organisation member part", key="blob")

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="halves")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8)
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "member", "part"], name="export_half_once")]
