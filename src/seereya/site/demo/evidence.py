"""Files of the demonstration's story: received, linked to the incident, one of them offered to a partner and not answered yet."""

from __future__ import annotations

import io
from typing import Any

from seereya.accounts.actor import Actor
from seereya.documentation.models import Incident
from seereya.evidence import services
from seereya.evidence.content import ItemContent
from seereya.site.demo.story import when


def receive(told: list[dict[str, Any]], by: Actor, incident: Incident, partners: dict[str, Actor]) -> None:
    """Receives each file of the story. A file whose name says PDF and whose content is text is kept, and marked."""
    for one in told:
        content = ItemContent(
            title=one["title"],
            collected=when(one["collected"]),
            collected_by=one["collected_by"],
            collected_where=one["collected_where"],
            collected_how=one["collected_how"],
        )
        row = services.receive_item(by=by, file=io.BytesIO(one["text"].encode()), name=one["name"], content=content)
        services.link_item(
            by=by,
            item_id=row.id,
            kind="incident",
            target=str(incident.id),
            locator=one["locator"],
            words=incident.reference,
        )
        if "transfer" in one:
            services.offer_transfer(by=by, item_id=row.id, organisation_id=partners[one["transfer"]].organisation_id)
