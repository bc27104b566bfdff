"""Pages put together: what is opened, what stands around it, and how it is shown; each opening is on the record first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import services
from seereya.documentation.content import SourceContent
from seereya.documentation.pages import incident as incident_page
from seereya.documentation.pages import sealed, words
from seereya.documentation.pages.incident import Shown
from seereya.documentation.queries.around import around
from seereya.documentation.queries.sources import MOST, Sources, source_by_code, sources_of
from seereya.vault.services.openings import purpose_of, state_purpose


def incident(by: Actor, incident_id: UUID, *, shown: Shown | None = None) -> dict[str, Any]:
    """The page of an incident. Raises `NotThere`."""
    opened = services.open_incident(by=by, incident_id=incident_id)
    comments = services.open_comments(opened)
    writers = {one.made_by_id for one, _ in comments}
    found = around(by=by, row=opened.row, content=opened.content, writers=writers, most=incident_page.READ_OF_TRAIL)
    return incident_page.page(by, opened, found, comments, shown=shown)


def purpose_for(by: Actor, case: UUID, typed: str) -> str:
    """The purpose of a case: the one just given, kept for the session, or the one given before."""
    if typed.strip():
        state_purpose(by=by, case=case, purpose=typed)
    return purpose_of(by, case)


def with_place(by: Actor, incident_id: UUID, typed: str) -> dict[str, Any]:
    """The incident's page with the precise place open. Raises `Refused("purpose_needed")`."""
    purpose = purpose_for(by, incident_id, typed)
    place = services.open_precise_place(by=by, incident_id=incident_id, purpose=purpose)
    return incident(by, incident_id, shown=Shown({"place": sealed.place_card(place)}, purpose))


def with_testimony(by: Actor, incident_id: UUID, typed: str) -> dict[str, Any]:
    """The incident's page with the verbatim words open."""
    purpose = purpose_for(by, incident_id, typed)
    said = services.open_testimony(by=by, incident_id=incident_id, purpose=purpose)
    content = services.open_incident(by=by, incident_id=incident_id).content
    return incident(by, incident_id, shown=Shown({"testimony": sealed.testimony_card(said, content)}, purpose))


def with_identity(by: Actor, incident_id: UUID, person_id: UUID, typed: str) -> dict[str, Any]:
    """The incident's page with one person's name open; the purpose is the incident's."""
    purpose = purpose_for(by, incident_id, typed)
    identity = services.open_identity(by=by, person_id=person_id, purpose=purpose, case=incident_id)
    card = {"facts": sealed.identity_facts(identity), "purpose": purpose}
    return incident(by, incident_id, shown=Shown({str(person_id): card}, purpose))


def known_sources(by: Actor) -> Sources:
    """Sources to choose from in a form: open code, and what kind it is or its public name; any other by its code."""
    known = [(str(row.id), f"{row.code} · {open_name(content)}") for row, content in sources_of(by=by)]
    return Sources(known, len(known) >= MOST, lambda code: source_by_code(by=by, code=code))


def open_name(source: SourceContent) -> str:
    """What a source may be called openly: its public name, or what kind of source it is."""
    return source.name if source.name and not source.protected else words.term("source_types", source.kind) or "—"
