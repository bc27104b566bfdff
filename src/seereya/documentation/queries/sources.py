"""Sources and persons of an organisation by their open codes, for choosing one in a form; no name is opened."""

from __future__ import annotations

from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation.content import PersonContent, SourceContent
from seereya.documentation.models import Person, Source
from seereya.vault import services as vaults
from seereya.vault.rules import Group

MOST = 200


def sources_of(*, by: Actor, only: list[UUID] | None = None) -> list[tuple[Source, SourceContent]]:
    """The sources the member can open, the newest first; their identities stay closed. One audit row for the page."""
    rows = Source.objects.filter(organisation_id=by.organisation_id)
    rows = rows.filter(id__in=only) if only is not None else rows
    page = list(rows.order_by("-made_at")[:MOST])
    keys = vaults.open_records(by=by, records=[row.id for row in page])
    return [
        (row, SourceContent.from_json(keys[row.id].open("source", Group.CONTENT, row.version, row.content)))
        for row in page
        if row.id in keys
    ]


def persons_of(*, by: Actor, only: list[UUID] | None = None) -> list[tuple[Person, PersonContent]]:
    """The persons the member can open, the newest first, without names. One audit row for the page."""
    rows = Person.objects.filter(organisation_id=by.organisation_id)
    rows = rows.filter(id__in=only) if only is not None else rows
    page = list(rows.order_by("-made_at")[:MOST])
    keys = vaults.open_records(by=by, records=[row.id for row in page])
    return [
        (row, PersonContent.from_json(keys[row.id].open("person", Group.CONTENT, row.version, row.content)))
        for row in page
        if row.id in keys
    ]
