"""The demonstration's protection: a directory of services, rules before a contact, a referral that waits for a partner's answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation import services as documentation
from seereya.documentation.models import Incident
from seereya.protection import services
from seereya.protection.content import ReferralContent, SafeContact, SafeNumbers
from seereya.protection.rules import Status
from seereya.protection.services.directory import ServiceEntry


def tell(told: dict[str, Any], people: dict[str, Actor], incident: Incident) -> None:
    """Services of the coalition, and what is done for the witness of the story."""
    directory = {}
    for one in told["services"]:
        entry = ServiceEntry(**{name: value for name, value in one.items() if name != "by"})
        directory[one["name"]] = services.save_service(by=people[one["by"]], entry=entry).id
    roles = documentation.open_incident(by=people["fanta"], incident_id=incident.id).content.persons
    witness = next(UUID(one.person) for one in roles if one.role == "witness")
    rules = told["safe_contact"]
    services.save_safe_contact(
        by=people[rules["by"]],
        subject=witness,
        version=0,
        content=SafeContact(rules["times"], rules["words"], rules["languages"]),
        numbers=SafeNumbers(rules["avoid"], rules["answers"]),
    )
    for one in told["referrals"]:
        _refer(one, people[one["by"]], witness, directory[one["service"]])


def _refer(one: dict[str, Any], by: Actor, subject: UUID, service: UUID) -> None:
    said = {name: one.get(name, "") for name in ("need", "language", "age", "sex", "coming")}
    row = services.offer_referral(by=by, subject=subject, content=ReferralContent(one["kind"], **said), service_id=service)
    for after, words in ((Status.CONSENTED, one.get("consent", "")), (Status.SENT, one.get("sent", ""))):
        if words:
            row = services.move_referral(by=by, referral_id=row.id, version=row.version, after=after, words=words)
