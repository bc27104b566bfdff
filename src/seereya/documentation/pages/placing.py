"""The precise place before it is changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.documentation import permissions, services
from seereya.documentation.pages.assembled import purpose_for
from seereya.documentation.pages.sealed import openers
from seereya.documentation.services import Opened
from seereya.vault.rules import Group


def where(incident_id: UUID) -> str:
    """The incident's page at its sealed parts."""
    return reverse("documentation:incident", args=[incident_id]) + "#sealed"


def asked(by: Actor, incident_id: UUID, typed: str) -> tuple[Opened, dict[str, Any] | None]:
    """The incident and the first values of its form: nothing yet, or the recorded place opened for the purpose of this case.

    No values (`None`) where a place is recorded and its purpose was not given. Raises `Refused("partner_may_not_change")`.
    """
    opened = services.open_incident(by=by, incident_id=incident_id)
    if not permissions.own(by, opened.row) or not opened.keys.holds(Group.PLACE):
        raise Refused("partner_may_not_change")
    if not opened.row.place:
        return opened, {}
    purpose = purpose_for(by, incident_id, typed)
    if not purpose:
        return opened, None
    place = services.open_precise_place(by=by, incident_id=incident_id, purpose=purpose)
    return opened, {"words": place.words, "latitude": place.latitude, "longitude": place.longitude}


def purpose_first(opened: Opened) -> dict[str, Any]:
    """The closed card that asks for the purpose before a recorded place is changed."""
    card = {
        "kind": "place",
        "title": _("Precise place"),
        "inside": _("A place is recorded. It is opened before it is changed."),
        "openers": openers(),
        "open_url": reverse("documentation:incident-place-edit", args=[opened.row.id]),
        "purpose_needed": True,
    }
    return {"incident": opened.row, "card": card}
