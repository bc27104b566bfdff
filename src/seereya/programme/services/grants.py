"""A grant is opened by its coordinator, with its partners and its reporting calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme.models import Grant, GrantPartner, LogframeVersion, Report, ReportPeriod
from seereya.programme.queries.grants import grant_of
from seereya.programme.rules import Refused, calendar, suppression


@dataclass
class GrantFacts:
    """What the contract says. `ceilings`: what each partner may spend, by its organisation, the coordinator among them."""

    code: str
    title: str
    contract: str
    funder: str
    currency: str
    amount: Decimal
    starts: date
    ends: date
    country: str = ""
    every: int = 3
    smallest_cell: int = suppression.USUAL
    emblem: bool = False
    ceilings: dict[UUID, Decimal] = field(default_factory=dict)


def check_facts(facts: GrantFacts, coordinator: UUID) -> None:
    """Raises `Refused`: an amount, days in order, ceilings that the amount covers, the coordinator among the partners."""
    if facts.amount <= 0:
        raise Refused("grant_amount")
    if facts.ends <= facts.starts:
        raise Refused("grant_days")
    if coordinator not in facts.ceilings:
        raise Refused("grant_coordinator_is_partner")
    promised = sum(facts.ceilings.values(), Decimal(0))
    if promised > facts.amount:
        raise Refused("grant_ceilings", over=promised - facts.amount)
    suppression.check_width(facts.smallest_cell, now=facts.smallest_cell, reported=False)


@transaction.atomic
def open_grant(*, by: Actor, facts: GrantFacts, token: UUID | None = None) -> Grant:
    """Opens a grant with its partners, its calendar and an empty first logframe. Raises `Refused`."""
    if token and (sent := Grant.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    check_facts(facts, by.organisation_id)
    now, names = clock.now(), ("code", "title", "contract", "funder", "amount", "starts", "ends", "smallest_cell", "emblem")
    row = Grant(
        id=token or new_id(), organisation=by.member.organisation, made_by=by.member, made_at=now, changed_at=now,
        currency=facts.currency.upper(), country=facts.country.upper(), **{name: getattr(facts, name) for name in names},
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("grant_code_taken") from None
    known = Organisation.objects.in_bulk(list(facts.ceilings))
    GrantPartner.objects.bulk_create(
        GrantPartner(grant=row, organisation=known[one], ceiling=ceiling)
        for one, ceiling in facts.ceilings.items()
        if one in known
    )
    elsewhere = calendar.seat_elsewhere(by.member.organisation.country, facts.country)
    lines = calendar.report_calendar(facts.starts, facts.ends, every=facts.every, elsewhere=elsewhere)
    ReportPeriod.objects.bulk_create(
        ReportPeriod(grant=row, number=one.number, kind=one.kind, starts=one.starts, ends=one.ends, due=one.due) for one in lines
    )
    LogframeVersion.objects.create(grant=row, number=1, reason=facts.contract or facts.code, made_by=by.member, made_at=now)
    record(
        tag=Tag.PROGRAMME_GRANT_OPENED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=row.id,
        facts={"partners": len(known)},
    )
    return row


@transaction.atomic
def change_grant(
    *, by: Actor, grant_id: UUID, version: int, title: str, contract: str, smallest_cell: int, emblem: bool
) -> Grant:
    """Changes what may change of a grant. The smallest cell stays once a report has left. Raises `Refused`, `NotThere`."""
    row = coordinated(by, grant_id)
    if row.version != version:
        raise Refused("changed_meanwhile")
    reported = Report.objects.filter(grant=row, state="frozen").exists()
    suppression.check_width(smallest_cell, now=row.smallest_cell, reported=reported)
    row.title, row.contract, row.smallest_cell, row.emblem = title.strip(), contract.strip(), smallest_cell, emblem
    row.version, row.changed_at = row.version + 1, clock.now()
    row.save()
    record(tag=Tag.PROGRAMME_GRANT_CHANGED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def coordinated(by: Actor, grant_id: UUID) -> Grant:
    """A grant that the member's organisation coordinates, locked for a change. Raises `NotThere`, `Refused("coordinator_only")`."""
    row = grant_of(by, grant_id)
    if row.organisation_id != by.organisation_id:
        raise Refused("coordinator_only")
    return Grant.objects.select_for_update(of=("self",)).select_related("organisation").get(id=row.id)
