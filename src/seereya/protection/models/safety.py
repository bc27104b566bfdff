"""How to reach somebody without harm; how great the danger is, and what is done against it."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class SafeContactRules(models.Model):
    """The rules that stand before any contact with a person: when, in what words and language, what never to do."""

    classes = classify(
        internal="id organisation subject_tag version numbers_version made_by made_at changed_at",
        content="content",
        contact="numbers",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject_tag = models.BinaryField(max_length=16, db_index=True)
    version = models.PositiveIntegerField(default=1)
    numbers_version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    content = models.BinaryField()
    numbers = models.BinaryField(default=b"")


class RiskAssessment(models.Model):
    """How great the danger was at one contact; never changed, followed by the next one."""

    classes = classify(internal="id organisation subject_tag made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject_tag = models.BinaryField(max_length=16, db_index=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()


class ProtectionPlan(models.Model):
    """What is done against a danger, by whom, until when. Open while it holds; `card` is what the home page reads."""

    classes = classify(
        internal="id organisation subject_tag is_open version made_by made_at changed_at closed_at", content="content card"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject_tag = models.BinaryField(max_length=16, db_index=True)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    content = models.BinaryField()
    card = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "is_open"], name="plan_of_organisation")]
