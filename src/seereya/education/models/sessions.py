"""Sessions and how many came. In clear: month, region, what kind of session, counts. Day, place, names and words are sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Organisation
from seereya.education.models.courses import CourseVersion
from seereya.education.rules.sessions import CELLS, Mix, State
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Session(models.Model):
    """A session of education: planned, then held or cancelled.

    `month` is that of the day, which is sealed. `mix`: what the check of a mixed audience says. `limited_to`: the most the group
    may be. `follow_up`: the month from which behaviour is asked after (three months later), emptied when it was.
    The number of private talks has no version in clear, which would count them.
    `generation`: how far the chain of multipliers has carried it, nought where staff gave it.
    """

    classes = classify(
        internal="id organisation reference status month region cercle format theme language audiences course_version limited_to "
        "present women men disabled_f disabled_m mix photographs follow_up generation version place_version",
        content="content talks",
        place="place",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=9)
    month = models.CharField(max_length=7)
    region = models.CharField(max_length=40, blank=True)
    cercle = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=40)
    theme = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    audiences = models.JSONField(default=list)
    course_version = models.ForeignKey(CourseVersion, null=True, on_delete=models.PROTECT, related_name="+")
    limited_to = models.PositiveIntegerField(null=True)
    present = models.PositiveIntegerField(default=0)
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    disabled_f = models.PositiveIntegerField(default=0)
    disabled_m = models.PositiveIntegerField(default=0)
    mix = models.CharField(max_length=8)
    photographs = models.CharField(max_length=8)
    follow_up = models.CharField(max_length=7, blank=True)
    generation = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    place_version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()
    place = models.BinaryField(default=b"")
    talks = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in State]), name="session_status_is_known"),
            models.CheckConstraint(condition=Q(mix__in=[m.value for m in Mix]), name="session_mix_is_known"),
            models.CheckConstraint(condition=Q(present__gte=models.F("women") + models.F("men")), name="session_counts_fit"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-month", "-id"], name="session_by_month"),
            models.Index(fields=["organisation", "status", "month"], name="session_by_status"),
            models.Index(fields=["organisation", "follow_up"], name="session_to_follow_up"),
        ]


class Headcount(models.Model):
    """How many of one cell of the sheet came to a session: women or men of an age band, or people whose sex was not noted."""

    classes = classify(internal="id organisation session cell people")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="headcounts")
    cell = models.CharField(max_length=4)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "cell"], name="headcount_once"),
            models.CheckConstraint(condition=Q(cell__in=CELLS), name="headcount_cell_is_known"),
        ]
