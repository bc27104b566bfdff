"""Proceedings: before which forum, at which stage, when next."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent, Proceeding, StageMove
from seereya.casework.models import CaseFile
from seereya.casework.queries import law
from seereya.casework.rules import Refused, stages
from seereya.casework.services.cases import note
from seereya.casework.services.storing import Held, hold, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import saying


def _worded(refusal: Refused) -> Refused:
    """The same refusal with the terms it names in the reader's words."""
    values = dict(refusal.values)
    for name, vocabulary in (
        ("body", "bodies"),
        ("other", "bodies"),
        ("before", "procedure_stages"),
        ("after", "procedure_stages"),
    ):
        if isinstance(values.get(name), str):
            values[name] = saying.term(vocabulary, str(values[name]))
    if isinstance(codes := values.get("stages"), list):
        values["stages"] = " · ".join(saying.term("procedure_stages", one) for one in codes)
    if isinstance(day := values.get("day"), date):
        values["day"] = day.isoformat()
    return Refused(refusal.code, **values)


def check_forum(forum: str, on: date) -> None:
    """Refuses a forum that is unknown, or did not exist on that day: the one that replaced it is named."""
    body = law.body(forum)
    if body is None:
        raise Refused("unknown_forum")
    try:
        stages.check_body(body, on)
    except Refused as refusal:
        raise _worded(refusal) from None


def find(content: CaseContent, proceeding_id: str) -> Proceeding:
    """One proceeding of the case. Raises `Refused("no_such_proceeding")`."""
    found = content.proceeding(proceeding_id)
    if found is None:
        raise Refused("no_such_proceeding")
    return found


def _move(proceeding: Proceeding, stage: str, on: date, words: str, by: Actor) -> None:
    reached = [(one.stage, date.fromisoformat(one.on)) for one in proceeding.stages]
    try:
        stages.check_move(law.ways(proceeding.procedure), reached, stage, on, today=clock.today())
    except Refused as refusal:
        raise _worded(refusal) from None
    proceeding.stages.append(StageMove(stage, on.isoformat(), words.strip(), str(by.id)))


@transaction.atomic
def open_proceeding(
    *, by: Actor, case_id: UUID, procedure: str, forum: str, stage: str, on: date, number: str = "", judge: str = "",
    words: str = "", from_proceeding: str = "",
) -> CaseFile:  # fmt: skip
    """The case comes before a forum, at a stage, on a day; `from_proceeding`: what it was severed from or taken over from."""
    held = hold(by, case_id)
    check_forum(forum, on)
    if from_proceeding:
        find(held.content, from_proceeding)
    if not law.family_of(procedure):
        raise Refused("unknown_procedure")
    one = Proceeding(new_id().hex, procedure, forum, number.strip(), judge.strip(), on.isoformat(), comes_from=from_proceeding)
    _move(one, stage, on, words, by)
    held.content.proceedings.append(one)
    _save(by, held, stage)
    return held.row


@transaction.atomic
def move_stage(
    *, by: Actor, case_id: UUID, proceeding_id: str, stage: str, on: date, forum: str = "", words: str = ""
) -> CaseFile:
    """A proceeding reaches a stage; with it, another forum may take it over."""
    held = hold(by, case_id)
    one = find(held.content, proceeding_id)
    check_forum(forum or one.forum, on)
    _move(one, stage, on, words, by)
    one.forum = forum or one.forum
    _save(by, held, stage)
    return held.row


@transaction.atomic
def change_proceeding(
    *, by: Actor, case_id: UUID, proceeding_id: str, number: str, judge: str, hearing: str, hearing_words: str
) -> CaseFile:
    """The forum's own number, the judge, the next day there."""
    held = hold(by, case_id)
    one = find(held.content, proceeding_id)
    one.number, one.judge, one.hearing, one.hearing_words = number.strip(), judge.strip(), hearing, hearing_words.strip()
    _save(by, held, one.stage)
    return held.row


def _save(by: Actor, held: Held, stage: str) -> None:
    store(by, held)
    note(by, Tag.CASE_MOVED, held.row, stage="" if held.row.vault.marked else stage)
