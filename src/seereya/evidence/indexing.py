"""How items of evidence enter the sealed index of their vaults: the schema, and one item's entry."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

from seereya.evidence.content import ItemContent
from seereya.evidence.models import EvidenceItem
from seereya.foundation.searching import IndexSchema
from seereya.vault.rules import VaultKind

EVIDENCE = "evidence"
VAULTS = (VaultKind.DOCUMENTATION, VaultKind.CASEWORK)
SCHEMA = IndexSchema(
    name=EVIDENCE,
    version=1,
    facets=("status", "kind", "linked", "year", "flag", "organisation", "target", "hash"),
    sorts=("received", "collected", "reference", "size"),
    card=("ref", "title", "kind", "status", "received", "collected", "size", "flags", "links", "organisation"),
)


def item_change(row: EvidenceItem, content: ItemContent) -> dict[str, Any]:
    """The change that puts an item into a vault's index."""
    span = _span(content, row)
    return {
        "key": b64encode(row.id.bytes).decode(),
        "text": _text(row, content),
        "facets": _facets(row, content, span),
        "sorts": {
            "received": int(row.made_at.timestamp()),
            "collected": span[0],
            "reference": row.reference,
            "size": content.size,
        },
        "span": list(span),
        "card": _card(row, content),
    }


def _text(row: EvidenceItem, content: ItemContent) -> str:
    """What a search looks through."""
    said = [content.title, content.file_name, content.notes, content.origin, content.device]
    said += [content.collected_where, content.collected_by, row.reference]
    return "\n".join(filter(None, [*said, *(f"{one.words} {one.locator}" for one in content.links)]))


def _card(row: EvidenceItem, content: ItemContent) -> dict[str, Any]:
    """What lists show without opening the item."""
    return {
        "ref": row.reference,
        "title": content.title or content.file_name,
        "kind": row.kind,
        "status": row.status,
        "received": row.made_at.isoformat(),
        "collected": content.collected.words,
        "size": content.size,
        "flags": flags(content),
        "links": [[one.kind, one.target, one.locator] for one in content.links],
        "organisation": str(row.organisation_id),
    }


def _facets(row: EvidenceItem, content: ItemContent, span: tuple[int, int]) -> dict[str, list[str]]:
    years = range(date.fromordinal(span[0]).year, date.fromordinal(span[1]).year + 1)
    return {
        "status": [row.status],
        "kind": [row.kind] if row.kind else [],
        "linked": sorted({one.kind for one in content.links}) or ["none"],
        "year": [str(year) for year in years][:20],
        "flag": flags(content),
        "organisation": [str(row.organisation_id)],
        "target": sorted({one.target for one in content.links}),
        "hash": [content.sha256],
    }


def flags(content: ItemContent) -> list[str]:
    """What a reader should know before opening: graphic, sensitive, the content contradicts its name, nothing on its collection."""
    found = ["graphic"] if content.graphic else []
    found += ["sensitive"] if content.sensitivity != "ordinary" else []
    found += ["contradiction"] if content.findings else []
    return found if content.is_collected else [*found, "not_collected"]


def _span(content: ItemContent, row: EvidenceItem) -> tuple[int, int]:
    """When it was collected, or came in where that is not said."""
    days = [date.fromisoformat(day) for day in (content.collected.earliest, content.collected.latest) if day]
    found = days or [row.made_at.date()]
    return found[0].toordinal(), found[-1].toordinal()
