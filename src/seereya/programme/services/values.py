"""Values of indicators: counted over all partners without keys, or entered by hand with where they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, walls
from seereya.programme.models import Grant, Indicator, IndicatorValue
from seereya.programme.queries import counting, grants
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.queries.logframe import in_force, indicators
from seereya.programme.rules import Refused
from seereya.programme.rules import logframe as rules


@dataclass
class ValueFacts:
    """A value as it is typed: of which day, by sex where it is known, and where it comes from."""

    value: Decimal | None
    until: date
    source: str
    parts: dict[str, int] = field(default_factory=dict)


def window(grant: Grant, until: date) -> counting.Window:
    """From the beginning of the action to a day, over all partners."""
    return counting.Window(tuple(grants.organisations(grant)), grant.starts, min(until, grant.ends))


def count_grant(grant: Grant, until: date) -> int:
    """Counts every computed indicator of the logframe in force, to a day. What has no rule any more is left as it was."""
    version = in_force(grant)
    asked = window(grant, until)
    found = [one for one in indicators(version) if one.rule] if version and until >= grant.starts else []
    done = 0
    for one in found:
        value = counting.counted(one.rule, asked)
        if value is None:
            continue
        IndicatorValue.objects.update_or_create(
            grant=grant, series=one.series, until=until, how=rules.COUNTED,
            defaults={"value": value.value, "parts": value.parts, "made_at": clock.now()},
        )  # fmt: skip
        done += 1
    return done


@transaction.atomic
def count_now(*, by: Actor, grant_id: UUID) -> int:
    """Counts again, to today. Raises `NotThere`."""
    grant = grant_of(by, grant_id)
    done = count_grant(grant, clock.today())
    record(tag=Tag.VALUES_COUNTED, actor=by.id, organisation=by.organisation_id, subject=grant.id, facts={"indicators": done})
    return done


def count_every_grant() -> int:
    """The daily count of the grants under way, by nobody in particular. Returns how many were counted."""
    today, done = clock.today(), 0
    with walls.system("the daily count of indicators"):
        for grant in Grant.objects.filter(starts__lte=today, ends__gte=today):
            done += 1 if count_grant(grant, today) else 0
    return done


def indicator_of(by: Actor, indicator_id: UUID) -> Indicator:
    """An indicator of one of the member's grants. Raises `NotThere`."""
    row = Indicator.objects.select_related("version", "version__grant", "result").filter(id=indicator_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.version.grant_id)
    return row


@transaction.atomic
def enter_value(*, by: Actor, indicator_id: UUID, facts: ValueFacts) -> IndicatorValue:
    """Enters a value by hand, also over a counted one: the newest day is shown, and both stay. Raises `Refused`, `NotThere`."""
    one = indicator_of(by, indicator_id)
    grant = one.version.grant
    rules.check_value(
        value=facts.value, source=facts.source, until=facts.until, starts=grant.starts, today=clock.today(), unit=one.unit
    )
    if facts.parts and sum(facts.parts.values()) != facts.value:
        raise Refused("value_parts", total=sum(facts.parts.values()))
    row = IndicatorValue.objects.create(
        grant=grant, series=one.series, until=facts.until, how=rules.HAND, value=facts.value, parts=facts.parts,
        source=facts.source.strip(), organisation=by.member.organisation, made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    facts_of: dict[str, object] = {"over": bool(one.rule)}
    record(tag=Tag.VALUE_ENTERED, actor=by.id, organisation=by.organisation_id, subject=one.id, facts=facts_of)
    return row
