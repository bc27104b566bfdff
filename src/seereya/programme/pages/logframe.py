"""The logframe as a matrix, its versions, and one indicator with its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.programme import permissions, wording, wording_counting
from seereya.programme.models import Grant, Indicator, IndicatorValue, LogframeVersion, Report, ReportFigure
from seereya.programme.pages.grant import english, inside, tabs
from seereya.programme.queries import counting, logframe
from seereya.programme.queries.logframe import LogframeRow
from seereya.programme.rules.steering import share_reached
from seereya.programme.rules.suppression import tell_correction
from seereya.reference.saying import term

Row = dict[str, Any]


def matrix(by: Actor, grant: Grant, chosen: LogframeVersion | None) -> Row:
    """The logframe: with today's values inside; outside with those of the last report that left."""
    known = logframe.versions(grant)
    if not inside(by):
        known = [one for one in known if one.adopted_on]
    version = chosen or logframe.in_force(grant) or (known[0] if known and inside(by) else None)
    context: Row = {
        "grant": grant, "tabs": tabs(grant, by), "logframe": version, "versions": [_version(one, version, grant) for one in known],
        "inside": inside(by), "plans": by.holds(*permissions.PLANNERS) and grant.organisation_id == by.organisation_id,
        "width": grant.smallest_cell, "levels": [], "report": None,
    }  # fmt: skip
    if version is None:
        return context
    if inside(by):
        return context | {"levels": _levels(logframe.logframe_rows(grant, version))}
    reports = logframe.frozen(grant)
    last = reports[0] if reports else None
    told = {one.series: one for one in logframe.figures(last)} if last else {}
    rows = logframe.logframe_rows(grant, version, grant.starts, told=True)
    return context | {"levels": _levels(rows, told), "report": last}


def _version(one: LogframeVersion, chosen: LogframeVersion | None, grant: Grant) -> Row:
    state = _("in force since %(day)s") % {"day": wording.day(one.adopted_on)} if one.adopted_on else _("being edited")
    return {
        "label": _("Version %(number)s") % {"number": one.number}, "note": f"{one.reason}, {state}",
        "url": f"{reverse('programme:logframe', args=[grant.id])}?version={one.number}",
        "chosen": chosen is not None and one.id == chosen.id,
    }  # fmt: skip


def _levels(rows: list[LogframeRow], told: dict[Any, ReportFigure] | None = None) -> list[Row]:
    """Results one after the other, each with its indicators."""
    found: list[Row] = []
    for row in rows:
        if not found or found[-1]["code"] != row.code:
            found.append({
                "code": row.code, "level": term("logframe_levels", row.level), "is_top": row.level == "LF-IMP",
                "text": (row.text_en if english() else "") or row.text, "assumptions": row.assumptions, "id": row.result_id,
                "indicators": [],
            })  # fmt: skip
        if row.indicator:
            found[-1]["indicators"].append(_indicator(row) if told is None else _told(row, told.get(row.series)))
    return found


def _indicator(row: LogframeRow) -> Row:
    return {
        "id": row.indicator_id, "code": row.indicator_code, "text": (row.indicator_en if english() else "") or row.indicator,
        "baseline": wording.figure(row.baseline, row.unit), "target": wording.figure(row.target, row.unit),
        "target_on": row.target_on, "current": wording.figure(row.current, row.unit), "current_on": row.current_on,
        "parts": wording.parts(row.parts, 0), "share": way(row.share_reached), "gone": row.gone, "by_hand": row.how == "hand",
        "source": wording_counting.name(row.rule) if row.rule else (row.source or _("entered by hand")),
        "override": bool(row.rule) and row.how == "hand",
    }  # fmt: skip


def way(share: Decimal | None) -> Row | None:
    """How much of the way is behind, drawn up to the whole and said as it is."""
    return None if share is None else {"drawn": max(0, min(100, int(share))), "words": wording.figure(share, "share")}


def _told(row: LogframeRow, figure: ReportFigure | None) -> Row:
    """An indicator as the funder sees it: with the figure of the last report, never a later one."""
    found = _indicator(row) | {"current": "—", "current_on": None, "parts": "", "share": None}
    if figure is None:
        return found
    smallest = row.told_width
    width, cells = (smallest if figure.unit == "number" and figure.people else 0), (smallest if figure.people else 0)
    return found | {
        "share": way(share_reached(value=figure.told, baseline=figure.baseline, target=figure.target)),
        "current": wording.told(figure.told, width, figure.unit, len(figure.told_parts)), "parts": wording.parts(figure.told_parts, cells),
        "source": wording_counting.name(figure.rule) if figure.rule else figure.source, "by_hand": figure.how == "hand",
    }  # fmt: skip


def editing(version: LogframeVersion) -> Row:
    """A version that is not adopted, to be edited."""
    grant = version.grant
    rows = logframe.logframe_rows(grant, version)
    return {"grant": grant, "logframe": version, "levels": _levels(rows), "back": reverse("programme:logframe", args=[grant.id])}


def indicator(by: Actor, one: Indicator) -> Row:
    """One indicator: what it means, how it is counted, its values. Outside: those of the reports that left."""
    grant = one.version.grant
    rule = counting.rule(one.rule) if one.rule else None
    words = wording_counting.RULES.get(one.rule)
    return {
        "grant": grant, "one": one, "text": (one.text_en if english() else "") or one.text, "inside": inside(by),
        "gone": bool(one.rule) and rule is None, "words": words, "room": wording_counting.ROOMS.get(rule.room, "") if rule else "",
        "facts": _facts(one), "values": _values(grant, one) if inside(by) else _told_values(grant, one),
        "may_enter": by.holds(*permissions.INSIDE) and one.version.adopted_on is not None, "width": grant.smallest_cell,
        "result": f"{one.result.code} {(one.result.text_en if english() else '') or one.result.text}",
    }  # fmt: skip


def _facts(one: Indicator) -> list[Row]:
    return [
        {"label": _("Definition"), "value": one.definition or "—"},
        {"label": _("Unit"), "value": wording.UNITS[one.unit]},
        {"label": _("Baseline"), "value": wording.figure(one.baseline, one.unit), "note": wording.day(one.baseline_on)},
        {"label": _("Target"), "value": wording.figure(one.target, one.unit), "note": wording.day(one.target_on)},
        {"label": _("Broken down by"), "value": one.split or "—"},
        {"label": _("Source of verification"), "value": one.verification or "—"},
    ]


def _values(grant: Grant, one: Indicator) -> list[Row]:
    rows = (
        IndicatorValue.objects.filter(grant=grant, series=one.series)
        .select_related("organisation")
        .order_by("-until", "-made_at")
    )
    return [
        {
            "until": row.until, "value": wording.figure(row.value, one.unit), "parts": wording.parts(row.parts, 0),
            "how": _("entered by hand") if row.how == "hand" else _("counted"),
            "source": row.source or wording_counting.name(one.rule), "who": row.organisation.code if row.organisation else "",
        }
        for row in rows[:60]
    ]  # fmt: skip


def _told_values(grant: Grant, one: Indicator) -> list[Row]:
    reports: list[Report] = logframe.frozen(grant)
    rows = (
        ReportFigure.objects.filter(report__in=reports, series=one.series)
        .select_related("report__period")
        .prefetch_related("corrections")
    )
    return [told_figure(row, grant.smallest_cell) for row in sorted(rows, key=lambda row: -row.report.period.number)]


def told_figure(row: ReportFigure, smallest: int) -> Row:
    """A reported figure as the funder is told it; a correction only where it moves to another step."""
    width = smallest if row.people and row.unit == "number" else 0
    cells = smallest if row.people else 0
    corrections, before = [], row.told
    for one in sorted(row.corrections.all(), key=lambda one: one.made_at):
        if one.told is None or before is None or tell_correction(before, one.told, smallest, people=bool(width)) is None:
            continue
        corrections.append({"value": wording.told(one.told, width, row.unit), "on": one.made_at, "why": one.why})
        before = one.told
    return {
        "until": row.report.period.ends, "value": wording.told(row.told, width, row.unit, len(row.told_parts)),
        "parts": wording.parts(row.told_parts, cells),
        "how": _("entered by hand") if row.how == "hand" else _("counted"),
        "source": wording_counting.name(row.rule) if row.rule else row.source, "who": "", "corrections": corrections,
    }  # fmt: skip


def rules() -> Row:
    """Every counting rule in words."""
    return {
        "rows": [
            {
                "code": one.code, "room": wording_counting.ROOMS.get(one.room, one.room), "words": wording_counting.RULES[one.code],
                "people": one.people, "unit": wording.UNITS[one.unit],
            }
            for one in counting.rules()
        ]
    }  # fmt: skip
