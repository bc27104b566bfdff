"""Plants strings in every sealed field of the protection room."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.protection import services
from seereya.protection.content import (
    BreachContent,
    ComplaintContent,
    Measure,
    PlanContent,
    ReferralContent,
    Released,
    RiskContent,
    SafeContact,
    SafeNumbers,
)
from seereya.protection.rules import Status
from seereya.protection.rules_complaints import Move
from seereya.protection.services import complaints
from seereya.protection.services import dataprotection as registers
from seereya.protection.services.directory import ServiceEntry

_SHELTER = "RF-SHE"
_MOVES = (Status.CONSENTED, Status.SENT)

Take = Callable[[str], str]


def plant(by: Actor, partner: Actor, person: UUID, take: Take) -> None:
    """A discreet service, a referral to a partner with a released name, rules, risk and plan, an exercise."""
    entry = ServiceEntry("Refuge", [_SHELTER], phone=take("service phone"), address=take("service address"), discreet=True)
    services.save_service(by=by, entry=entry)
    theirs = ServiceEntry("Clinic", [_SHELTER], given_by_us=True, shared=True)
    clinic = services.save_service(by=partner, entry=theirs)
    _refer(by, person, clinic.id, take)
    services.save_safe_contact(
        by=by,
        subject=person,
        version=0,
        content=SafeContact(take("contact times"), take("contact words"), other=take("contact rules")),
        numbers=SafeNumbers(take("numbers to avoid"), take("who answers")),
    )
    risk = RiskContent("RK4", why=take("risk") or "–", contact=take("risk contact"))
    services.assess_risk(by=by, subject=person, content=risk)
    measures = [Measure(take("measure") or "–", by.member.handle, When(words=take("measure date")))]
    content = PlanContent(measures, by.member.handle, take("plan note"))
    services.save_plan(by=by, subject=person, version=1, content=content, expires="2099-01-01")
    row = services.begin_drill(by=by, member_id=by.id, kind="device", days=30, words=take("drill"), is_exercise=True)
    _registers(by, person, take)
    services.tick_warned(by=by, drill_id=row.id, subject=str(person), note=take("drill note"))


def complain(by: Actor, officer: Actor, take: Take) -> None:
    """A complaint about somebody of the staff, acknowledged with a note among recipients."""
    content = ComplaintContent(
        "",
        take("complaint") or "–",
        accused=take("accused") or "–",
        organisation_id=str(by.organisation_id),
        behalf=take("on whose behalf"),
        wish=take("complaint wish"),
    )
    row = complaints.file_complaint(by=by, content=content, recipients=[str(officer.id)])
    words, note = take("complaint answer"), take("complaint note")
    complaints.move_complaint(by=officer, complaint_id=row.id, version=row.version, move=Move.LOOK, words=words, note=note)


def _registers(by: Actor, person: UUID, take: Take) -> None:
    """A request, its answer, a legal hold, a breach."""
    row = registers.receive_request(
        by=by,
        subject=person,
        kind="access",
        received_on=clock.today(),
        words=take("request words"),
        identified=take("request identified"),
    )
    told, done = take("request answer") or "–", take("request done")
    registers.answer_request(by=by, request_id=row.id, version=1, granted=True, answer=told, done=done)
    registers.place_hold(by=by, subject=person, reason=take("legal hold") or "–")
    content = BreachContent(take("breach") or "–", take("breach affected"), take("breach measures"), take("breach told"))
    registers.save_breach(by=by, content=content, known_at=clock.now(), authority_told_at=None)


def _refer(by: Actor, person: UUID, service: UUID, take: Take) -> None:
    content = ReferralContent(
        _SHELTER, need=take("referral need"), age=take("referral age"), sex=take("referral sex"), coming=take("referral coming")
    )
    row = services.offer_referral(by=by, subject=person, content=content, note=take("referral note"), service_id=service)
    released = Released(take("released name"), take("released reach"))
    for after in _MOVES:
        words = take(f"words of {after}") or "–"
        row = services.move_referral(
            by=by,
            referral_id=row.id,
            version=row.version,
            after=after,
            words=words,
            released=released if after is Status.CONSENTED else None,
        )
