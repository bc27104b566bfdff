"""Services, referrals and safe-contact rules as people write them: through the services, sealed into real vaults."""

from __future__ import annotations

from uuid import UUID

from seereya.protection import queries, services
from seereya.protection.content import (
    ComplaintContent,
    Measure,
    PlanContent,
    ReferralContent,
    RiskContent,
    SafeContact,
    SafeNumbers,
)
from seereya.protection.models import Complaint, Referral, RiskAssessment, SafeContactRules, Service
from seereya.protection.rules import Status
from seereya.protection.services.complaints import file_complaint
from seereya.protection.services.directory import ServiceEntry
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded

CARE = "RF-MED-CMR"


def service(*, by: Person, name: str = "CSRéf", **more: object) -> Service:
    """An entry of the directory."""
    packs_loaded()
    return services.save_service(by=by, entry=ServiceEntry(name, **({"kinds": [CARE]} | more)))  # type: ignore[arg-type]


def referral(*, by: Person, subject: UUID, service: Service | None = None, note: str = "", **more: object) -> Referral:
    """A service offered to a person."""
    packs_loaded()
    content = ReferralContent(**({"service": CARE} | more))  # type: ignore[arg-type]
    return services.offer_referral(by=by, subject=subject, content=content, note=note, service_id=service.id if service else None)


def moved(row: Referral, *steps: tuple[Status, str], by: Person, **more: object) -> Referral:
    """The referral after some moves by one side."""
    for after, words in steps:
        row = services.move_referral(by=by, referral_id=row.id, version=row.version, after=after, words=words, **more)  # type: ignore[arg-type]
        more = {}
    return row


def safe_contact(*, by: Person, subject: UUID, avoid: str = "", **more: object) -> SafeContactRules:
    """The first rules before any contact with a person."""
    content = SafeContact(**more)  # type: ignore[arg-type]
    return services.save_safe_contact(by=by, subject=subject, version=0, content=content, numbers=SafeNumbers(avoid))


def danger(*, by: Person, subject: UUID, level: str = "RK3", why: str = "threats", measure: str = "") -> RiskAssessment:
    """A risk assessed; with a measure, its plan written."""
    packs_loaded()
    row = services.assess_risk(by=by, subject=subject, content=RiskContent(level, why=why))
    if measure:
        (plan,) = queries.open_plans(by)
        handle = by.member.handle
        content = PlanContent([Measure(measure, handle)], handle)
        services.save_plan(by=by, subject=subject, version=plan.row.version, content=content, expires="2099-01-01")
    return row


def complaint(
    *, by: Person, about: Person, to: tuple[Person, ...], words: str = "He asked for money.", **more: object
) -> Complaint:
    """A complaint about a colleague, to those who may read it."""
    packs_loaded()
    organisation = str(about.organisation_id)
    content = ComplaintContent("", words, kind="CK-MON", accused_id=str(about.id), organisation_id=organisation)
    return file_complaint(by=by, content=content, recipients=[str(one.id) for one in to], **more)  # type: ignore[arg-type]
