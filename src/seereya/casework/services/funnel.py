"""Counsel records a step of the funnel that nothing else says, and what a file stands for in it."""

from __future__ import annotations

import re
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent, StepRecorded
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.rules.funnel import ORDER
from seereya.casework.services.storing import hold, store
from seereya.foundation import clock
from seereya.reference import terms

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def add_step(content: CaseContent, *, by: Actor, step: str, month: str, why: str = "") -> None:
    """Adds a step to a file held for change, by hand. Raises `Refused`: `step_needed`, `step_month_needed`."""
    if step not in ORDER:
        raise Refused("step_needed")
    if not _MONTH.fullmatch(month) or month > clock.today().isoformat()[:7]:
        raise Refused("step_month_needed")
    content.steps.append(StepRecorded(step, month, why.strip(), str(by.id)))


@transaction.atomic
def record_step(
    *, by: Actor, case_id: UUID, step: str = "", month: str = "", why: str = "", perpetrators: str | None = None
) -> CaseFile:
    """Counsel records that a file came to a step in a month (or went back to it), and whom it is about, as a category.

    Raises `Refused`, `NotThere`.
    """
    held = hold(by, case_id)
    if step or month:
        add_step(held.content, by=by, step=step, month=month, why=why)
    if perpetrators is not None:
        if perpetrators and perpetrators not in terms.vocabulary("perpetrator_categories"):
            raise Refused("unknown_category")
        held.content.perpetrators = perpetrators
    store(by, held)
    record(tag=Tag.CASE_STEP_RECORDED, actor=by.id, organisation=by.organisation_id, subject=case_id, facts={"step": step})
    return held.row
