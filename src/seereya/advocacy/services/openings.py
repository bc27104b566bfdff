"""Opening what is sealed in this room, on the record."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions
from seereya.advocacy.content import ActionContent, DeclineContent, LinkContent, StakeholderContact, StakeholderContent
from seereya.advocacy.models import Action, IncidentLink, ProposalAnswer, Stakeholder
from seereya.advocacy.services import actions, asks, stakeholders
from seereya.protection.sealing import NotThere
from seereya.vault import services as vaults
from seereya.vault.rules import Group

LINK = "incident_link"


@dataclass
class Opened:
    """A stakeholder with what the page may show."""

    row: Stakeholder
    content: StakeholderContent


def open_stakeholders(*, by: Actor) -> list[Opened]:
    """The organisation's stakeholders still in function; one audit row for the page."""
    rows = list(Stakeholder.objects.filter(organisation_id=by.organisation_id, closed_on=None).order_by("reference")[:500])
    keys = vaults.open_records(by=by, records=[row.id for row in rows]) if rows else {}
    return [
        Opened(row, StakeholderContent.from_json(keys[row.id].open(stakeholders.TABLE, Group.CONTENT, row.version, row.content)))
        for row in rows
        if row.id in keys
    ]


def open_stakeholder(*, by: Actor, stakeholder_id: UUID) -> Opened:
    """One stakeholder. Raises `NotThere`."""
    row = Stakeholder.objects.filter(id=stakeholder_id, organisation_id=by.organisation_id).first()
    keys = vaults.open_records(by=by, records=[stakeholder_id]).get(stakeholder_id) if row else None
    if row is None or keys is None:
        raise NotThere
    return Opened(row, StakeholderContent.from_json(keys.open(stakeholders.TABLE, Group.CONTENT, row.version, row.content)))


def open_contact(*, by: Actor, stakeholder_id: UUID, purpose: str) -> StakeholderContact:
    """How somebody is reached, and of a sensitive contact who it is. The purpose may have been stated in this session.

    Raises `NotThere`, `Refused("purpose_needed")`.
    """
    row = Stakeholder.objects.filter(id=stakeholder_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    found = vaults.open_records(by=by, records=[row.id], group=Group.CONTACT, purpose=purpose, case=row.id)
    if row.id not in found:
        raise NotThere
    sealed = found[row.id].open(stakeholders.TABLE, Group.CONTACT, row.contact_version, row.contact)
    return StakeholderContact.from_json(sealed)


def open_action(*, by: Actor, row: Action) -> ActionContent | None:
    """What was said in an action of the own organisation; nothing for roles it is not for."""
    if not permissions.confides(by) or row.organisation_id != by.organisation_id:
        return None
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id)
    return ActionContent.from_json(keys.open(actions.TABLE, Group.CONTENT, row.version, row.content)) if keys else None


def open_links(*, by: Actor, links: list[IncidentLink]) -> dict[UUID, str]:
    """Which incident each of these links names, for who may know; one audit row."""
    if not links or not permissions.confides(by):
        return {}
    keys = vaults.open_records(by=by, records=[one.id for one in links])
    return {
        one.id: LinkContent.from_json(keys[one.id].open(LINK, Group.CONTENT, 1, one.content)).incident
        for one in links
        if one.id in keys
    }


def open_reason(*, by: Actor, row: ProposalAnswer) -> str:
    """Why a proposed ask was declined; nothing for who may not know."""
    if not row.content or not permissions.confides(by):
        return ""
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id)
    if keys is None:
        return ""
    return DeclineContent.from_json(keys.open(asks.DECLINED, Group.CONTENT, 1, row.content)).reason
