"""Acts made and received: the spine of the diligence log. An act is struck out with a reason, never taken away."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import Act
from seereya.casework.models import CaseFile
from seereya.casework.queries import law
from seereya.casework.rules import Refused
from seereya.casework.services.calendars import calendar_of
from seereya.casework.services.cases import note
from seereya.casework.services.deadlines import set_off
from seereya.casework.services.mandates import check_new_act
from seereya.casework.services.proceedings import check_forum, find
from seereya.casework.services.storing import Held, hold, store
from seereya.foundation import clock
from seereya.reference import terms


def check_act(act: Act) -> None:
    """Refuses an act of no known kind, of a day to come, or served before it was made."""
    word = terms.vocabulary("procedural_acts").get(act.kind)
    if word is None or len(word.path) < 2:  # noqa: PLR2004 - a branch is no act
        raise Refused("unknown_act")
    if date.fromisoformat(act.on) > clock.today():
        raise Refused("date_in_future")
    if act.served and act.served < act.on:
        raise Refused("served_before_made")


@transaction.atomic
def record_act(*, by: Actor, case_id: UUID, act: Act) -> CaseFile:
    """Adds an act, and the time limits it sets off. The same form sent twice adds one act (`act.id` is the form's token)."""
    held = hold(by, case_id)
    if any(one.id == act.id for one in held.content.acts):
        return held.row
    check_act(act)
    proceeding = find(held.content, act.proceeding) if act.proceeding else None
    if proceeding is not None:
        check_forum(proceeding.forum, date.fromisoformat(act.on))
        if not law.received(act.kind):
            check_new_act(held.content, proceeding.procedure, date.fromisoformat(act.on))
    act.by, act.made_at = str(by.id), clock.now().isoformat()
    held.content.acts.append(act)
    if act.kind == law.act_that("adjourns") and proceeding is not None:
        proceeding.hearing, proceeding.hearing_words = act.until, act.words
    set_off(held.content, act, calendar_of(by.organisation_id))
    _save(by, held, act)
    return held.row


@transaction.atomic
def adjourn(*, by: Actor, case_id: UUID, until: date, act_id: str, words: str = "", proceeding_id: str = "") -> CaseFile:
    """The ten-second entry at the courthouse: adjourned today, to that day. Without a choice, the newest proceeding is meant."""
    held = hold(by, case_id)
    if until <= clock.today():
        raise Refused("adjourned_to_the_past")
    if not held.content.proceedings:
        raise Refused("no_such_proceeding")
    where = proceeding_id or held.content.proceedings[-1].id
    act = Act(act_id, law.act_that("adjourns"), clock.today().isoformat(), where, words=words.strip(), until=until.isoformat())
    return record_act(by=by, case_id=case_id, act=act)


@transaction.atomic
def serve_act(*, by: Actor, case_id: UUID, act_id: str, served: date) -> CaseFile:
    """The day an act was served: limits it set off are counted anew from there."""
    held = hold(by, case_id)
    act = _find(held, act_id)
    act.served = served.isoformat()
    check_act(act)
    held.content.deadlines = [one for one in held.content.deadlines if one.act != act_id or one.done_on or one.amount is not None]
    kept = {one.rule for one in held.content.deadlines if one.act == act_id}
    made = set_off(held.content, act, calendar_of(by.organisation_id))
    held.content.deadlines = [one for one in held.content.deadlines if one not in made or one.rule not in kept]
    _save(by, held, act)
    return held.row


@transaction.atomic
def strike_act(*, by: Actor, case_id: UUID, act_id: str, why: str) -> CaseFile:
    """Strikes out an act entered by mistake, with the reason; it stays readable, its time limits go with it."""
    if not why.strip():
        raise Refused("reason_needed")
    held = hold(by, case_id)
    act = _find(held, act_id)
    act.struck = why.strip()
    held.content.deadlines = [one for one in held.content.deadlines if one.act != act_id or one.done_on]
    _save(by, held, act)
    return held.row


def _find(held: Held, act_id: str) -> Act:
    found = next((one for one in held.content.acts if one.id == act_id), None)
    if found is None:
        raise Refused("no_such_act")
    return found


def _save(by: Actor, held: Held, act: Act) -> None:
    held.content.acts.sort(key=lambda one: (one.on, one.made_at))
    store(by, held)
    note(by, Tag.CASE_ACT_RECORDED, held.row, received=law.received(act.kind))
