"""Incidents that commitments and recommendations concern, and commitments as an incident's page shows them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions, wording
from seereya.advocacy.models import Commitment, IncidentLink, Recommendation
from seereya.advocacy.rules.commitments import gap_days, is_overdue
from seereya.advocacy.services.openings import open_links
from seereya.evidence import targets
from seereya.foundation import clock
from seereya.protection.sealing import tags_of
from seereya.reference.saying import Row, term


def _named(by: Actor, rows: list[IncidentLink]) -> Row:
    """How many incidents of ours, and which for who may know: three queries at most."""
    opened = open_links(by=by, links=rows)
    names = targets.name(by, [("incident", UUID(one)) for one in opened.values()]) if opened else {}
    found = [{"link": link, "named": names[UUID(one)]} for link, one in opened.items() if UUID(one) in names]
    return {"count": len(rows), "rows": found}


def of_commitment(by: Actor, row: Commitment) -> Row:
    """The own incidents a commitment is about."""
    return _named(by, list(IncidentLink.objects.filter(organisation_id=by.organisation_id, commitment=row).order_by("made_at")))


def of_recommendation(by: Actor, row: Recommendation) -> Row:
    """The own incidents a recommendation is about."""
    return _named(
        by, list(IncidentLink.objects.filter(organisation_id=by.organisation_id, recommendation=row).order_by("made_at"))
    )


def of_incident(by: Actor, incident: UUID) -> dict[str, Any] | None:
    """What authorities announced about an incident: the announcement, the deadline, the days since. Two queries."""
    if not permissions.confides(by):
        return None
    tags = tags_of(by, incident)
    if not tags:
        return None
    found = IncidentLink.objects.filter(
        organisation_id=by.organisation_id, incident_tag__in=tags, commitment__isnull=False
    ).select_related("commitment")
    rows = [link.commitment for link in found.order_by("commitment__announced_on") if link.commitment is not None]
    if not rows:
        return None
    today = clock.today()
    return {
        "commitments": [
            {
                "row": one,
                "url": reverse("advocacy:commitment", args=[one.id]),
                "kind": term("commitment_types", one.kind),
                "announced": wording.day(one.announced_on),
                "deadline": wording.day(one.deadline),
                "status": term("commitment_status", one.status),
                "overdue": is_overdue(deadline=one.due_on, status=one.status, today=today),
                "days": gap_days(one.announced_on, one.first_act_on, today=today),
            }
            for one in rows
        ]
    }
