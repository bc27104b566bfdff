"""Versions of an incident with what each changed, and the whole trail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import handles_of
from seereya.documentation import permissions, services
from seereya.documentation.pages import labelled
from seereya.documentation.pages.incident import folded
from seereya.documentation.pages.words import Row
from seereya.vault.queries import readable_trail


def page(by: Actor, incident_id: UUID) -> dict[str, Any]:
    """Context of the history page."""
    opened = services.open_incident(by=by, incident_id=incident_id)
    row = opened.row
    own = permissions.own(by, row)
    versions = services.open_revisions(by=by, incident_id=incident_id)
    handles = handles_of({one.made_by_id for one, _content in versions}, by.organisation_id)
    shown: list[Row] = []
    for index, (version, content) in enumerate(versions):
        before = labelled.whole(versions[index + 1][1]) if index + 1 < len(versions) else []
        after = labelled.whole(content)
        shown.append(
            {
                "number": version.number,
                "when": version.made_at,
                "who": handles.get(version.made_by_id, ""),
                "diff": labelled.differences(before, after) if before else [],
                "first": not before,
            }
        )
    return {
        "incident": row,
        "own": own,
        "versions": shown,
        "trail": folded(readable_trail(by, row.id)) if own else [],
        "breadcrumb": [
            {"url": reverse("documentation:incidents"), "label": _("Incidents")},
            {"url": reverse("documentation:incident", args=[row.id]), "label": row.reference},
            {"label": _("History")},
        ],
    }
