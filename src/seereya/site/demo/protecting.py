"""The demonstration's protection: a directory of services, rules before a contact, referrals, a danger, a request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.sealable import When
from seereya.protection import queries, services
from seereya.protection.content import Measure, PlanContent, ReferralContent, RiskContent, SafeContact, SafeNumbers
from seereya.protection.rules import Status
from seereya.protection.services.dataprotection import receive_request
from seereya.protection.services.directory import ServiceEntry
from seereya.site.demo.past import days_ago


def tell(told: dict[str, Any], people: dict[str, Actor], witnesses: list[UUID]) -> None:
    """Services of the coalition, and what is done for the witnesses of the story."""
    directory = {}
    for one in told["services"]:
        entry = ServiceEntry(**{name: value for name, value in one.items() if name != "by"})
        directory[one["name"]] = services.save_service(by=people[one["by"]], entry=entry).id
    rules = told["safe_contact"]
    services.save_safe_contact(
        by=people[rules["by"]],
        subject=witnesses[0],
        version=0,
        content=SafeContact(rules["times"], rules["words"], rules["languages"]),
        numbers=SafeNumbers(rules["avoid"], rules["answers"]),
    )
    for one in told["referrals"]:
        with days_ago(one.get("days_ago", 0)):
            _refer(one, people[one["by"]], witnesses[one.get("of", 0)], directory[one["service"]])
    _endanger(told["danger"], people, witnesses[1])
    asked = told["data_request"]
    with days_ago(asked["days_ago"]):
        receive_request(
            by=people[asked["by"]],
            subject=witnesses[1],
            kind=asked["kind"],
            received_on=clock.today(),
            words=asked["words"],
            identified=asked["identified"],
        )


def _refer(one: dict[str, Any], by: Actor, subject: UUID, service: UUID) -> None:
    said = {name: one.get(name, "") for name in ("need", "language", "age", "sex", "coming")}
    row = services.offer_referral(by=by, subject=subject, content=ReferralContent(one["kind"], **said), service_id=service)
    moves = [(Status.CONSENTED, one.get("consent", "")), (Status.SENT, one.get("sent", ""))]
    for after, words in [*((after, words) for after, words in moves if words), *one.get("moved", [])]:
        row = services.move_referral(by=by, referral_id=row.id, version=row.version, after=after, words=words)


def _endanger(told: dict[str, Any], people: dict[str, Actor], subject: UUID) -> None:
    """A danger weighed some weeks ago, and its plan, agreed to by a second person, which expires in a few days."""
    by, today = people[told["by"]], clock.today()
    with days_ago(told["days_ago"]):
        content = RiskContent(told["level"], told["family"], why=told["why"], contact=told["contact"])
        services.assess_risk(by=by, subject=subject, content=content)
        (plan,) = queries.open_plans(by)
        measures = [Measure(what, owner, _day(today + timedelta(days=days))) for what, owner, days in told["measures"]]
        written = services.save_plan(
            by=by,
            subject=subject,
            version=plan.row.version,
            content=PlanContent(measures, by.member.handle),
            expires=(today + timedelta(days=told["expires_in"])).isoformat(),
        )
        services.agree_to_plan(by=people[told["agreed_by"]], subject=subject, version=written.version)


def _day(one: date) -> When:
    """A day to come: what is typed in a form is never in the future."""
    return When(one.isoformat(), one.isoformat(), "day", words=one.isoformat())
