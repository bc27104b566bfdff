"""What a government or another authority promised in public, and what became of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.advocacy.models.recommendations import Recommendation
from seereya.advocacy.rules.commitments import Pause, Status, due_on
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Commitment(models.Model):
    """Exact words of an authority on a day, what would count as kept, and by when.

    All of it is public: who spoke is named by office and person as the source names them. `status`, `status_on`, `first_act_on`,
    `has_text`, `has_budget` repeat what the dated entries say, so that lists and indicators count without reading them.
    """

    classes = classify(
        public="reference kind theme announced_on office person body words source source_url kept_if deadline deadline_basis",
        internal="id organisation recommendation status status_on first_act_on has_text has_budget paused paused_on version "
        "made_by made_at changed_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    theme = models.CharField(max_length=20, blank=True)
    announced_on = models.DateField()
    office = models.CharField(max_length=200)
    person = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=40, blank=True)
    words = models.TextField()
    source = models.CharField(max_length=300)
    source_url = models.CharField(max_length=500, blank=True)
    kept_if = models.TextField()
    deadline = models.DateField(null=True)
    deadline_basis = models.CharField(max_length=300, blank=True)
    recommendation = models.ForeignKey(Recommendation, null=True, on_delete=models.PROTECT, related_name="commitments")
    status = models.CharField(max_length=8, default=Status.MADE)
    status_on = models.DateField()
    first_act_on = models.DateField(null=True)
    has_text = models.BooleanField(default=False)
    has_budget = models.BooleanField(default=False)
    paused = models.CharField(max_length=6, blank=True)
    paused_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["announced_on"], name="commitment_announced"),
            models.Index(fields=["status", "deadline"], name="commitment_due"),
            models.Index(fields=["body"], name="commitment_body"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="commitment_status_is_known"),
            models.CheckConstraint(condition=Q(paused__in=["", *(p.value for p in Pause)]), name="commitment_pause_is_known"),
        ]

    @property
    def due_on(self) -> date | None:
        """The day after which it is overdue."""
        return due_on(kind=self.kind, announced=self.announced_on, deadline=self.deadline, first_act=self.first_act_on)


class CommitmentEntry(models.Model):
    """One dated move of a commitment, with its source; never changed, followed by the next one."""

    classes = classify(public="status on words source source_url", internal="id commitment organisation made_by made_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=8)
    on = models.DateField()
    words = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class Archive(models.Model):
    """The copy of a public source as it stood on a day: its text, or a file kept among the evidence; with its SHA-256."""

    classes = classify(public="text sha256 size archived_at", internal="id commitment organisation item item_reference made_by")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="archives")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    item = models.UUIDField(null=True)
    item_reference = models.CharField(max_length=40, blank=True)
    archived_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")


class CommitmentPause(models.Model):
    """A stretch of days during which nothing was asked about a commitment. Why is not repeated here."""

    classes = classify(internal="id organisation commitment since until")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)


class CaseLink(models.Model):
    """That a case file of ours is about what a commitment announces. Which file is sealed to the vault that holds the file.

    `case_tag`: derived from a key of that vault and the file's id, so that who holds the vault finds the commitments of a file, and
    who holds the disk, or does the advocacy without holding the vault, finds nothing.
    """

    classes = classify(internal="id organisation commitment case_tag made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="case_links")
    case_tag = models.BinaryField(max_length=16, db_index=True)
    content = models.BinaryField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class IncidentLink(models.Model):
    """That a commitment or a recommendation concerns an incident of ours. Which incident is sealed: the commitment's words are not.

    `incident_tag`: derived from a key of the vault and the incident's id, so that who holds the vault finds the links of an incident
    and who holds the disk finds nothing.
    """

    classes = classify(
        internal="id organisation commitment recommendation incident_tag made_by made_at",
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.CASCADE, related_name="incident_links")
    recommendation = models.ForeignKey(Recommendation, null=True, on_delete=models.CASCADE, related_name="incident_links")
    incident_tag = models.BinaryField(max_length=16, db_index=True)
    content = models.BinaryField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
