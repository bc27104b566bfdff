"""Risks and their moves; the decisions of the steering committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme import sealing
from seereya.programme.content import DecisionContent, RiskContent
from seereya.programme.models import Decision, Risk, RiskMove
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules import Refused
from seereya.programme.rules import steering as rules

RISK, DECISION = "risk", "decision"


@dataclass
class RiskFacts:
    """A risk as it is typed. `said`: why it moved; `mitigation`: what is done against it."""

    title: str
    likelihood: int
    impact: int
    owner: str
    review_on: date
    mitigation: str = ""
    said: str = ""
    is_open: bool = True


@dataclass
class DecisionFacts:
    """A decision as it is typed."""

    title: str
    state: str = "open"
    words: str = ""
    carried_by: str = ""
    due_on: date | None = None
    decided_on: date | None = None


def open_risk(by: Actor, risk_id: UUID) -> tuple[Risk, RiskContent | None]:
    """A risk with its words, as far as the reader can open them. Raises `NotThere`."""
    row = Risk.objects.select_related("grant").filter(id=risk_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row, sealing.opened(by, RISK, RiskContent, [row]).get(row.id)


def open_decision(by: Actor, decision_id: UUID) -> tuple[Decision, DecisionContent | None]:
    """A decision with its words, as far as the reader can open them. Raises `NotThere`."""
    row = Decision.objects.select_related("grant").filter(id=decision_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row, sealing.opened(by, DECISION, DecisionContent, [row]).get(row.id)


@transaction.atomic
def save_risk(*, by: Actor, grant_id: UUID, facts: RiskFacts, risk_id: UUID | None = None, version: int = 0) -> Risk:
    """Writes a risk down or changes it; a change of how likely or grave it is stays as a move. Raises `Refused`, `NotThere`."""
    grant = grant_of(by, grant_id)
    rules.check_risk(likelihood=facts.likelihood, impact=facts.impact, title=facts.title)
    content = RiskContent()
    if risk_id is None:
        number = Risk.objects.filter(grant=grant).count() + 1
        row = Risk(id=new_id(), grant=grant, code=f"R{number}", made_by=by.member, made_at=clock.now())
        keys = sealing.new_keys(by, grant, row.id)
    else:
        row = _locked(Risk, risk_id, grant.id, version)
        keys = sealing.held(by, row.id)
        content = sealing.read(keys, RISK, row.version, row.content, RiskContent)
        row.version += 1
        _move(by, row, facts, content)
    for name in ("title", "likelihood", "impact", "owner", "review_on", "is_open"):
        setattr(row, name, getattr(facts, name))
    content.mitigation = facts.mitigation.strip()
    row.changed_at, row.content = clock.now(), sealing.seal(keys, RISK, row.version, content)
    row.save(force_insert=risk_id is None)
    weight: dict[str, object] = {"likelihood": facts.likelihood, "impact": facts.impact}
    record(tag=Tag.RISK_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=weight)
    return row


def _move(by: Actor, row: Risk, facts: RiskFacts, content: RiskContent) -> None:
    if (row.likelihood, row.impact) == (facts.likelihood, facts.impact):
        return
    if not facts.said.strip():
        raise Refused("risk_move_why")
    RiskMove.objects.create(
        risk=row, likelihood_before=row.likelihood, impact_before=row.impact, likelihood=facts.likelihood, impact=facts.impact,
        moved_by=by.member, moved_at=clock.now(),
    )  # fmt: skip
    content.moves.append(facts.said.strip())


@transaction.atomic
def save_decision(
    *, by: Actor, grant_id: UUID, facts: DecisionFacts, decision_id: UUID | None = None, version: int = 0
) -> Decision:
    """Puts a decision before the committee, or writes down what it decided. Raises `Refused`, `NotThere`."""
    grant = grant_of(by, grant_id)
    rules.check_decision(state=facts.state, title=facts.title, decided_on=facts.decided_on, today=clock.today())
    if decision_id is None:
        last = Decision.objects.filter(grant=grant).aggregate(last=Max("number"))["last"] or 0
        row = Decision(id=new_id(), grant=grant, number=last + 1, made_by=by.member, made_at=clock.now())
        keys = sealing.new_keys(by, grant, row.id)
    else:
        row = _locked(Decision, decision_id, grant.id, version)
        keys = sealing.held(by, row.id)
        row.version += 1
    row.state, row.due_on, row.decided_on, row.changed_at = facts.state, facts.due_on, facts.decided_on, clock.now()
    content = DecisionContent(facts.title.strip(), facts.words.strip(), facts.carried_by.strip())
    row.content = sealing.seal(keys, DECISION, row.version, content)
    row.save(force_insert=decision_id is None)
    state: dict[str, object] = {"state": facts.state}
    record(tag=Tag.DECISION_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=state)
    return row


def _locked(kind: Any, row_id: UUID, grant: UUID, version: int) -> Any:
    row = kind.objects.select_for_update(of=("self",)).filter(id=row_id, grant_id=grant).first()
    if row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    return row
