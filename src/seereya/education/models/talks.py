"""Private talks asked for at a session: records of the documentation vault that the educator cannot read back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class PrivateTalk(models.Model):
    """Somebody asked to talk in private. Its id is the opaque subject that a referral is made for.

    In clear: an open code, a month, whether help was offered. Neither who wrote it down nor at which session.
    """

    classes = classify(internal="id organisation code month status version", content="content")

    WAITING, OFFERED, ENDED = "waiting", "offered", "ended"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    month = models.CharField(max_length=7)
    status = models.CharField(max_length=8, default=WAITING)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "status"], name="talk_of_organisation")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=["waiting", "offered", "ended"]), name="talk_status_is_known")
        ]
