"""The logframe with what its indicators have come to: rows for pages, prints and the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from seereya.programme.models import Grant, Indicator, IndicatorValue, LogframeVersion, Report, ReportFigure, Result
from seereya.programme.queries import counting
from seereya.programme.rules import suppression
from seereya.programme.rules.logframe import COUNTED
from seereya.programme.rules.steering import share_reached

NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class LogframeRow:
    """One indicator of a logframe, or a result without one. `source`: the counting rule's code or what was written by hand.

    `gone`: its source is not there any more, and the value is the last one known.
    """

    level: str
    code: str
    text: str
    text_en: str
    indicator: str
    indicator_en: str
    indicator_code: str
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal | None
    target_on: date | None
    current: Decimal | None
    current_on: date | None
    share_reached: Decimal | None
    source: str
    rule: str = ""
    how: str = ""
    gone: bool = False
    people: bool = True
    told_width: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    split: bool = False
    series: UUID | None = None
    indicator_id: UUID | None = None
    assumptions: str = ""
    verification: str = ""
    result_id: UUID | None = None


def versions(grant: Grant) -> list[LogframeVersion]:
    """Every version, the newest first."""
    return list(LogframeVersion.objects.filter(grant=grant).order_by("-number"))


def in_force(grant: Grant, on: date | None = None) -> LogframeVersion | None:
    """The version adopted last (by a day); nothing before the first is adopted."""
    adopted = LogframeVersion.objects.filter(grant=grant, adopted_on__isnull=False)
    return (adopted.filter(adopted_on__lte=on) if on else adopted).order_by("-number").first()


def results(version: LogframeVersion) -> list[Result]:
    """The results of a version in the order of the tree."""
    rows = list(Result.objects.filter(version=version).order_by("position", "code"))
    below: dict[UUID | None, list[Result]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    ordered: list[Result] = []

    def walk(parent: UUID | None) -> None:
        for row in below.get(parent, []):
            ordered.append(row)
            walk(row.id)

    walk(None)
    return ordered


def indicators(version: LogframeVersion) -> list[Indicator]:
    """The indicators of a version."""
    return list(Indicator.objects.filter(version=version).select_related("result").order_by("position", "code"))


def latest(grant: Grant, series: Iterable[UUID], until: date | None = None) -> dict[UUID, IndicatorValue]:
    """The value of each series by a day: the newest; entered by hand goes before counted on the same day."""
    rows = IndicatorValue.objects.filter(grant=grant, series__in=list(series))
    if until is not None:
        rows = rows.filter(until__lte=until)
    found: dict[UUID, IndicatorValue] = {}
    for row in rows.order_by("series", "until", "made_at"):
        before = found.get(row.series)
        if before is None or row.until > before.until or not (row.how == COUNTED and before.how != COUNTED):
            found[row.series] = row
    return found


def logframe_rows(grant: Grant, version: LogframeVersion, until: date | None = None, *, told: bool = False) -> list[LogframeRow]:
    """The rows of a logframe with the values by a day. `told`: as the funder is told them (decision 32), small counts on steps."""
    by_result: dict[UUID, list[Indicator]] = {}
    found = indicators(version)
    for one in found:
        by_result.setdefault(one.result_id, []).append(one)
    values = latest(grant, [one.series for one in found], until)
    width = grant.smallest_cell if told else 0
    rows: list[LogframeRow] = []
    for result in results(version):
        mine = by_result.get(result.id, [])
        rows += [_row(result, one, values.get(one.series), width) for one in mine] or [_bare(result)]
    return rows


def _bare(result: Result) -> LogframeRow:
    return LogframeRow(
        result.level, result.code, result.text, result.text_en, "", "", "", "", None, None, None, None, None, None, None, "",
        people=False, assumptions=result.assumptions, result_id=result.id,
    )  # fmt: skip


def _row(result: Result, one: Indicator, value: IndicatorValue | None, width: int) -> LogframeRow:
    current = value.value if value else None
    parts = dict(value.parts) if value else {}
    if width:
        current, parts = told_value(one.unit, current, parts, width, people=one.people, split=bool(one.split))
    return LogframeRow(
        result.level, result.code, result.text, result.text_en, one.text, one.text_en, one.code, one.unit,
        one.baseline, one.baseline_on, one.target, one.target_on, current, value.until if value else None,
        share_reached(value=current, baseline=one.baseline, target=one.target),
        (value.source if value and value.source else one.rule),
        rule=one.rule, how=value.how if value else "", gone=bool(one.rule) and counting.rule(one.rule) is None,
        people=one.people, told_width=width if one.people else 0, parts=parts, split=bool(one.split),
        series=one.series, indicator_id=one.id, assumptions=result.assumptions, verification=one.verification, result_id=result.id,
    )  # fmt: skip


def told_value(
    unit: str, value: Decimal | None, parts: dict[str, int], width: int, *, people: bool, split: bool
) -> tuple[Decimal | None, dict[str, int]]:
    """A value and its cells as the funder is told them.

    A share is made of the told numbers; an indicator that is broken down is told by its cells only, and its total is their sum.
    """
    if not people:
        return value, parts if split else {}
    if unit == "share":
        cells = suppression.tell_parts(parts, width, people=True)
        whole = suppression.tell_share(parts.get("part", 0), parts.get("whole", 0), width, people=True) if parts else None
        return whole, cells
    if unit != "number" or value is None:
        return value, {}
    if not split:
        return suppression.foot(value, width), {}
    rest = int(value) - sum(parts.values())
    cells = suppression.tell_parts(parts | ({NOT_KNOWN: rest} if rest > 0 else {}), width, people=True)
    return Decimal(suppression.total(cells)), cells


def frozen(grant: Grant) -> list[Report]:
    """The reports that have left, the newest first."""
    return list(
        Report.objects.filter(grant=grant, state="frozen").select_related("period", "logframe").order_by("-period__number")
    )


def figures(report: Report) -> list[ReportFigure]:
    """The figures of a report, with their corrections."""
    return list(ReportFigure.objects.filter(report=report).prefetch_related("corrections").order_by("position"))
