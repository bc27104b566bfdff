"""Missions, interviews, and questions to partners whether somebody was heard before. All of it sealed, states included."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class Mission(models.Model):
    """A preparation that serves all interviews of one journey or one series of encounters."""

    classes = classify(internal="id organisation vault reference version made_by made_at changed_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()


class Interview(models.Model):
    """An encounter with a person. `content`: how it was; `identity`: who else was there; `testimony`: her words."""

    classes = classify(
        internal="id organisation vault reference version made_by made_at changed_at",
        content="content",
        identity="identity",
        testimony="testimony",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    identity = models.BinaryField(default=b"")
    testimony = models.BinaryField(default=b"")


class InterviewRevision(models.Model):
    """An interview as it stood at one version, sealed under its keys; differences are computed when two are opened."""

    classes = classify(
        internal="id interview organisation number made_by made_at", content="content", identity="identity", testimony="testimony"
    )

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="revisions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()
    identity = models.BinaryField(default=b"")
    testimony = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "number"], name="interview_revision_number_once")]


class HeardQuestion(models.Model):
    """“Did you hear this person already?”, asked of one partner and answered by one of its people (decision 29).

    `question` is sealed to both organisations' identities vaults; `answer` also to the asker's documentation vault.
    """

    classes = classify(
        internal="id organisation to_organisation code asked_by asked_at answered_by answered_at",
        identity="question",
        content="answer",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    question = models.BinaryField()
    answer = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "answered_at"], name="heard_to_answer")]
