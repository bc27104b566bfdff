"""The log's tables: entries, their places in the tree, and the tree's complete nodes. All are insert-only."""

from __future__ import annotations

from django.db import models

from seereya.foundation.classes import classify


class AuditEntry(models.Model):
    """One thing somebody did, committed to by a salted hash so that the tree can be shown without the entry."""

    classes = classify(internal="id at tag actor organisation subject facts salt commitment", content="sealed")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    tag = models.CharField(max_length=60)
    actor = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    sealed = models.BinaryField(default=b"")
    salt = models.BinaryField()
    commitment = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_entry_subject"),
            models.Index(fields=["actor", "id"], name="audit_entry_actor"),
            models.Index(fields=["organisation", "id"], name="audit_entry_organisation"),
        ]


class AuditSubject(models.Model):
    """A record named by an entry that opened or changed several at once."""

    classes = classify(internal="id entry subject")

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="subjects")
    subject = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["subject", "entry"], name="audit_subject")]


class AuditLeaf(models.Model):
    """The place of an entry in the tree, given by the sequencer after the entry was committed."""

    classes = classify(internal="position entry leaf_hash")

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="leaf")
    leaf_hash = models.BinaryField()


class AuditNode(models.Model):
    """A complete node of the tree (RFC 6962), kept so that roots and proofs take a logarithm of reads."""

    classes = classify(internal="id level number node_hash")

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    node_hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="audit_node_once")]
