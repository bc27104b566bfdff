"""Chronology, cited figures, third-party calls: public facts with their source."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.models import CitedFigure, ContextEvent, ThirdPartyCall
from seereya.advocacy.models.context import Sourced
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock

MODELS: dict[str, type[Sourced]] = {"events": ContextEvent, "figures": CitedFigure, "calls": ThirdPartyCall}
DAY = {"events": "on", "figures": "as_of", "calls": "on"}


@transaction.atomic
def save_fact(
    *,
    by: Actor,
    kind: str,
    values: dict[str, Any],
    fact_id: UUID | None = None,
    version: int | None = None,
    token: UUID | None = None,
) -> Sourced:
    """Writes a public fact, or corrects one of the own organisation. Nothing stands here without its source.

    Raises `NotThere`, `Refused` (`source_needed`, `not_in_the_future`, `ends_before_it_begins`, `changed_meanwhile`).
    """
    if not str(values.get("source", "")).strip():
        raise Refused("source_needed")
    if kind != "events" and values[DAY[kind]] > clock.today():
        raise Refused("not_in_the_future")
    until = values.get("until")
    if until is not None and until < values["on"]:
        raise Refused("ends_before_it_begins")
    if fact_id is None:
        row, sent = keeping.begin(MODELS[kind], by, token)
        if sent:
            return row
    else:
        row = keeping.own(MODELS[kind], by, fact_id)
        keeping.change(row, version)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=fact_id is None)
    record(tag=Tag.CONTEXT_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"kind": kind})
    return row
