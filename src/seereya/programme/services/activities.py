"""Activities of the action plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme import sealing
from seereya.programme.content import ActivityContent
from seereya.programme.models import Activity
from seereya.programme.queries import grants
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules import Refused, steering
from seereya.vault.keyring import RecordKeys

TABLE = "activity"


@dataclass
class ActivityFacts:
    """An activity as it is typed. `organisation`: the partner that carries it out."""

    code: str
    title: str
    pillar: int
    organisation: UUID
    planned_start: date
    planned_end: date
    actual_start: date | None = None
    actual_end: date | None = None
    state: str = "planned"
    region: str = ""
    budget_line: str = ""
    shown: str = "waived"


def activity_of(by: Actor, activity_id: UUID) -> Activity:
    """An activity of one of the member's grants. Raises `NotThere`."""
    row = Activity.objects.select_related("grant", "organisation").filter(id=activity_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def open_activity(by: Actor, activity_id: UUID) -> tuple[Activity, ActivityContent | None]:
    """An activity with its words, as far as the reader can open them."""
    row = activity_of(by, activity_id)
    return row, sealing.opened(by, TABLE, ActivityContent, [row]).get(row.id)


@transaction.atomic
def save_activity(
    *,
    by: Actor,
    grant_id: UUID,
    facts: ActivityFacts,
    content: ActivityContent,
    activity_id: UUID | None = None,
    version: int = 0,
) -> Activity:
    """Plans an activity or says what became of it. Raises `Refused`, `NotThere`."""
    grant = grant_of(by, grant_id)
    steering.check_activity(
        state=facts.state, reason=content.reason, planned=(facts.planned_start, facts.planned_end),
        actual=(facts.actual_start, facts.actual_end),
    )  # fmt: skip
    if facts.organisation not in grants.organisations(grant):
        raise Refused("activity_partner")
    if by.organisation_id not in (grant.organisation_id, facts.organisation):
        raise Refused("activity_of_another")
    if facts.pillar not in steering.PILLARS or not facts.title.strip() or not facts.code.strip():
        raise Refused("activity_words")
    if activity_id is None:
        row = Activity(id=new_id(), grant=grant, made_by=by.member, made_at=clock.now())
        keys = sealing.new_keys(by, grant, row.id)
    else:
        row, keys = _changed(by, grant.id, activity_id, version)
    for name in ActivityFacts.__dataclass_fields__:
        setattr(row, "organisation_id" if name == "organisation" else name, getattr(facts, name))
    row.changed_at = clock.now()
    row.content = sealing.seal(keys, TABLE, row.version, content)
    try:
        with transaction.atomic():
            row.save(force_insert=activity_id is None)
    except IntegrityError:
        raise Refused("activity_code_taken") from None
    state: dict[str, object] = {"state": str(facts.state)}
    record(tag=Tag.ACTIVITY_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=state)
    return row


def _changed(by: Actor, grant: UUID, activity_id: UUID, version: int) -> tuple[Activity, RecordKeys]:
    row = Activity.objects.select_for_update(of=("self",)).filter(id=activity_id, grant_id=grant).first()
    if row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    if by.organisation_id not in (row.grant.organisation_id, row.organisation_id):
        raise Refused("activity_of_another")
    row.version += 1
    return row, sealing.held(by, row.id)
