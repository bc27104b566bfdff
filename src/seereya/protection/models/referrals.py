"""Referrals of a person to a service, of one's own or of a partner."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.protection.rules import Status


class Referral(models.Model):
    """A service offered to a person, what the person decided, and what became of it.

    `content` is read by both organisations once it is sent; `own` stays with the one that refers (`sealed:testimony`: what the
    person said, and who it is about); `released` is a name and a way to reach, for the receiver, where the person agreed to it: a
    record of its own (`released_id`), wrapped to the identities vaults of both.
    """

    classes = classify(
        internal="id organisation to_organisation reference status month subject_tag version own_version released_id made_by made_at "
        "changed_at",
        content="content",
        testimony="own",
        identity="released",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=8)
    month = models.CharField(max_length=7, blank=True)
    subject_tag = models.BinaryField(max_length=16, db_index=True)
    version = models.PositiveIntegerField(default=1)
    own_version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    own = models.BinaryField()
    released_id = models.UUIDField(null=True)
    released = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="referral_status_is_known")]
        indexes = [
            models.Index(fields=["organisation", "status"], name="referral_of_organisation"),
            models.Index(fields=["to_organisation", "status"], name="referral_to_organisation"),
        ]
