"""Referrals by coarse columns; what they say is opened elsewhere, on the record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from seereya.accounts.actor import Actor
from seereya.protection.models import Referral
from seereya.protection.rules import Status
from seereya.protection.sealing import tags_of
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Wrap

# What a receiver may know of: a referral that was sent, never one that was only offered.
_ARRIVED = [s.value for s in Status if s not in {Status.OFFERED, Status.CONSENTED}]


def referrals_about(tags: list[bytes]) -> QuerySet[Referral]:
    """The referrals of one person, newest first, by the tags its rows may carry."""
    rows = Referral.objects.filter(subject_tag__in=tags).select_related("organisation", "to_organisation")
    return rows.order_by("-made_at")


def referrals_made(by: Actor, *, status: str = "") -> QuerySet[Referral]:
    """Referrals the actor's organisation made, those changed last first."""
    rows = Referral.objects.filter(organisation_id=by.organisation_id).select_related("organisation", "to_organisation")
    return (rows.filter(status=status) if status else rows).order_by("-changed_at", "-id")


def referrals_received(by: Actor, *, status: str = "") -> QuerySet[Referral]:
    """Referrals partners sent: those whose key was wrapped to a vault the actor holds."""
    held = [keys.vault.id for keys in keyring_of(by).all()]
    given = Wrap.objects.filter(vault__in=held).exclude(owner=by.organisation_id).values("record")
    rows = Referral.objects.filter(to_organisation_id=by.organisation_id, status__in=_ARRIVED, id__in=given)
    rows = rows.select_related("organisation", "to_organisation")
    return (rows.filter(status=status) if status else rows).order_by("-changed_at", "-id")


def waiting_counts(by: Actor) -> tuple[int, dict[str, int]]:
    """How many referrals wait for our answer, and how many of ours stand at each status."""
    received = referrals_received(by, status=Status.SENT).count()
    rows = Referral.objects.filter(organisation_id=by.organisation_id).values("status").annotate(count=Count("id"))
    return received, {row["status"]: row["count"] for row in rows.order_by()}


def first_offer(*, by: Actor, subject: UUID) -> datetime | None:
    """When a service was first offered to a person: the interview asks, because help is offered before anything is asked."""
    tags = tags_of(by, subject)
    return Referral.objects.filter(subject_tag__in=tags).order_by("made_at").values_list("made_at", flat=True).first()
