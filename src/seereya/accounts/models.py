"""Organisations, members, their factors and sessions. Real names and contacts are sealed to the organisation's staff vault."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.rules import MemberStatus, Role, Stage
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id


class Organisation(models.Model):
    """A member of the coalition; its code (`AMDH`) opens its references."""

    classes = classify(
        public="id code name country",
        internal="made_at recovery_public recovery_generation shares_needed shares_made backup_recipient",
        key="recovery_private",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)
    made_at = models.DateTimeField()
    recovery_public = models.BinaryField(default=b"")
    recovery_private = models.BinaryField(default=b"")
    recovery_generation = models.PositiveIntegerField(default=0)
    shares_needed = models.PositiveSmallIntegerField(default=0)
    shares_made = models.PositiveSmallIntegerField(default=0)
    backup_recipient = models.CharField(max_length=100, blank=True)


class Member(models.Model):
    """A person who logs in, known by a handle; the name stands sealed in `profile`."""

    classes = classify(
        internal="id organisation handle status language salt stretch verifier public_key key_generation made_at suspended_at left_at "
        "recovery_set_at organisation_generation",
        key="private_boxed private_for_code private_for_organisation",
        contact="profile",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    handle = models.CharField(max_length=30, unique=True)
    status = models.CharField(max_length=12, default=MemberStatus.ENROLLING)
    language = models.CharField(max_length=5, default="fr")
    salt = models.BinaryField()
    stretch = models.CharField(max_length=60)
    verifier = models.BinaryField()
    public_key = models.BinaryField()
    key_generation = models.PositiveIntegerField(default=1)
    private_boxed = models.BinaryField()
    private_for_code = models.BinaryField(default=b"")
    private_for_organisation = models.BinaryField(default=b"")
    organisation_generation = models.PositiveIntegerField(default=0)
    profile = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    recovery_set_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[s.value for s in MemberStatus]), name="member_status_is_known"),
        ]

    @property
    def is_authenticated(self) -> bool:
        """What middleware of the framework asks."""
        return True


class RoleHeld(models.Model):
    """A role a member holds."""

    classes = classify(internal="id member role given_at")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=10)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "role"], name="role_held_once"),
            models.CheckConstraint(condition=Q(role__in=[r.value for r in Role]), name="role_is_known"),
        ]


class Authenticator(models.Model):
    """A second factor: the seed of a TOTP application, sealed to the member, or a passkey's public half."""

    classes = classify(internal="id member kind label credential_id credential sign_count last_step made_at used_at", key="seed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="authenticators")
    kind = models.CharField(max_length=8)
    label = models.CharField(max_length=60, blank=True)
    seed = models.BinaryField(default=b"")
    credential_id = models.BinaryField(default=b"")
    credential = models.BinaryField(default=b"")
    sign_count = models.BigIntegerField(default=0)
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=["totp", "passkey"]), name="authenticator_kind_is_known")]


class Session(models.Model):
    """A browser's session: the member's private key boxed under a key that only the cookie holds."""

    classes = classify(
        internal="token_hash member stage made_at seen_at expires_at said challenge", key="private_boxed", content="purposes"
    )

    token_hash = models.BinaryField(primary_key=True, max_length=32)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="sessions")
    stage = models.CharField(max_length=8)
    private_boxed = models.BinaryField(default=b"")
    purposes = models.BinaryField(default=b"")
    said = models.JSONField(default=list)
    challenge = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="session_stage_is_known")]


class KnownBrowser(models.Model):
    """A browser that has logged a member in before, so that strangers' guesses elsewhere do not lock this one out."""

    classes = classify(internal="id member token_hash made_at")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="known_browsers")
    token_hash = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()


class GuessCount(models.Model):
    """Wrong guesses within one window, counted for a handle and a browser; no address is kept."""

    classes = classify(internal="id bucket since guesses")

    bucket = models.BinaryField(unique=True, max_length=32)
    since = models.DateTimeField()
    guesses = models.PositiveIntegerField(default=0)


class Invitation(models.Model):
    """A link with which one person enrols; it works once, for a week, after a second person approved it."""

    classes = classify(
        internal="id organisation roles token_hash made_by approved_by made_at expires_at used_by withdrawn_at ceremony"
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    roles = models.JSONField(default=list)
    token_hash = models.BinaryField(unique=True, max_length=32)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    used_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    ceremony = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
