"""Actions: what we did before whom, with which asks, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.content import ActionContent
from seereya.advocacy.models import Action, ActionAsk, Ask, Stakeholder
from seereya.advocacy.rules import asks as rules
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.protection.sealing import NotThere, new_tag
from seereya.reference import terms

TABLE = "action"
LEVELS = ("national", "regional", "international")


@dataclass
class Done:
    """What is written down of an action in clear; what was said goes into its content."""

    kind: str
    level: str
    on: date
    body: str = ""
    languages: list[str] = field(default_factory=list)
    cost_line: str = ""
    outcome: str = ""
    outcome_on: date | None = None
    follow_up: date | None = None


@transaction.atomic
def save_action(
    *,
    by: Actor,
    done: Done,
    content: ActionContent,
    asks: list[UUID],
    action_id: UUID | None = None,
    version: int | None = None,
    token: UUID | None = None,
) -> Action:
    """Writes an action, or completes one. Asks and stakeholder are the organisation's own.

    Raises `NotThere`, `Refused` (`unknown_action_kind`, `not_in_the_future`, `outcome_needs_day`, `outcome_day_wrong`,
    `no_such_ask`, `changed_meanwhile`).
    """
    if done.kind not in terms.vocabulary("advocacy_actions") or done.level not in LEVELS:
        raise Refused("unknown_action_kind")
    rules.check_action(on=done.on, today=clock.today(), outcome=done.outcome, outcome_on=done.outcome_on)
    if action_id is None:
        row, sent = keeping.begin(Action, by, token)
        if sent:
            return row
        row.reference, keys = keeping.reference(by, "ADV"), keeping.new_keys(by, row.id)
    else:
        row, keys = keeping.own(Action, by, action_id), keeping.keys_of(by, action_id)
        keeping.change(row, version)
    if done.follow_up != row.follow_up:
        row.followed_up_on = None
    for name, value in vars(done).items():
        setattr(row, name, value)
    row.target_tag = _target(by, content.stakeholder)
    row.content = keeping.sealed(keys, TABLE, row.version, content)
    row.save(force_insert=action_id is None)
    _put_forward(by, row, asks)
    facts: dict[str, object] = {"version": row.version, "outcome": row.outcome}
    record(tag=Tag.ACTION_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _target(by: Actor, stakeholder: str) -> bytes:
    if not stakeholder:
        return b""
    if not Stakeholder.objects.filter(id=stakeholder, organisation_id=by.organisation_id).exists():
        raise NotThere
    return new_tag(by, UUID(stakeholder))


def _put_forward(by: Actor, row: Action, asks: list[UUID]) -> None:
    """The asks of the action are these and no others."""
    found = set(Ask.objects.filter(organisation_id=by.organisation_id, id__in=asks).values_list("id", flat=True))
    if found != set(asks):
        raise Refused("no_such_ask")
    before = dict(ActionAsk.objects.filter(action=row).values_list("ask_id", "id"))
    ActionAsk.objects.filter(id__in=[one for ask, one in before.items() if ask not in found]).delete()
    fresh = [ActionAsk(organisation_id=by.organisation_id, action=row, ask_id=ask) for ask in asks if ask not in before]
    ActionAsk.objects.bulk_create(fresh)


@transaction.atomic
def follow_up(*, by: Actor, action_id: UUID) -> Action:
    """The follow-up was done: the action waits on no desk any more. Raises `NotThere`, `Refused("nothing_to_follow")`."""
    row = keeping.own(Action, by, action_id)
    if row.follow_up is None or row.followed_up_on is not None:
        raise Refused("nothing_to_follow")
    row.followed_up_on = clock.today()
    row.save(update_fields=["followed_up_on"])
    record(tag=Tag.ACTION_FOLLOWED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row
