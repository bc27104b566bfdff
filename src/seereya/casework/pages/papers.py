"""What is printed of a case file: the diligence log, and the package for the magistrate."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework import services, wording
from seereya.casework.content import CaseContent
from seereya.casework.pages import case as case_page
from seereya.casework.pages import documented, joined
from seereya.casework.queries import law
from seereya.casework.rules import diligence
from seereya.foundation import clock
from seereya.reference import saying

Row = dict[str, Any]


def steps(content: CaseContent) -> list[diligence.Step]:
    """Acts that were not struck out, as the log numbers them."""
    return [
        diligence.Step(
            on=date.fromisoformat(one.on),
            words=saying.term("procedural_acts", one.kind),
            received=law.received(one.kind),
            reminder=one.kind == law.act_that("reminds"),
            number=_number(content, one.proceeding),
            note=" · ".join(filter(None, (one.addressed, one.words))),
            served=wording.day(one.served),
        )
        for one in content.acts
        if not one.struck
    ]


def _number(content: CaseContent, proceeding: str) -> str:
    found = content.proceeding(proceeding)
    return found.number if found else ""


def diligence_log(by: Actor, case_id: UUID) -> Row:
    """Context of the diligence log, for paper."""
    opened = services.open_to_print(by=by, case_id=case_id, what="log")
    found, today = steps(opened.content), clock.today()
    return {
        "case": opened.row,
        "content": opened.content,
        "lines": diligence.lines(found, today=today),
        "totals": diligence.totals(found, today=today),
        "stages": [case_page.proceeding(opened.row, one) for one in opened.content.proceedings],
        "printed_at": clock.now(),
        "printed_by": by.member.handle,
    }


def package(by: Actor, opened: services.Opened) -> Row:
    """Context of the package: everything a magistrate reads, nothing of who somebody is beyond the code."""
    row, content = opened.row, opened.content
    parties = [case_page.party(row, one) | {"kind": one.role} for one in content.parties]
    return {
        "case": row,
        "content": content,
        "law": case_page.law_rows(content),
        "victims": [one for one in parties if one["kind"] not in {"suspect", "witness"}],
        "suspects": [one for one in parties if one["kind"] == "suspect"],
        "witnesses": [one for one in parties if one["kind"] == "witness"],
        "qualifications": [case_page.qualification(row, content, one) for one in content.qualifications],
        "exhibits": [joined.exhibit(one) for one in content.exhibits],
        "contradicting": [one for one in content.exhibits if one.helps_defence],
        "facts_when": saying.when(content.facts),
        "documented": documented.rows(content),
        "stages": [case_page.proceeding(row, one) for one in content.proceedings],
        "acts": [case_page.act(row, one) for one in content.acts if not one.struck],
        "printed_at": clock.now(),
        "printed_by": by.member.handle,
    }


def reminder_initial(content: CaseContent) -> Row:
    """What a reminder asks for by default: the act the reason of the stall points at."""
    suggested = case_page.stall(content, ("silent",)).get("suggested", "")
    return {"asked": suggested, "proceeding": content.proceedings[-1].id if content.proceedings else ""}


def earlier_reminders(content: CaseContent) -> list[str]:
    """The days of all reminders so far."""
    return [wording.day(one.on) for one in content.acts if one.kind == law.act_that("reminds") and not one.struck]
