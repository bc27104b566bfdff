"""Numbered exhibits: items of evidence wherever there is one, words and origin where there is none."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import Exhibit
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.services.cases import note
from seereya.casework.services.storing import hold, store
from seereya.evidence import services as evidence
from seereya.evidence.services import Opened


def add_exhibit(
    *,
    by: Actor,
    case_id: UUID,
    words: str = "",
    origin: str = "",
    reference: str = "",
    document: str = "",
    helps_defence: bool = False,
) -> CaseFile:
    """A numbered exhibit. Numbers are never given twice: what was filed under one stays under it.

    `reference`: of an item of evidence that the member can open; its title and origin stand where nothing else is said, its hash
    is the one of its receipt, and its file is not opened. Raises `NotThere`; `Refused`: `exhibit_needs_words_and_origin`,
    `no_such_item`, `exhibit_there_already`.
    """
    one = Exhibit(0, words.strip(), origin.strip(), "", document, helps_defence)
    if not reference.strip():
        if not (one.words and one.origin):
            raise Refused("exhibit_needs_words_and_origin")
        return _write(by, case_id, one, None)
    item = evidence.read_by_reference(by=by, reference=reference)  # on the record before the change begins
    if item is None:
        raise Refused("no_such_item")
    one.item, one.reference, one.sha256 = str(item.row.id), item.row.reference, item.content.sha256
    one.words, one.origin = one.words or item.content.title, one.origin or item.content.origin
    return _write(by, case_id, one, item)


@transaction.atomic
def _write(by: Actor, case_id: UUID, one: Exhibit, item: Opened | None) -> CaseFile:
    """Numbers the exhibit and puts it into the file; the item says that it belongs there."""
    held = hold(by, case_id)
    same = next((other for other in held.content.exhibits if one.item and other.item == one.item), None)
    if same is not None:
        raise Refused("exhibit_there_already", number=same.number)
    one.number = max((other.number for other in held.content.exhibits), default=0) + 1
    held.content.exhibits.append(one)
    store(by, held)
    if item is not None and item.row.organisation_id == by.organisation_id:
        # An item of a partner who handed custody over is the partner's to describe. The journal of an item is read by more
        # people than the case file is: it names no file.
        evidence.link_item(by=by, item_id=item.row.id, kind="case", target=str(held.row.id))
    note(by, Tag.CASE_CHANGED, held.row, part="exhibits")
    return held.row
