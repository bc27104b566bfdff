"""Correcting what is written about an item, and linking it; the journal says what stood there before. The file never changes."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.evidence.content import ItemContent, Link
from seereya.evidence.models import EvidenceItem
from seereya.evidence.rules import LINK_KINDS, Custody, Refused
from seereya.evidence.services.custody import Said, write_event
from seereya.evidence.services.storing import hold, store
from seereya.foundation.identifiers import new_id

CORRECTED = (
    "title",
    "collected",
    "collected_by",
    "collected_where",
    "collected_how",
    "origin",
    "device",
    "language",
    "sensitivity",
    "graphic",
    "notes",
)


@transaction.atomic
def correct_item(*, by: Actor, item_id: UUID, version: int, content: ItemContent, reason: str) -> EvidenceItem:
    """Corrects what is written about an item; hash, size, name, types, findings and links stay as they stand.

    Raises `Refused`: `reason_needed_to_correct`, `changed_meanwhile`.
    """
    held = hold(by, item_id)
    if held.row.version != version:
        raise Refused("changed_meanwhile")
    before = {name: _words(getattr(held.content, name)) for name in CORRECTED}
    changed = [name for name in CORRECTED if getattr(held.content, name) != getattr(content, name)]
    if not changed:
        return held.row
    if not reason.strip():
        raise Refused("reason_needed_to_correct")
    for name in changed:
        setattr(held.content, name, getattr(content, name))
    store(by, held)
    said = Said(words=reason.strip(), details={name: before[name] for name in changed})
    write_event(by=by, row=held.row, keys=held.keys, kind=Custody.CORRECT, said=said)
    return held.row


def _words(value: object) -> str:
    return str(getattr(value, "words", value))


@transaction.atomic
def link_item(*, by: Actor, item_id: UUID, kind: str, target: str, locator: str = "", words: str = "") -> Link:
    """Links an item to a record of another room, with where in the item it is. `words`: how the record is called in the journal.

    The same link a second time changes nothing. Raises `NotThere`, `Refused("unknown_link_kind")`.
    """
    if kind not in LINK_KINDS:
        raise Refused("unknown_link_kind")
    held = hold(by, item_id)
    place = " ".join(locator.split())
    for one in held.content.links:
        if (one.kind, one.target, one.locator) == (kind, str(target), place):
            return one
    link = Link(new_id().hex, kind, str(target), place, words)
    held.content.links.append(link)
    store(by, held)
    write_event(by=by, row=held.row, keys=held.keys, kind=Custody.LINK, said=_said(link))
    return link


@transaction.atomic
def unlink_item(*, by: Actor, item_id: UUID, link_id: str) -> EvidenceItem:
    """Takes a link away; the journal keeps it. Raises `Refused("no_such_link")`."""
    held = hold(by, item_id)
    link = next((one for one in held.content.links if one.id == link_id), None)
    if link is None:
        raise Refused("no_such_link")
    held.content.links.remove(link)
    store(by, held)
    write_event(by=by, row=held.row, keys=held.keys, kind=Custody.UNLINK, said=_said(link))
    return held.row


def _said(link: Link) -> Said:
    return Said(words=" · ".join(filter(None, [link.words, link.locator])), details=asdict(link))
