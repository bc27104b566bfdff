"""Grants of a member's organisation, as coordinator or partner."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.programme.models import Grant, GrantPartner, ReportPeriod


class NotThere(Http404):
    """What is not there and what is not theirs answer alike."""


def grants_of(by: Actor) -> QuerySet[Grant]:
    """The grants the member's organisation coordinates or is a partner of, the newest first."""
    shared = GrantPartner.objects.filter(organisation_id=by.organisation_id).values("grant_id")
    return Grant.objects.filter(id__in=shared).select_related("organisation").order_by("-starts", "code")


def grant_of(by: Actor, grant_id: UUID) -> Grant:
    """One of them. Raises `NotThere`, alike for what is not there and what is not theirs."""
    row = grants_of(by).filter(id=grant_id).first()
    if row is None:
        raise NotThere
    return row


def partners(grant: Grant) -> list[GrantPartner]:
    """Who carries out the action, the coordinator first."""
    rows = GrantPartner.objects.filter(grant=grant).select_related("organisation").order_by("organisation__name")
    return sorted(rows, key=lambda row: row.organisation_id != grant.organisation_id)


def organisations(grant: Grant) -> list[UUID]:
    """The ids of the partners' organisations."""
    return list(GrantPartner.objects.filter(grant=grant).values_list("organisation_id", flat=True))


def periods(grant: Grant) -> list[ReportPeriod]:
    """The reporting calendar in order."""
    return list(ReportPeriod.objects.filter(grant=grant).order_by("number"))
