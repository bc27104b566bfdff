"""What a case file shows since something was announced: read by the page that lays the announcement beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.casework import permissions
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.queries import law
from seereya.casework.rules.funnel import ORDER
from seereya.casework.services.funnel_rows import step_of
from seereya.casework.services.storing import read_content
from seereya.foundation.judicial import Movement
from seereya.reference import saying
from seereya.vault import services as vaults

_INQUIRY = ORDER["F5"]


def moved(by: Actor, since: Mapping[UUID, date]) -> dict[UUID, Movement]:
    """The first act of an authority since a day in each file, and the opening of an inquiry on any day. One audit row for all."""
    if not by.holds(*permissions.READERS):
        return {}
    keys = vaults.open_records(by=by, records=list(since))
    rows = CaseFile.objects.filter(pk__in=keys).select_related("organisation", "vault")
    return {row.pk: _movement(row, read_content(row, keys[row.pk]), since[row.pk]) for row in rows}


def _movement(row: CaseFile, content: CaseContent, since: date) -> Movement:
    url = reverse("casework:case", args=[row.pk])
    if content.paused:
        return Movement(row.reference, url, paused=True)
    dated = sorted(_dated(content), key=lambda one: one[0])
    first = next(((on, words) for on, words, _inquiry in dated if on >= since), (None, ""))
    inquiry = next(((on, words) for on, words, is_inquiry in dated if is_inquiry), (None, ""))
    return Movement(row.reference, url, False, *first, *inquiry)


def _dated(content: CaseContent) -> Iterator[tuple[date, str, Any]]:
    """What authorities did: acts received, and stages from the opening of an inquiry on. What counsel filed is not an act of theirs.

    Each with whether it means that an inquiry is open (step F5 of the funnel or one beyond it).
    """
    stages, acts = step_of("procedure_stages"), step_of("procedural_acts")
    for act in content.acts:
        if not act.struck and law.received(act.kind):
            inquiry = ORDER.get(acts.get(act.kind, ""), -1) >= _INQUIRY
            yield date.fromisoformat(act.on[:10]), saying.term("procedural_acts", act.kind), inquiry
    for proceeding in content.proceedings:
        for move in proceeding.stages:
            if ORDER.get(stages.get(move.stage, ""), -1) >= _INQUIRY:
                yield date.fromisoformat(move.on[:10]), saying.term("procedure_stages", move.stage), True
