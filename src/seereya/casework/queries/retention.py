"""Which case files are past their time, by their coarse columns: whoever counts them holds no casework vault."""

from __future__ import annotations

from datetime import datetime

from seereya.accounts.actor import Actor
from seereya.casework.models import CaseFile
from seereya.protection.retention import Held


def closed_long_ago(by: Actor, before: datetime, _held: Held) -> int:
    """Files closed, and not touched since a moment. Whom they speak of is sealed to counsel, a legal hold therefore unknown here."""
    return CaseFile.objects.filter(organisation_id=by.organisation_id, status="closed", changed_at__lt=before).count()
