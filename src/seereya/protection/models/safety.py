"""How to reach somebody without harm."""

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
