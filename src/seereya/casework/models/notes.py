"""Counsel's privileged notes: records of their own, so that nothing that opens a case file opens them."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.casework.models.casefile import CaseFile
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class CounselNote(models.Model):
    """What counsel writes for counsel. Its key is wrapped to the casework vault alone and shared with nobody."""

    classes = classify(internal="id organisation case made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.BinaryField()
