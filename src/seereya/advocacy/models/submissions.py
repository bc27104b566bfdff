"""Submissions to a body about one person. In clear: organisation, vault, reference, form, status, day first sent. All else is sealed."""

from __future__ import annotations

from typing import Any

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Disclosure, Vault


class Submission(models.Model):
    """A form to a body. `content` is wrapped to the documentation vault, `identity` to the identities vault only."""

    classes = classify(
        internal="id organisation vault reference kind status version identity_version sent_on made_by made_at changed_at",
        content="content",
        identity="identity",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=1)
    identity_version = models.PositiveIntegerField(default=1)
    sent_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    identity = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["organisation", "sent_on"], name="submission_sent")]


class SubmissionRevision(models.Model):
    """A form as it stood at one version; nothing in it disappears silently."""

    classes = classify(internal="id submission number identity_number made_by made_at", content="content", identity="identity")

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    identity_number = models.PositiveIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()
    identity = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="submission_revision_once")]


class SubmissionKey(models.Model):
    """The key of one form's sealed part, handed to one colleague for a time (ADR 0021)."""

    classes = classify(internal="id organisation submission member given_by given_at sent_at", key="blob")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="keys")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "member"], name="submission_key_once")]


class SubmissionCopy(models.Model):
    """What was sent, frozen: written once with the line of the ledger under which it left, never changed, never removed."""

    classes = classify(
        internal="id organisation submission number language form disclosure made_by made_at", content="note", identity="body"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    note = models.BinaryField()
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "number", "language", "form"], name="submission_copy_once")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once. The database refuses changes too, by a trigger."""
        if not self._state.adding:
            raise TypeError("A frozen copy is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        """Never."""
        raise TypeError("A frozen copy is not removed.")
