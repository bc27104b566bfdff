"""The custody extract that goes along with a copy, to people who are not ours: a page of its own, numbers and moments, no free words.

What members wrote about an item, what the file was called, who collected it and where may name somebody whom no basis lets out.
Members stand in it by a number: the accused can read what a court receives.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import organisations
from seereya.evidence import services, wording
from seereya.evidence.pages import journal
from seereya.evidence.queries.log import positions
from seereya.evidence.rules import gaps
from seereya.foundation import clock

Row = dict[str, Any]


def extract(by: Actor, item_id: UUID) -> bytes:
    """The extract as a file, in the language of who lets it out. The item opens on the record. Raises `NotThere`."""
    opened = services.open_to_print(by=by, item_id=item_id)
    row, content = opened.row, opened.content
    found = services.read_journal(opened)
    missing = gaps(journal.steps(found), collected=content.is_collected, now=clock.now())
    page: Row = {
        "language": get_language(),
        "item": row,
        "kind": wording.label(wording.KINDS, row.kind) if row.kind else "",
        "type": content.detected or _("not recognised"),
        "size": content.size,
        "sha256": content.sha256,
        "lines": _lines(found),
        "gaps": [wording.gap(one) for one in missing],
        "made_at": clock.now(),
    }
    return render_to_string("evidence/extract_file.html", page).encode()


def _lines(found: journal.Journal) -> list[Row]:
    codes = {str(row.id): row.code for row in organisations()}
    places = positions(row.entry for row, _written in found)
    numbers = {member: place for place, member in enumerate(dict.fromkeys(row.by for row, _written in found), start=1)}
    return [
        {
            "number": row.number,
            "when": row.at,
            "what": wording.label(wording.EVENTS, row.kind),
            "who": _("member %(number)s, %(organisation)s")
            % {"number": numbers[row.by], "organisation": codes.get(written.event.organisation, "")},
            "commitment": bytes(row.commitment).hex(),
            "position": places.get(row.entry),
        }
        for row, written in found
    ]
