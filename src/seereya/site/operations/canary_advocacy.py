"""Plants strings in every sealed field of the advocacy room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from seereya.accounts.actor import Actor
from seereya.advocacy import services
from seereya.advocacy.content import ActionContent, StakeholderContact, StakeholderContent, StanceEntry
from seereya.documentation.models import Incident
from seereya.foundation import clock
from seereya.site.operations.canary_submissions import plant as plant_submission

__all__ = ["plant", "plant_submission"]

Take = Callable[[str], str]


def plant(by: Actor, incident: Incident, take: Take) -> None:
    """A stakeholder with a stance, an action with that person, an incident tied to a commitment, a proposed ask declined."""
    content = StakeholderContent(
        take("stakeholder called") or "–",
        take("stakeholder function"),
        take("stakeholder institution"),
        sensitive=True,
        notes=take("stakeholder notes"),
    )
    contact = StakeholderContact(take("stakeholder name"), take("stakeholder reached"), take("stakeholder rules"))
    person = services.save_stakeholder(by=by, content=content, contact=contact)
    today = clock.today()
    stance = StanceEntry(today.isoformat(), 3, "SS-NEU", take("stance why"))
    services.record_stance(by=by, stakeholder_id=person.id, entry=stance)
    said = ActionContent(
        take("action subject"),
        take("action who"),
        take("action notes"),
        take("action outcome"),
        take("action document"),
        str(person.id),
    )
    services.save_action(by=by, done=services.Done("AD-MTG", "national", today), content=said, asks=[])
    promise = services.Promise(
        "CO-INV", today - timedelta(days=9), "Office", "Words", "Source", "Kept", deadline=today - timedelta(days=1)
    )
    row = services.save_commitment(by=by, promise=promise)
    services.link_incident(by=by, incident=incident.reference, commitment_id=row.id)
    services.decline_proposal(by=by, commitment_id=row.id, reason=take("reason of a declined ask") or "–")
