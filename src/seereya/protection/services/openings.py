"""Opening this room's records: each writes its audit row before anything is produced."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.protection import queries
from seereya.protection.content import (
    PlanCard,
    PlanContent,
    ReferralContent,
    ReferralOwn,
    Released,
    RiskContent,
    SafeContact,
    SafeNumbers,
    ServiceContact,
)
from seereya.protection.models import ProtectionPlan, Referral, RiskAssessment, SafeContactRules, Service
from seereya.protection.rules import Side
from seereya.protection.sealing import NotThere, tags_of
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

LATEST = 10


@dataclass
class OpenedReferral:
    """A referral opened for reading, as far as its reader's side goes. `own` is there for the organisation that refers only.

    `holds_identity`: a name was released, and this reader can open it.
    """

    row: Referral
    content: ReferralContent
    keys: RecordKeys
    side: Side
    own: ReferralOwn | None = None
    holds_identity: bool = False


@dataclass
class About:
    """What this room knows about one person."""

    referrals: list[tuple[Referral, ReferralContent]] = field(default_factory=list)
    rules: SafeContact | None = None
    rules_version: int = 0
    risks: list[tuple[RiskAssessment, RiskContent]] = field(default_factory=list)
    plan: tuple[ProtectionPlan, PlanContent, PlanCard] | None = None


def open_referral(*, by: Actor, referral_id: UUID) -> OpenedReferral:
    """A referral, made or received. Raises `NotThere` alike for what does not exist and what is not the reader's."""
    keys = vaults.open_records(by=by, records=[referral_id]).get(referral_id)
    row = Referral.objects.select_related("organisation", "to_organisation").filter(id=referral_id).first()
    if keys is None or row is None:
        raise NotThere
    content = ReferralContent.from_json(keys.open("referral", Group.CONTENT, row.version, row.content))
    named = row.released_id is not None and row.released_id in record_keys(keyring_of(by), [row.released_id])
    if row.organisation_id != by.organisation_id:
        return OpenedReferral(row, content, keys, Side.RECEIVER, None, named)
    own = ReferralOwn.from_json(keys.open("referral", Group.TESTIMONY, row.own_version, row.own))
    return OpenedReferral(row, content, keys, Side.SENDER, own, named)


def open_released(*, by: Actor, referral_id: UUID, purpose: str) -> Released:
    """Name and way to reach that the person released to the receiver; for a purpose. Raises `NotThere`, `Refused`."""
    row = Referral.objects.filter(id=referral_id).exclude(released_id=None).first()
    if row is None or row.released_id is None:
        raise NotThere
    records = [row.released_id]
    keys = vaults.open_records(by=by, records=records, group=Group.IDENTITY, purpose=purpose, case=referral_id).get(
        row.released_id
    )
    if keys is None:
        raise NotThere
    return Released.from_json(keys.open("referral_released", Group.IDENTITY, 1, row.released))


def open_referrals(*, by: Actor, rows: list[Referral]) -> list[tuple[Referral, ReferralContent]]:
    """A page of referrals with what both sides read; one audit row for the page."""
    keys = vaults.open_records(by=by, records=[row.id for row in rows])
    return [
        (row, ReferralContent.from_json(keys[row.id].open("referral", Group.CONTENT, row.version, row.content)))
        for row in rows
        if row.id in keys
    ]


def open_protection(*, by: Actor, subject: UUID) -> About:
    """All this room knows about a person of one's own organisation; one audit row for all of it, none where there is nothing."""
    tags = tags_of(by, subject)
    rows = list(queries.referrals_about(tags))
    rules = SafeContactRules.objects.filter(subject_tag__in=tags).order_by("made_at").first() if tags else None
    risks = list(RiskAssessment.objects.filter(subject_tag__in=tags).order_by("-made_at")[:LATEST]) if tags else []
    plan = ProtectionPlan.objects.filter(subject_tag__in=tags, is_open=True).order_by("made_at").first() if tags else None
    wanted = [row.id for row in (*rows, *risks, *(one for one in (rules, plan) if one))]
    keys = vaults.open_records(by=by, records=wanted) if wanted else {}
    about = About()
    for row in rows:
        if row.id in keys:
            sealed = keys[row.id].open("referral", Group.CONTENT, row.version, row.content)
            about.referrals.append((row, ReferralContent.from_json(sealed)))
    if rules and rules.id in keys:
        about.rules_version = rules.version
        about.rules = SafeContact.from_json(keys[rules.id].open("safe_contact", Group.CONTENT, rules.version, rules.content))
    for risk in risks:
        if risk.id in keys:
            about.risks.append((risk, RiskContent.from_json(keys[risk.id].open("risk", Group.CONTENT, 1, risk.content))))
    if plan and plan.id in keys:
        whole, card = (
            keys[plan.id].open(table, Group.CONTENT, plan.version, blob)
            for table, blob in (("plan/whole", plan.content), ("plan", plan.card))
        )
        about.plan = (plan, PlanContent.from_json(whole), PlanCard.from_json(card))
    return about


def open_safe_numbers(*, by: Actor, subject: UUID, purpose: str) -> SafeNumbers:
    """Numbers to avoid and who answers; for a purpose, given once for the person and session. Raises `Refused`."""
    row = SafeContactRules.objects.filter(subject_tag__in=tags_of(by, subject)).order_by("made_at").first()
    if row is None:
        return SafeNumbers()
    keys = vaults.open_records(by=by, records=[row.id], group=Group.CONTACT, purpose=purpose, case=subject).get(row.id)
    if keys is None:
        raise NotThere
    return SafeNumbers.from_json(keys.open("safe_contact", Group.CONTACT, row.numbers_version, row.numbers))


def open_service_contact(*, by: Actor, service: Service) -> ServiceContact:
    """Telephone and address of a service; a discreet one's are opened on the record, for the organisation that wrote them."""
    if not service.discreet:
        return ServiceContact(service.phone, service.address)
    words = service.name  # the purpose of an address is to go there
    keys = vaults.open_records(by=by, records=[service.id], group=Group.CONTACT, purpose=words, case=service.id).get(service.id)
    if keys is None:
        return ServiceContact()
    return ServiceContact.from_json(keys.open("service", Group.CONTACT, service.version, service.contact))
