"""Which incident of ours a commitment or a recommendation concerns."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.content import LinkContent
from seereya.advocacy.models import Commitment, IncidentLink, Recommendation
from seereya.advocacy.services.openings import LINK
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence import targets
from seereya.protection.sealing import new_tag, tags_of


@transaction.atomic
def link_incident(
    *, by: Actor, incident: str, commitment_id: UUID | None = None, recommendation_id: UUID | None = None
) -> IncidentLink:
    """Ties an incident, by its reference, to a commitment or a recommendation; the link itself is sealed.

    Only an incident the member can open. Raises `NotThere`, `Refused` (`no_such_incident`, `linked_already`).
    """
    found = targets.find("incident", by, incident)
    if found is None:
        raise Refused("no_such_incident")
    values: dict[str, object] = {}
    if commitment_id is not None:
        values["commitment"] = keeping.seen(Commitment, commitment_id)
    else:
        values["recommendation"] = keeping.seen(Recommendation, recommendation_id)  # type: ignore[arg-type]
    if IncidentLink.objects.filter(organisation_id=by.organisation_id, incident_tag__in=tags_of(by, found[0]), **values).exists():
        raise Refused("linked_already")
    row, _sent = keeping.begin(IncidentLink, by, None, incident_tag=new_tag(by, found[0]), **values)
    keys = keeping.new_keys(by, row.id)
    row.content = keeping.sealed(keys, LINK, 1, LinkContent(str(found[0])))
    row.save(force_insert=True)
    record(tag=Tag.ADVOCACY_LINKED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def unlink_incident(*, by: Actor, link_id: UUID) -> IncidentLink:
    """The incident has nothing to do with it after all. Raises `NotThere`."""
    row = keeping.own(IncidentLink, by, link_id)
    record(tag=Tag.ADVOCACY_UNLINKED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    IncidentLink.objects.filter(id=row.id).delete()
    return row
