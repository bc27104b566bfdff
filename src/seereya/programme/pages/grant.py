"""The coordinator's dashboard: what is late, what is under target, who has not reported, which risk moved, what is to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.programme import permissions, permissions_money, sealing, wording
from seereya.programme.content import DecisionContent
from seereya.programme.models import Activity, Decision, Grant, GrantPartner, PartnerReport, Report, ReportPeriod, Risk, RiskMove
from seereya.programme.queries import grants, logframe
from seereya.programme.queries.logframe import LogframeRow
from seereya.programme.rules import steering
from seereya.reference import saying

Row = dict[str, Any]
SHOWN = 8
SOON = timedelta(days=30)  # a period that ends within it is spoken of already


def home(by: Actor) -> Row:
    """The grants of the organisation."""
    rows = [
        {
            "url": reverse("programme:grant", args=[one.id]),
            "cells": [
                one.code,
                one.title,
                one.organisation.name,
                _money_cell(one),
                wording.day(one.starts),
                wording.day(one.ends),
            ],
        }
        for one in grants.grants_of(by)
    ]
    columns: list[Row] = [{"label": label} for label in (_("Code"), _("Title of the action"), _("Coordinator"))]
    columns += [{"label": _("Amount"), "numeric": True}, {"label": _("From")}, {"label": _("Until")}]
    return {
        "table": {"caption": _("Grants"), "columns": columns, "rows": rows},
        "may_open": by.holds(*permissions.STEERERS),
        "inside": by.holds(*permissions.INSIDE),
    }


def _money_cell(one: Grant) -> Row:
    return {"text": wording.money(one.amount, one.currency), "numeric": True}


def inside(by: Actor) -> bool:
    """Whether the reader sees the full internal figures."""
    return by.holds(*permissions.INSIDE)


def english() -> bool:
    """Whether the page is in English."""
    return saying.language() == "en"


def text(row: LogframeRow) -> str:
    """An indicator's words in the page's language."""
    return (row.indicator_en if english() else "") or row.indicator


def late_activities(grant: Grant, today: date) -> list[Activity]:
    """Activities not begun or not ended in time, the longest late first."""
    ended = [str(state) for state in steering.ENDED]
    rows = Activity.objects.filter(grant=grant, planned_start__lt=today).exclude(state__in=ended)
    found = rows.select_related("organisation").order_by("planned_end", "code").defer("content")
    return [
        one for one in found
        if steering.is_late(state=one.state, planned_start=one.planned_start, planned_end=one.planned_end, today=today)
    ]  # fmt: skip


def under_target(grant: Grant, rows: list[LogframeRow], today: date) -> list[LogframeRow]:
    """Indicators less than four fifths of the way they should have come."""
    return [
        row for row in rows
        if row.target is not None and row.target_on is not None and steering.is_under_target(
            value=row.current, baseline=row.baseline or Decimal(0), target=row.target, starts=grant.starts,
            target_on=row.target_on, today=today,
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class Owed:
    """A period whose report is to be made, who has not said that its part is complete, and the report if it is begun."""

    period: ReportPeriod
    missing: list[GrantPartner]
    report: Report | None


def owed(grant: Grant, today: date) -> list[Owed]:
    """Periods that are over or running, whose report has not left."""
    periods = list(ReportPeriod.objects.filter(grant=grant, starts__lte=today).order_by("number"))
    reports = {one.period_id: one for one in Report.objects.filter(grant=grant).defer("content", "told_fr", "told_en")}
    sent: set[tuple[UUID, UUID]] = set(
        PartnerReport.objects.filter(period__grant=grant).values_list("period_id", "organisation_id")
    )
    partners = grants.partners(grant)
    return [
        Owed(one, [p for p in partners if (one.id, p.organisation_id) not in sent], reports.get(one.id))
        for one in periods
        if reports.get(one.id) is None or reports[one.id].state != "frozen"
    ]


def dashboard(by: Actor, grant: Grant) -> Row:
    """The grant's home page for those who run it."""
    today = clock.today()
    version = logframe.in_force(grant)
    rows = logframe.logframe_rows(grant, version) if version else []
    late, under = late_activities(grant, today), under_target(grant, rows, today)
    return {
        "grant": grant,
        "facts": facts(grant),
        "late": [activity_line(one) for one in late[:SHOWN]],
        "late_more": max(0, len(late) - SHOWN),
        "under": [indicator_line(row) for row in under[:SHOWN]],
        "under_more": max(0, len(under) - SHOWN),
        "counted_on": max((wording_day for row in rows if (wording_day := row.current_on)), default=None),
        "logframe": version,
        "owed": [_owed_line(by, one, today) for one in owed(grant, today) if one.period.ends - today <= SOON],
        "moved": _moved(grant),
        "decisions": _decisions(by, grant, today),
        "coordinates": grant.organisation_id == by.organisation_id and by.holds(*permissions.STEERERS),
        "plans": by.holds(*permissions.PLANNERS),
        "steers": by.holds(*permissions.STEERERS),
        "tabs": tabs(grant, by),
    }


def facts(grant: Grant) -> list[Row]:
    """The contract in a few lines."""
    partners = grants.partners(grant)
    named = [f"{one.organisation.code} {wording.money(one.ceiling, grant.currency)}" for one in partners]
    return [
        {"label": _("Funder"), "value": grant.funder, "note": grant.contract},
        {"label": _("Amount"), "value": wording.money(grant.amount, grant.currency)},
        {"label": _("Action"), "value": f"{wording.day(grant.starts)} – {wording.day(grant.ends)}"},
        {"label": _("Coordinator"), "value": grant.organisation.name},
        {"label": _("Partners and their ceilings"), "value": " · ".join(named)},
    ]


def tabs(grant: Grant, by: Actor) -> list[Row]:
    """Where one goes from a grant; only what the roles may enter."""
    found = [(_("Logframe"), "programme:logframe"), (_("Reports"), "programme:reports")]
    if inside(by):
        found += [(_("Activities"), "programme:activities"), (_("Risks"), "programme:risks")]
    if by.holds(*permissions.STEERERS):
        found += [(_("Decisions"), "programme:decisions")]
    if by.holds(*permissions_money.COMPARERS):
        found += [(_("Budget and spending"), "programme:money")]
    return [{"label": label, "url": reverse(name, args=[grant.id])} for label, name in found]


def activity_line(one: Activity) -> Row:
    """An activity as a line of work."""
    note = _("planned until %(day)s") % {"day": wording.day(one.planned_end)}
    return {
        "label": f"{one.code} {one.title}", "url": reverse("programme:activity", args=[one.id]), "kind": "late",
        "badge": str(wording.ACTIVITY_STATES[one.state]), "note": f"{one.organisation.code} · {note}",
    }  # fmt: skip


def indicator_line(row: LogframeRow) -> Row:
    """An indicator as a line of work."""
    note = _("%(value)s of %(target)s") % {
        "value": wording.figure(row.current, row.unit),
        "target": wording.figure(row.target, row.unit),
    }
    return {
        "label": f"{row.indicator_code} {text(row)}", "url": reverse("programme:indicator", args=[row.indicator_id]), "kind": "waits",
        "note": note, "badge": _("source gone") if row.gone else "",
    }  # fmt: skip


def _owed_line(by: Actor, one: Owed, today: date) -> Row:
    missing = [p.organisation.name for p in one.missing]
    mine = any(p.organisation_id == by.organisation_id for p in one.missing)
    over = one.period.ends < today
    return {
        "title": period_name(one.period),
        "due": one.period.due,
        "late": one.period.due < today,
        "missing": ", ".join(missing),
        "part_url": reverse("programme:part", args=[one.period.id]) if mine else "",
        "report_url": reverse("programme:report", args=[one.report.id]) if one.report else "",
        "start_url": reverse("programme:report-start", args=[one.period.id]) if over and one.report is None else "",
    }


def period_name(period: ReportPeriod) -> str:
    """A period in words."""
    return _("%(kind)s %(number)s, %(starts)s to %(ends)s") % {
        "kind": wording.KINDS[period.kind], "number": period.number, "starts": wording.day(period.starts),
        "ends": wording.day(period.ends),
    }  # fmt: skip


def _moved(grant: Grant) -> list[Row]:
    since = clock.now() - steering.RECENT
    rows = RiskMove.objects.filter(risk__grant=grant, moved_at__gte=since).select_related("risk").defer("risk__content")
    return [move_line(one) for one in rows.order_by("-moved_at")[:SHOWN]]


def move_line(one: RiskMove) -> Row:
    """A move of a risk as a line."""
    before, after = one.likelihood_before * one.impact_before, one.likelihood * one.impact
    said = _("from %(before)s to %(after)s on %(day)s") % {
        "before": f"{one.likelihood_before} × {one.impact_before}", "after": f"{one.likelihood} × {one.impact}",
        "day": wording.day(one.moved_at.date()),
    }  # fmt: skip
    return {
        "label": f"{one.risk.code} {one.risk.title}", "url": reverse("programme:risk", args=[one.risk_id]), "note": said,
        "badge": str(wording.GRAVITY[steering.gravity(one.likelihood, one.impact)]), "kind": "late" if after > before else "",
    }  # fmt: skip


def _decisions(by: Actor, grant: Grant, today: date) -> list[Row]:
    if not by.holds(*permissions.STEERERS):
        return []
    rows = list(Decision.objects.filter(grant=grant, state="open").order_by("due_on", "number")[:SHOWN])
    words = sealing.opened(by, "decision", DecisionContent, rows)
    return [decision_line(one, words.get(one.id), today) for one in rows]


def decision_line(one: Decision, words: DecisionContent | None, today: date) -> Row:
    """A decision to be taken as a line of work."""
    kind = (
        "" if one.due_on is None else "late" if one.due_on < today else "soon" if one.due_on - today < timedelta(days=14) else ""
    )
    return {
        "label": words.title if words else _("Decision %(number)s (sealed)") % {"number": one.number},
        "url": reverse("programme:decision", args=[one.id]), "kind": kind,
        "note": _("until %(day)s") % {"day": wording.day(one.due_on)} if one.due_on else "",
    }  # fmt: skip


def risks_open(grant: Grant) -> list[Risk]:
    """Open risks, the gravest first."""
    rows = Risk.objects.filter(grant=grant, is_open=True).defer("content")
    return sorted(rows, key=lambda one: (-one.likelihood * one.impact, one.code))
