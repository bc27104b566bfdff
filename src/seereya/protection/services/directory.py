"""Keeping the directory of services: write an entry, verify it, close it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection.content import ServiceContact
from seereya.protection.models import Service
from seereya.protection.rules import Refused
from seereya.protection.sealing import NotThere, home_vault
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group

TABLE = "service"


@dataclass
class ServiceEntry:
    """What somebody writes about a service."""

    name: str
    kinds: list[str] = field(default_factory=list)
    place: str = ""
    hours: str = ""
    languages: list[str] = field(default_factory=list)
    cost: str = ""
    for_whom: str = ""
    phone: str = ""
    address: str = ""
    discreet: bool = False
    given_by_us: bool = False
    shared: bool = False


@transaction.atomic
def save_service(
    *, by: Actor, entry: ServiceEntry, service_id: UUID | None = None, version: int | None = None, token: UUID | None = None
) -> Service:
    """Writes a new entry of the directory, or changes one of the own organisation. A discreet one has its contact sealed.

    Raises `NotThere`, `Refused("service_name_needed")`, `Refused("service_kind_needed")`, `Refused("changed_meanwhile")`.
    """
    if not entry.name.strip():
        raise Refused("service_name_needed")
    if not entry.kinds or not set(entry.kinds) <= set(terms.vocabulary("referral_services")):
        raise Refused("service_kind_needed")
    now = clock.now()
    if service_id is None:
        if token and (sent := Service.objects.filter(id=token, made_by=by.member).first()):
            return sent
        row = Service(id=token or new_id(), organisation_id=by.organisation_id, made_by=by.member, made_at=now, version=0)
        row.verified_on, row.verified_by = now.date(), by.member
    else:
        row = _own(by, service_id)
        if row.version != version:
            raise Refused("changed_meanwhile")
    row.version, row.changed_at = row.version + 1, now
    for name in ("name", "kinds", "place", "hours", "languages", "cost", "for_whom", "given_by_us", "shared", "discreet"):
        setattr(row, name, getattr(entry, name))
    _contact(by, row, ServiceContact(entry.phone, entry.address), fresh=service_id is None)
    row.save(force_insert=service_id is None)
    record(tag=Tag.SERVICE_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


def _contact(by: Actor, row: Service, contact: ServiceContact, *, fresh: bool) -> None:
    """In clear, or sealed under keys of its own where the service must not be found by whoever holds the disk."""
    row.phone, row.address, row.contact = contact.phone, contact.address, b""
    if not row.discreet:
        return
    keys = None if fresh else record_keys(keyring_of(by), [row.id]).get(row.id)
    if keys is None:
        keys = vaults.make_record(by=by, record_id=row.id, into={home_vault(by.organisation_id): None})
    row.contact = keys.seal(TABLE, Group.CONTACT, row.version, contact.to_json())
    row.phone = row.address = ""


def _own(by: Actor, service_id: UUID) -> Service:
    row = Service.objects.select_for_update().filter(id=service_id, organisation_id=by.organisation_id, closed_on=None).first()
    if row is None:
        raise NotThere
    return row


@transaction.atomic
def verify_service(*, by: Actor, service_id: UUID) -> Service:
    """Somebody called or went there today: the entry is true as it stands. Raises `NotThere`."""
    row = _own(by, service_id)
    row.verified_on, row.verified_by = clock.today(), by.member
    row.save(update_fields=["verified_on", "verified_by"])
    record(tag=Tag.SERVICE_VERIFIED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def close_service(*, by: Actor, service_id: UUID) -> None:
    """The service is not there any more; referrals made to it keep its name. Raises `NotThere`."""
    row = _own(by, service_id)
    row.closed_on = clock.today()
    row.save(update_fields=["closed_on"])
    record(tag=Tag.SERVICE_CLOSED, actor=by.id, organisation=by.organisation_id, subject=row.id)
