"""Risk and plans as pages show them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import active
from seereya.foundation import clock
from seereya.protection import naming, permissions, queries
from seereya.protection.content import PlanCard, PlanContent, RiskContent
from seereya.protection.forms.risk import initial_of
from seereya.protection.models import ProtectionPlan, RiskAssessment
from seereya.protection.naming import Named
from seereya.protection.pages.words import facts, page_number, pager
from seereya.protection.queries import OpenPlan
from seereya.protection.rules import Refused, plan_is_late
from seereya.protection.sealing import check_subject
from seereya.protection.services.openings import open_protection
from seereya.reference import saying
from seereya.reference.saying import Row, term

SIZE = 50
_KINDS = {"RK0": "done", "RK1": "", "RK2": "waits", "RK3": "late", "RK4": "late"}


def level(code: str) -> Row:
    """A level as a badge."""
    return {"badge": term("risk_levels", code), "kind": _KINDS.get(code, "waits")}


def risk(found: list[tuple[RiskAssessment, RiskContent]]) -> Row | None:
    """The last assessment, and the levels before it."""
    if not found:
        return None
    row, content = found[0]
    return level(content.highest) | {
        "at": row.made_at,
        "facts": facts(
            (_("For the person"), term("risk_levels", content.person)),
            (_("For the family"), term("risk_levels", content.family)),
            (_("For the community"), term("risk_levels", content.community)),
            (_("For whoever speaks with the person"), term("risk_levels", content.interviewer)),
            (_("Why"), content.why),
            (_("At which contact"), content.contact),
        ),
        "before": [level(one.highest) | {"at": date_format(made.made_at, "j F Y")} for made, one in found[1:]],
    }


def plan(by: Actor, row: ProtectionPlan, content: PlanContent, card: PlanCard) -> Row:
    """A plan: its measures, who carries it, until when; whether it is late, and whether a second person has agreed to it."""
    due = datetime.fromisoformat(card.due_at) if card.due_at else None
    expires = date.fromisoformat(card.expires) if card.expires else None
    return {
        "late": plan_is_late(due_at=due, expires=expires, now=clock.now()),
        "due": date_format(due, "j F Y, H:i") if due else "",
        "waits": bool(card.waits_on),
        "may_agree": bool(card.waits_on) and card.waits_on != str(by.id) and by.holds(*permissions.COMMITTEE),
        "version": row.version,
        "facts": facts(
            (_("Who carries the plan"), content.owner),
            (_("Agreed to by"), _agreed(card)),
            (_("Looked at again on"), date_format(expires, "j F Y") if expires else ""),
            (_("Note"), content.note),
        ),
        "measures": [
            {
                "what": one.what,
                "owner": one.owner,
                "until": saying.when(one.until) if one.until.earliest or one.until.latest else "",
                "done": one.done,
            }
            for one in content.measures
        ],
    }


def _agreed(card: PlanCard) -> str:
    if not card.agreed_by:
        return ""
    return f"{card.agreed_by} · {date_format(timezone.localtime(datetime.fromisoformat(card.agreed_at)), 'j F Y, H:i')}"


def plans(by: Actor, asked: str) -> dict[str, Any]:
    """A page of the open plans, late ones first, with the open code of whom each protects; the first where it cannot be read."""
    every = queries.open_plans(by)
    number = page_number(asked, len(every), SIZE)
    found = every[(number - 1) * SIZE : number * SIZE]
    names = naming.named(by, [UUID(one.card.subject) for one in found])
    columns = (_("Person"), _("Risk"), _("Who carries the plan"), _("Measures due"), _("Looked at again on"))
    return {
        "table": {
            "caption": _("Protection plans"),
            "columns": [{"label": label} for label in columns],
            "rows": [_line(one, names.get(UUID(one.card.subject), Named("—"))) for one in found],
        },
        "pager": pager(len(every), number, SIZE, lambda other: f"?page={other}"),
        "breadcrumb": [{"url": reverse("protection:home"), "label": _("Protection")}, {"label": _("Protection plans")}],
    }


def _line(one: OpenPlan, named: Named) -> Row:
    late = {"badge": _("late"), "kind": "late"} if one.is_late else {}
    if one.waits_for_agreement:
        late = {"badge": _("waits for a second person"), "kind": "late" if one.is_late else "waits"}
    due = date_format(one.due_at, "j F Y, H:i") if one.due_at else "—"
    again = date_format(one.expires, "j F Y") if one.expires else "—"
    return {
        "url": f"{named.url}#protection" if named.url else "",
        "cells": [
            {"text": named.code, "reference": True},
            level(one.card.level),
            one.card.owner,
            {"text": due} | (late if one.due_at else {}),
            {"text": again} | ({} if one.due_at else late),
        ],
    }


def plan_form(by: Actor, subject: UUID) -> dict[str, Any]:
    """What a plan's form starts with. Raises `NotThere`, `Refused("no_plan_open")`."""
    check_subject(by, subject)
    about = open_protection(by=by, subject=subject)
    if about.plan is None:
        raise Refused("no_plan_open")
    row, content, card = about.plan
    colleagues = list(active(by.organisation_id).values_list("handle", flat=True))
    return {"colleagues": colleagues, "initial": initial_of(content, card.expires) | {"version": row.version}}
