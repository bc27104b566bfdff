"""The impunity funnel's rows: coarse on purpose (step and month), so that figures need no file to be opened."""

from __future__ import annotations

from django.db import models

from seereya.accounts.models import Organisation
from seereya.casework.models.casefile import CaseFile
from seereya.foundation.classes import classify


class CaseStep(models.Model):
    """A file was recorded at a step of the funnel, in a month. None in a marked vault."""

    classes = classify(internal="id organisation case position step month")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=3)
    month = models.CharField(max_length=7)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="case_step_position_once")]
        indexes = [models.Index(fields=["organisation", "case"], name="case_step_of_case")]


class FunnelFile(models.Model):
    """What a file stands for in the funnel: how many of each unit, its region and kind of perpetrator, whether it is paused."""

    classes = classify(internal="id organisation case victims incidents suspects proceedings region perpetrators paused")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="+")
    victims = models.PositiveSmallIntegerField(default=0)
    incidents = models.PositiveSmallIntegerField(default=0)
    suspects = models.PositiveSmallIntegerField(default=0)
    proceedings = models.PositiveSmallIntegerField(default=0)
    region = models.CharField(max_length=60, blank=True)
    perpetrators = models.CharField(max_length=40, blank=True)
    paused = models.BooleanField(default=False)
