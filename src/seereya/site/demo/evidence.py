"""Files of the demonstration's story: received, linked, handed over: one accepted by a partner, others not answered, one of them late."""

from __future__ import annotations

import io
from typing import Any

from seereya.accounts.actor import Actor
from seereya.documentation.models import Incident
from seereya.evidence import services
from seereya.evidence.content import ItemContent
from seereya.evidence.models import EvidenceItem
from seereya.site.demo.drawn import picture, voice_note
from seereya.site.demo.past import days_ago
from seereya.site.demo.story import when


def receive(told: list[dict[str, Any]], by: Actor, incident: Incident, partners: dict[str, Actor]) -> None:
    """Receives each file of the story. A file whose name says PDF and whose content is text is kept, and marked."""
    for one in told:
        data = picture(one["drawn"]) if "drawn" in one else one["text"].encode()
        with days_ago(one.get("days_ago", 0)):
            row = _received(one, data, by)
            services.link_item(
                by=by,
                item_id=row.id,
                kind="incident",
                target=str(incident.id),
                locator=one["locator"],
                words=incident.reference,
            )
            if "transfer" in one:
                _hand_over(one, row, by, partners)


def _received(one: dict[str, Any], data: bytes, by: Actor) -> EvidenceItem:
    content = ItemContent(
        title=one["title"],
        collected=when(one["collected"]),
        collected_by=one["collected_by"],
        collected_where=one["collected_where"],
        collected_how=one["collected_how"],
    )
    return services.receive_item(by=by, file=io.BytesIO(data), name=one["name"], content=content)


def _hand_over(one: dict[str, Any], row: EvidenceItem, by: Actor, partners: dict[str, Actor]) -> None:
    """Custody is offered to a partner; who accepts is named, or nobody has answered yet."""
    partner = partners[one["transfer"]].organisation_id
    words = one.get("words", "")
    transfer = services.offer_transfer(by=by, item_id=row.id, organisation_id=partner, words=words)
    if "accepted" in one:
        services.accept_transfer(by=partners[one["accepted"]], transfer_id=transfer.id, words="Reçu, comparé à l’empreinte.")


def voice(told: dict[str, Any], by: Actor) -> EvidenceItem:
    """The voice notes of a first account."""
    return _received(told, voice_note(), by)
