"""What stands around the advocacy: a chronology, figures as others worded them, what others called for."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id

_KEPT = "id organisation version made_by made_at changed_at"


class Sourced(models.Model):
    """A public fact with its source, written by one organisation and read by the coalition."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class ContextEvent(Sourced):
    """A dated public event: a summit, a change of power, a decision on troops, the promise of a government that is no more."""

    classes = classify(public="kind on until title words by_whom ended_on source source_url", internal=_KEPT)

    kind = models.CharField(max_length=10)
    on = models.DateField(db_index=True)
    until = models.DateField(null=True)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    by_whom = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True)


class CitedFigure(Sourced):
    """A figure as its source words it: of what, for which period and scope, as of which day. Never added up with another."""

    classes = classify(public="worded about period scope as_of quote source source_url", internal=_KEPT)

    worded = models.CharField(max_length=120)
    about = models.CharField(max_length=200)
    period = models.CharField(max_length=120)
    scope = models.CharField(max_length=200)
    as_of = models.DateField(db_index=True)
    quote = models.TextField(blank=True)


class ThirdPartyCall(Sourced):
    """What somebody else asked of the authorities, in the words used."""

    classes = classify(public="caller body on addressee words theme source source_url", internal=_KEPT)

    caller = models.CharField(max_length=200)
    body = models.CharField(max_length=40, blank=True)
    on = models.DateField(db_index=True)
    addressee = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    theme = models.CharField(max_length=20, blank=True)
