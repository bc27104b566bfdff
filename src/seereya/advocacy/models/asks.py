"""What we ask, of whom, by when; what was proposed by a deadline that passed; what we did, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.advocacy.models.commitments import Commitment
from seereya.advocacy.models.recommendations import Recommendation
from seereya.advocacy.rules.asks import Result
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Ask(models.Model):
    """One precise request in one wording, used again in every letter, meeting and submission."""

    classes = classify(
        internal="id organisation reference what of_whom body by_when indicator theme commitment recommendation result closed_on "
        "version made_by made_at changed_at",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    what = models.TextField()
    of_whom = models.CharField(max_length=200)
    body = models.CharField(max_length=40, blank=True)
    by_when = models.DateField()
    indicator = models.CharField(max_length=300)
    theme = models.CharField(max_length=20, blank=True)
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="asks")
    recommendation = models.ForeignKey(Recommendation, null=True, on_delete=models.PROTECT, related_name="asks")
    result = models.CharField(max_length=8, blank=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "result", "by_when"], name="ask_open")]
        constraints = [models.CheckConstraint(condition=Q(result__in=[r.value for r in Result]), name="ask_result_is_known")]


class ProposalAnswer(models.Model):
    """A person's answer to the ask that a passed deadline proposes: made into an ask, or declined for a reason, which is sealed."""

    classes = classify(internal="id organisation commitment deadline accepted ask made_by made_at", content="content")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="answers")
    deadline = models.DateField()
    accepted = models.BooleanField()
    ask = models.ForeignKey(Ask, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField(default=b"")
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "deadline"], name="proposal_answered_once")]


class Action(models.Model):
    """One act of advocacy: of which kind, before whom, when, with what outcome. What was said and who was there is sealed.

    `target_tag`: the stakeholder met, found by who holds the vault only.
    """

    classes = classify(
        internal="id organisation reference kind level body on languages cost_line outcome outcome_on follow_up followed_up_on "
        "target_tag version made_by made_at changed_at",
        content="content",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    body = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    languages = models.JSONField(default=list)
    cost_line = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    outcome_on = models.DateField(null=True)
    follow_up = models.DateField(null=True)
    followed_up_on = models.DateField(null=True)
    target_tag = models.BinaryField(max_length=16, default=b"", db_index=True)
    content = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-on"], name="action_of_organisation"),
            models.Index(fields=["organisation", "follow_up"], name="action_to_follow"),
            models.Index(fields=["organisation", "body"], name="action_before_body"),
        ]


class ActionAsk(models.Model):
    """That an ask was put forward in an action."""

    classes = classify(internal="id organisation action ask")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="asked")
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="put_forward")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "ask"], name="ask_once_in_action")]
