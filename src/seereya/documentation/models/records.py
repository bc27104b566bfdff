"""Our own documentation. In clear: organisation, vault, status, violation types, month, region, casualty ranges. All else is sealed."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class Incident(models.Model):
    """Something that happened somewhere, some time, according to the accounts given of it.

    `content` holds title, summary, exact date and place, accounts, persons' roles, sources; `place` the precise place;
    `testimony` words that could identify who said them. The coarse columns stay empty where the vault is marked.
    """

    classes = classify(
        internal="id organisation vault reference status version types month region killed_min killed_max made_by made_at changed_at",
        content="content",
        place="place",
        testimony="testimony",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=1)
    types = models.JSONField(default=list)
    month = models.CharField(max_length=7, blank=True)
    region = models.CharField(max_length=60, blank=True)
    killed_min = models.PositiveIntegerField(null=True)
    killed_max = models.PositiveIntegerField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    place = models.BinaryField(default=b"")
    testimony = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["organisation", "status", "changed_at"], name="incident_by_status")]


class Revision(models.Model):
    """An incident as it stood at one version, sealed under its keys; differences are computed when two are opened."""

    classes = classify(internal="id incident number made_by made_at", content="content", testimony="testimony", place="place")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()
    place = models.BinaryField(default=b"")
    testimony = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "number"], name="revision_number_once")]


class Comment(models.Model):
    """A remark of a member on an incident, sealed under the incident's keys."""

    classes = classify(internal="id incident made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="comments")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()


class Person(models.Model):
    """A human being, known by an open code; name and contact open for a purpose only.

    `content`: sex, ages as ranges, coarse origin, status; `identity`: names, birth, documents; `contact`: how to reach, safely.
    """

    classes = classify(
        internal="id organisation code version made_by made_at changed_at",
        content="content",
        identity="identity",
        contact="contact",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    identity = models.BinaryField(default=b"")
    contact = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at", "-id"], name="person_newest_first")]


class Source(models.Model):
    """Who or what an account comes from; a protected source has an open code and a sealed identity."""

    classes = classify(internal="id organisation code version made_by made_at changed_at", content="content", identity="identity")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    identity = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at", "-id"], name="source_newest_first")]


class SavedSearch(models.Model):
    """A selection somebody wants to find again, sealed to its owner."""

    classes = classify(internal="id member made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()
