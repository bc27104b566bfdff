"""The reporting calendar, a report as it is written, and as it left."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.programme import permissions, permissions_money, wording, wording_counting
from seereya.programme.content import ReportContent
from seereya.programme.models import Grant, Report, ReportFigure, ReportPeriod
from seereya.programme.pages.grant import english, inside, owed, period_name, tabs
from seereya.programme.pages.logframe import told_figure, way
from seereya.programme.queries import logframe
from seereya.programme.rules.steering import share_reached
from seereya.programme.services import narrative
from seereya.programme.services.reports import gone
from seereya.reference.saying import term

Row = dict[str, Any]


def reports(by: Actor, grant: Grant) -> Row:
    """The calendar with what became of each period. Outside: the reports that left."""
    found = {one.period_id: one for one in Report.objects.filter(grant=grant).defer("content", "told_fr", "told_en")}
    periods = ReportPeriod.objects.filter(grant=grant).order_by("number")
    missing = {one.period.id: one.missing for one in owed(grant, clock.today())} if inside(by) else {}
    lines = [_line(one, found.get(one.id), missing.get(one.id, []), by) for one in periods]
    shown = lines if inside(by) else [one for one in lines if one["state"] == "frozen"]
    columns = [_("Report"), _("Due on"), _("Where it stands"), _("Parts still missing")]
    return {
        "grant": grant, "tabs": tabs(grant, by), "inside": inside(by),
        "table": {
            "caption": _("Reports"), "columns": [{"label": label} for label in (columns if inside(by) else columns[:3])],
            "rows": [{"url": one["url"], "cells": one["cells"]} for one in shown],
        },
    }  # fmt: skip


def _line(period: ReportPeriod, report: Report | None, missing: list[Any], by: Actor) -> Row:
    state = report.state if report else ""
    late = state != "frozen" and period.due < clock.today()
    words: Row = {
        "text": "" if state else _("not begun"), "badge": wording.REPORT_STATES.get(state, ""),
        "kind": "done" if state == "frozen" else "late" if late else "", "note": _("late") if late else "",
    }  # fmt: skip
    cells = [period_name(period), wording.day(period.due), words]
    cells += [", ".join(one.organisation.code for one in missing) or "—"] if inside(by) else []
    return {"url": reverse("programme:report", args=[report.id]) if report else "", "cells": cells, "state": state}


def report(by: Actor, row: Report, content: ReportContent | None) -> Row:
    """One report: its sections and its figures."""
    may_write = by.holds(*permissions.PLANNERS) and row.grant.organisation_id == by.organisation_id
    over = row.period.ends < clock.today()
    return {
        "grant": row.grant, "report": row, "title": period_name(row.period), "state": wording.REPORT_STATES[row.state],
        "frozen": row.state == "frozen", "inside": inside(by), "sections": sections(row, content),
        "closed": row.state == "draft" and content is None, "may_write": may_write and row.state == "draft" and content is not None,
        "may_freeze": may_write and row.state == "draft" and by.holds(*permissions.STEERERS) and over,
        "may_correct": may_write and row.state == "frozen", "figures": figures(row, told=not inside(by)),
        "not_over": not over, "width": row.grant.smallest_cell,
        "documents": _files(by, row, content),
    }  # fmt: skip


def _files(by: Actor, row: Report, content: ReportContent | None) -> list[Row]:
    """The narrative in both languages, where it can be read; the workbook of the quarter, for whom the ledger is open."""
    found = [
        {"label": label, "url": reverse("programme:report-document", args=[row.id, code])}
        for code, label in (("fr", _("Document in French")), ("en", _("Document in English")))
        if row.state == "frozen" or content is not None
    ]
    if by.holds(*permissions_money.AUDITORS):
        found.append({"label": _("Quarterly workbook (XLSX)"), "url": reverse("programme:export-new", args=[row.grant_id])})
    return found


def sections(row: Report, content: ReportContent | None) -> list[Row]:
    """The sections with their words in the page's language; a draft that can not be opened has none."""
    language = "en" if english() else "fr"
    kept = {one.code: getattr(one, language) for one in content.sections} if content else {}
    told = (row.told_en if language == "en" else row.told_fr) if row.state == "frozen" else kept
    return [
        {
            "code": code, "label": term(narrative.VOCABULARY, code), "words": told.get(code, ""),
            "url": reverse("programme:report-section", args=[row.id, code]),
        }
        for code in narrative.codes(row.period)
    ]  # fmt: skip


def figures(row: Report, *, told: bool) -> list[Row]:
    """The figures of a frozen report, or of a draft as they stand now."""
    if row.state == "frozen":
        return [_figure(one, row.grant, told=told) for one in logframe.figures(row)]
    until = narrative.until(row.period)
    return [
        {
            "code": one.indicator_code, "text": (one.indicator_en if english() else "") or one.indicator,
            "baseline": wording.figure(one.baseline, one.unit), "target": wording.figure(one.target, one.unit),
            "value": wording.figure(one.current, one.unit), "parts": wording.parts(one.parts, 0), "share": way(one.share_reached),
            "source": wording_counting.name(one.rule) if one.rule and one.how != "hand" else one.source,
            "by_hand": one.how == "hand", "gone": one.gone,
        }
        for one in logframe.logframe_rows(row.grant, row.logframe, until) if one.indicator
    ]  # fmt: skip


def _figure(one: ReportFigure, grant: Grant, *, told: bool) -> Row:
    found: Row = {
        "code": one.code, "text": (one.text_en if english() else "") or one.text, "baseline": wording.figure(one.baseline, one.unit),
        "target": wording.figure(one.target, one.unit), "by_hand": one.how == "hand", "gone": gone(one), "id": one.id,
        "source": wording_counting.name(one.rule) if one.rule and one.how != "hand" else one.source,
        "share": way(share_reached(value=one.told if told else one.value, baseline=one.baseline, target=one.target)),
    }  # fmt: skip
    if told:
        return found | told_figure_for(one, grant)
    corrections = [
        {"value": wording.figure(c.value, one.unit), "on": c.made_at, "why": c.why}
        for c in sorted(one.corrections.all(), key=lambda c: c.made_at)
    ]
    return found | {
        "value": wording.figure(one.value, one.unit),
        "parts": wording.parts(one.parts, 0),
        "corrections": corrections,
    }


def told_figure_for(one: ReportFigure, grant: Grant) -> Row:
    """A figure as it is told outside."""
    said = told_figure(one, grant.smallest_cell)
    return {name: said[name] for name in ("value", "parts", "corrections")}
