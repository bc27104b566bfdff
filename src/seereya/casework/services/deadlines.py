"""Time limits of a case: set off by an act or a date, changed by counsel with a reason, met, reviewed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import Act, CaseContent, Deadline
from seereya.casework.models import CaseFile
from seereya.casework.queries import law
from seereya.casework.rules import Refused
from seereya.casework.rules.deadlines import COUNTINGS, UNITS, Calendar, Rule, ends
from seereya.casework.services.calendars import calendar_of
from seereya.casework.services.cases import note
from seereya.casework.services.storing import hold, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id


def effective(one: Deadline) -> Rule:
    """The rule a limit is counted by: the pack's, with the length counsel gave it in this case. Raises `Refused("unknown_rule")`."""
    rule = law.rule_of(one.rule)
    if rule is None:
        raise Refused("unknown_rule")
    if one.amount is None:
        return rule
    counting = one.counting or rule.counting
    return Rule(rule.code, one.amount, one.unit or rule.unit, counting, one.rolls, rule.certainty, rule.family)


def compute(one: Deadline, calendar: Calendar) -> str:
    """The last day, as it is kept; with the hour where the limit is in hours."""
    start = datetime.fromisoformat(one.starts) if "T" in one.starts else date.fromisoformat(one.starts)
    if isinstance(start, datetime) and start.tzinfo is None:
        start = start.replace(tzinfo=UTC)
    found = ends(effective(one), start, calendar)
    return found.at.strftime("%Y-%m-%dT%H:%M") if found.at else found.due.isoformat()


def recomputed(one: Deadline, calendar: Calendar) -> str:
    """The last day as it would be computed now; nothing where it cannot be."""
    try:
        return compute(one, calendar)
    except Refused:
        return ""


def set_off(content: CaseContent, act: Act, calendar: Calendar) -> list[Deadline]:
    """The limits an act sets off: from the day it was served, or else made. They are added to the content."""
    made = []
    for rule in law.set_off_by(act.kind):
        if rule.unit == "hour":
            continue  # needs the hour: counsel starts it by hand
        one = Deadline(
            id=new_id().hex, rule=rule.code, starts=act.served or act.on, due="", act=act.id, proceeding=act.proceeding
        )
        one.due = compute(one, calendar)
        made.append(one)
    content.deadlines += made
    return made


@transaction.atomic
def start_deadline(*, by: Actor, case_id: UUID, rule: str, starts: str, proceeding: str = "") -> CaseFile:
    """A limit started by hand. `starts`: a day, or a day and hour for a limit in hours."""
    held = hold(by, case_id)
    one = Deadline(id=new_id().hex, rule=rule, starts=starts, due="", proceeding=proceeding)
    one.due = compute(one, calendar_of(by.organisation_id))
    held.content.deadlines.append(one)
    store(by, held)
    note(by, Tag.DEADLINE_SET, held.row, rule=rule)
    return held.row


def _find(content: CaseContent, deadline_id: str) -> Deadline:
    found = next((one for one in content.deadlines if one.id == deadline_id), None)
    if found is None:
        raise Refused("no_such_deadline")
    return found


@transaction.atomic
def change_deadline(
    *, by: Actor, case_id: UUID, deadline_id: str, starts: str, amount: int, unit: str, counting: str, rolls: bool, reason: str
) -> CaseFile:
    """Another length or beginning than the rule's, for this case: with reason and author. The rule itself stays as it is."""
    if not reason.strip():
        raise Refused("reason_needed")
    if unit not in UNITS or counting not in COUNTINGS:
        raise Refused("no_duration")
    held = hold(by, case_id)
    one = _find(held.content, deadline_id)
    one.starts, one.amount, one.unit, one.counting, one.rolls = starts, amount, unit, counting, rolls
    one.reason, one.by, one.changed_at, one.review = reason.strip(), str(by.id), clock.now().isoformat(), ""
    one.due = compute(one, calendar_of(by.organisation_id))
    store(by, held)
    note(by, Tag.DEADLINE_CHANGED, held.row, rule=one.rule)
    return held.row


@transaction.atomic
def review_deadline(*, by: Actor, case_id: UUID, deadline_id: str) -> CaseFile:
    """Counsel has seen that the calendar changed: the limit is computed anew over the calendar as it is now."""
    held = hold(by, case_id)
    one = _find(held.content, deadline_id)
    one.due, one.review = compute(one, calendar_of(by.organisation_id)), ""
    store(by, held)
    note(by, Tag.DEADLINE_CHANGED, held.row, rule=one.rule)
    return held.row


@transaction.atomic
def meet_deadline(*, by: Actor, case_id: UUID, deadline_id: str, on: date, words: str) -> CaseFile:
    """The limit was met, or does not matter any more: on which day, and how."""
    if not words.strip():
        raise Refused("reason_needed")
    held = hold(by, case_id)
    one = _find(held.content, deadline_id)
    one.done_on, one.done_words = on.isoformat(), words.strip()
    store(by, held)
    note(by, Tag.DEADLINE_CHANGED, held.row, rule=one.rule)
    return held.row
