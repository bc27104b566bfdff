"""Vaults, their keys in time, grants to members, wraps of record keys, and the sealed index's stored form."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from seereya.accounts.models import Member, Organisation
from seereya.foundation.classes import classify
from seereya.foundation.identifiers import new_id
from seereya.vault.rules import Form, RequestState, VaultKind


class Vault(models.Model):
    """A compartment of one organisation: whoever holds its key can open what was put into it."""

    classes = classify(internal="id organisation kind name marked version public_key made_at rotation_due_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vaults")
    kind = models.CharField(max_length=14)
    name = models.CharField(max_length=80, blank=True)
    marked = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    public_key = models.BinaryField()
    made_at = models.DateTimeField()
    rotation_due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=[k.value for k in VaultKind]), name="vault_kind_is_known")]


class VaultKey(models.Model):
    """One version of a vault's key pair; the previous private key stands boxed under this version's key."""

    classes = classify(
        internal="id vault version public_key organisation_generation made_at", key="previous private_for_organisation"
    )

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="keys")
    version = models.PositiveIntegerField()
    public_key = models.BinaryField()
    previous = models.BinaryField(default=b"")
    private_for_organisation = models.BinaryField(default=b"")
    organisation_generation = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "version"], name="vault_key_version_once")]


class Grant(models.Model):
    """A member's hold of one version of a vault's key, sealed to the member's public key."""

    classes = classify(internal="id vault version member given_by approved_by made_at revoked_at", key="wrapped")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="grants")
    version = models.PositiveIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grants")
    wrapped = models.BinaryField()
    given_by = models.UUIDField(null=True)
    approved_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "version", "member"], name="grant_once_per_version")]
        indexes = [models.Index(fields=["member", "revoked_at"], name="grant_of_member")]


class GrantRequest(models.Model):
    """Somebody asked that a member receive a vault's key; somebody else decides."""

    classes = classify(internal="id vault member asked_by asked_at state decided_by decided_at")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="requests")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="grant_requests")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=RequestState.ASKED)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in RequestState]), name="grant_request_state_is_known"),
            models.UniqueConstraint(fields=["vault", "member"], condition=Q(state="asked"), name="grant_asked_once"),
        ]


class Wrap(models.Model):
    """A record's key (or one group's key) wrapped to a vault: whoever holds the vault can open the record (or that group)."""

    classes = classify(internal="id record vault organisation owner version scope form made_at", key="blob")

    record = models.UUIDField()
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="wraps")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.UUIDField()
    version = models.PositiveIntegerField()
    scope = models.CharField(max_length=12)
    form = models.CharField(max_length=8)
    blob = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "vault", "scope"], name="wrap_once"),
            models.CheckConstraint(condition=Q(form__in=[f.value for f in Form]), name="wrap_form_is_known"),
        ]
        indexes = [models.Index(fields=["vault", "version"], name="wrap_of_vault_version")]


class IndexHead(models.Model):
    """How far a vault's index has been written: taken under lock by each writer, so that positions have no gaps."""

    classes = classify(internal="id vault organisation index position")

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="index_heads")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    index = models.CharField(max_length=10)
    position = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "index"], name="index_head_once")]


class IndexEntry(models.Model):
    """One change of a vault's index, sealed; read in order of position by those who hold the vault."""

    classes = classify(internal="id vault organisation index position version form", content="blob")

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="index_entries")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    index = models.CharField(max_length=10)
    position = models.BigIntegerField()
    version = models.PositiveIntegerField()
    form = models.CharField(max_length=8)
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "index", "position"], name="index_entry_position_once")]


class IndexSnapshot(models.Model):
    """A part of a vault's whole index up to a position, sealed under the vault's key of one version."""

    classes = classify(internal="id vault organisation index position version schema part parts", content="blob")

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="index_snapshots")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    index = models.CharField(max_length=10)
    position = models.BigIntegerField()
    version = models.PositiveIntegerField()
    schema = models.PositiveIntegerField()
    part = models.PositiveIntegerField()
    parts = models.PositiveIntegerField()
    blob = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vault", "index", "position", "part"], name="index_snapshot_part_once")]


class Draft(models.Model):
    """What somebody was typing, sealed to that person alone; kept until the form is sent or thrown away."""

    classes = classify(internal="id member form_key saved_at", content="blob")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    form_key = models.CharField(max_length=80)
    blob = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "form_key"], name="draft_once_per_form")]


class ReferenceCounter(models.Model):
    """The last number given in an organisation's series, so that references have no global gaps (decision 6)."""

    classes = classify(internal="id organisation series last")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "series"], name="series_once")]
