"""Risk and plans: reassessed at each contact; a level that asks for measures opens a plan with the hours it has."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection.content import PlanCard, PlanContent, RiskContent
from seereya.protection.models import ProtectionPlan, RiskAssessment
from seereya.protection.rules import Refused, check_agreement, plan_due
from seereya.protection.sealing import NotThere, check_subject, home_vault, new_tag, tags_of
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group

RISK, PLAN = "risk", "plan"


@transaction.atomic
def assess_risk(*, by: Actor, subject: UUID, content: RiskContent) -> RiskAssessment:
    """How great the danger is now. Opens a plan, or asks an open one for measures, where the level asks for it.

    Raises `NotThere`, `Refused("risk_level_needed")`, `Refused("reason_needed")` (a level above none says why).
    """
    check_subject(by, subject)
    levels = terms.vocabulary("risk_levels")
    given = {one for one in (content.person, content.family, content.community, content.interviewer) if one}
    if content.person not in levels or not given <= set(levels):
        raise Refused("risk_level_needed")
    if content.highest != next(iter(levels)) and not content.why.strip():
        raise Refused("reason_needed")
    now = clock.now()
    row = RiskAssessment(
        id=new_id(), organisation_id=by.organisation_id, subject_tag=new_tag(by, subject), made_by=by.member, made_at=now
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={home_vault(by.organisation_id): None})
    row.content = keys.seal(RISK, Group.CONTENT, 1, content.to_json())
    row.save(force_insert=True)
    record(tag=Tag.RISK_ASSESSED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    _ask_for_plan(by, subject, content.highest, plan_due(levels[content.highest].extra.get("plan_hours", ""), now))
    return row


def _ask_for_plan(by: Actor, subject: UUID, level: str, due: datetime | None) -> None:
    """A greater danger asks an open plan for measures anew; a smaller one leaves it to whoever carries it."""
    found = _open_plan(by, subject)
    if due is None:
        return
    if found is None:
        row = _new_plan(by, subject)
        keys = vaults.make_record(by=by, record_id=row.id, into={home_vault(by.organisation_id): None})
        _write(
            row,
            keys,
            PlanContent(owner=by.member.handle),
            PlanCard(level, by.member.handle, due.isoformat(), str(subject)),
            fresh=True,
        )
        record(tag=Tag.PLAN_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
        return
    row, keys = found
    card = PlanCard.from_json(keys.open(PLAN, Group.CONTENT, row.version, row.card))
    if level > card.level:
        content = PlanContent.from_json(keys.open(f"{PLAN}/whole", Group.CONTENT, row.version, row.content))
        _write(row, keys, content, PlanCard(level, card.owner, due.isoformat(), str(subject), card.expires))


def _new_plan(by: Actor, subject: UUID) -> ProtectionPlan:
    now = clock.now()
    tag = new_tag(by, subject)
    return ProtectionPlan(
        id=new_id(),
        organisation_id=by.organisation_id,
        subject_tag=tag,
        version=0,
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )


def _open_plan(by: Actor, subject: UUID) -> tuple[ProtectionPlan, RecordKeys] | None:
    rows = ProtectionPlan.objects.select_for_update().filter(subject_tag__in=tags_of(by, subject), is_open=True)
    row = rows.order_by("made_at").first()
    if row is None:
        return None
    keys = record_keys(keyring_of(by), [row.id]).get(row.id)
    if keys is None:
        raise NotThere
    return row, keys


def _write(row: ProtectionPlan, keys: RecordKeys, content: PlanContent, card: PlanCard, *, fresh: bool = False) -> None:
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = keys.seal(f"{PLAN}/whole", Group.CONTENT, row.version, content.to_json())
    row.card = keys.seal(PLAN, Group.CONTENT, row.version, card.to_json())
    row.save(force_insert=fresh)


@transaction.atomic
def save_plan(*, by: Actor, subject: UUID, version: int, content: PlanContent, expires: str) -> ProtectionPlan:
    """Writes the plan's measures. It needs at least one, somebody who carries it, and a day on which it is looked at again.

    Where the level asks for the committee's approval (`approval` of its term), the hours run on until a second person agrees: till
    then the plan is not active, whatever is done already against an imminent danger.
    Raises `NotThere`, `Refused` (`no_plan_open`, `changed_meanwhile`, `measure_needed`, `owner_needed`, `expiry_needed`).
    """
    check_subject(by, subject)
    found = _open_plan(by, subject)
    if found is None:
        raise Refused("no_plan_open")
    row, keys = found
    if row.version != version:
        raise Refused("changed_meanwhile")
    if not content.measures:
        raise Refused("measure_needed")
    if not content.owner:
        raise Refused("owner_needed")
    if not expires:
        raise Refused("expiry_needed")
    card = PlanCard.from_json(keys.open(PLAN, Group.CONTENT, row.version, row.card))
    _write(row, keys, content, _written(by, card, content.owner, expires))
    record(tag=Tag.PLAN_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


def _written(by: Actor, card: PlanCard, owner: str, expires: str) -> PlanCard:
    """The card of a plan whose measures were written now; agreement to earlier ones says nothing of these."""
    level = terms.vocabulary("risk_levels")[card.level].extra
    if level.get("approval", "") != "yes":
        return PlanCard(card.level, owner, "", card.subject, expires)
    due = plan_due(level.get("plan_hours", ""), clock.now())
    return PlanCard(
        card.level, owner, card.due_at or (due.isoformat() if due else ""), card.subject, expires, waits_on=str(by.id)
    )


@transaction.atomic
def agree_to_plan(*, by: Actor, subject: UUID, version: int) -> ProtectionPlan:
    """A second person agrees to the measures as they stand in this version: the plan is active.

    Raises `NotThere`, `Refused` (`no_plan_open`, `changed_meanwhile`, `nothing_to_agree`, `second_person_needed`).
    """
    check_subject(by, subject)
    found = _open_plan(by, subject)
    if found is None:
        raise Refused("no_plan_open")
    row, keys = found
    if row.version != version:
        raise Refused("changed_meanwhile")
    card = PlanCard.from_json(keys.open(PLAN, Group.CONTENT, row.version, row.card))
    check_agreement(waits_on=card.waits_on, by=str(by.id))
    content = PlanContent.from_json(keys.open(f"{PLAN}/whole", Group.CONTENT, row.version, row.content))
    agreed = PlanCard(card.level, card.owner, "", card.subject, card.expires)
    agreed.agreed_by, agreed.agreed_at = by.member.handle, clock.now().isoformat()
    _write(row, keys, content, agreed)
    record(tag=Tag.PLAN_AGREED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def close_plan(*, by: Actor, subject: UUID) -> None:
    """The danger is over, or the plan is replaced: it stays readable. Raises `NotThere`, `Refused("no_plan_open")`."""
    check_subject(by, subject)
    found = _open_plan(by, subject)
    if found is None:
        raise Refused("no_plan_open")
    row, _keys = found
    row.is_open, row.closed_at = False, clock.now()
    row.save(update_fields=["is_open", "closed_at"])
    record(tag=Tag.PLAN_CLOSED, actor=by.id, organisation=by.organisation_id, subject=row.id)
