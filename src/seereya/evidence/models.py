"""Items of evidence. In clear: organisation, vault, reference, coarse kind, status, the sealed file's hash and size. All else is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.evidence.rules import Custody, ItemStatus, TransferState
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Vault


class EvidenceItem(models.Model):
    """A file received as evidence, kept sealed under a key of its own and never altered.

    `object` is the SHA-256 of the sealed file, which names it on disk; `file` the sealed key that opens it, for a purpose.
    """

    classes = classify(
        internal="id organisation vault reference kind status version object sealed_size made_by made_at changed_at",
        content="content",
        key="file",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=8, default=ItemStatus.KEPT)
    version = models.PositiveIntegerField(default=1)
    object = models.CharField(max_length=64, unique=True)
    sealed_size = models.BigIntegerField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    file = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_at"], name="evidence_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in ItemStatus]), name="evidence_status_is_known")
        ]


class CustodyEvent(models.Model):
    """One line of an item's custody journal; insert-only. `commitment` stands in the log's entry `entry` as well."""

    classes = classify(internal="id item organisation number kind by at commitment entry", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="events")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    by = models.UUIDField()
    at = models.DateTimeField()
    commitment = models.BinaryField()
    entry = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="custody_number_once"),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in Custody]), name="custody_kind_is_known"),
        ]


class CustodyTransfer(models.Model):
    """Custody offered to a partner organisation or to a colleague, and the answer.

    `wrapped`: the item's key, sealed to the partner's vault, which acceptance turns into a wrap; `content`: what the receiver reads.
    """

    classes = classify(
        internal="id item organisation to_organisation to_vault to_member version state offered_by offered_at answered_by answered_at",
        content="content",
        key="wrapped",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="transfers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_vault = models.ForeignKey(Vault, null=True, on_delete=models.PROTECT, related_name="+")
    to_member = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=9, default=TransferState.OFFERED)
    offered_by = models.UUIDField()
    offered_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    content = models.BinaryField()
    wrapped = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "state"], name="transfer_to_answer")]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(state="offered"), name="transfer_open_once"),
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TransferState]), name="transfer_state_is_known"),
        ]


class Opening(models.Model):
    """One member's opening of a file in one session: what was read of it is counted here, behind its event in the journal."""

    classes = classify(internal="id item organisation member session event first_at reads")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="openings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.UUIDField()
    session = models.CharField(max_length=64)
    event = models.UUIDField()
    first_at = models.DateTimeField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member", "session"], name="opening_once_per_session")]


class Receipt(models.Model):
    """What a depositor was handed when an item came in, sealed to the depositor alone, who may be unable to open the item."""

    classes = classify(internal="id item organisation member", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(EvidenceItem, on_delete=models.PROTECT, related_name="receipt")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
