"""A report is started from the records, written, frozen; afterwards corrections stand beside it."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme import sealing
from seereya.programme.content import ReportContent, Section
from seereya.programme.models import Correction, LogframeVersion, PartnerReport, Report, ReportFigure, ReportPeriod
from seereya.programme.permissions import INSIDE
from seereya.programme.queries import counting
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.queries.logframe import LogframeRow, in_force, logframe_rows, told_value
from seereya.programme.rules import Refused, suppression
from seereya.programme.services import narrative
from seereya.programme.services.grants import coordinated
from seereya.programme.services.values import count_grant
from seereya.vault.keyring import RecordKeys

TABLE = "report"


def period_of(by: Actor, period_id: UUID) -> ReportPeriod:
    """A period of one of the member's grants. Raises `NotThere`."""
    row = ReportPeriod.objects.select_related("grant", "grant__organisation").filter(id=period_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def report_of(by: Actor, report_id: UUID) -> Report:
    """A report of one of the member's grants. Raises `NotThere`."""
    found = Report.objects.select_related("grant", "grant__organisation", "period", "period__grant", "logframe")
    row = found.filter(id=report_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def figure_of(by: Actor, figure_id: UUID) -> ReportFigure:
    """A figure of a report of one of the member's grants. Raises `NotThere`."""
    row = ReportFigure.objects.select_related("report", "report__grant").filter(id=figure_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.report.grant_id)
    return row


def section_of(row: Report, content: ReportContent | None, code: str) -> Section:
    """A section of a draft as it is written. Raises `Refused`, `NotThere`."""
    if code not in narrative.codes(row.period):
        raise NotThere
    if row.state != "draft":
        raise Refused("report_frozen")
    if content is None:
        raise Refused("words_are_closed")
    return next((one for one in content.sections if one.code == code), Section(code))


def open_report(by: Actor, report_id: UUID) -> tuple[Report, ReportContent | None]:
    """A report with its draft, as far as the reader can open it; a frozen one carries its words in the row. Raises `NotThere`."""
    row = report_of(by, report_id)
    if row.state != "frozen" and not by.holds(*INSIDE):
        raise NotThere
    content = sealing.opened(by, TABLE, ReportContent, [row]).get(row.id) if row.state == "draft" else None
    return row, content


@transaction.atomic
def send_part(*, by: Actor, period_id: UUID) -> PartnerReport:
    """A partner's part of a period is complete: its activities, values and accounts are entered. Raises `Refused`, `NotThere`."""
    period = period_of(by, period_id)
    row, made = PartnerReport.objects.get_or_create(
        period=period, organisation=by.member.organisation, defaults={"sent_by": by.member, "sent_at": clock.now()}
    )
    if not made:
        raise Refused("part_sent")
    facts: dict[str, object] = {"period": period.number}
    record(tag=Tag.PART_SENT, actor=by.id, organisation=by.organisation_id, subject=period.id, facts=facts)
    return row


def start_report(*, by: Actor, period_id: UUID) -> Report:
    """Begins the report of a period, drafted from the records; the one there already is returned. Raises `Refused`, `NotThere`."""
    period = period_of(by, period_id)
    if period.grant.organisation_id != by.organisation_id:
        raise Refused("coordinator_only")
    if sent := Report.objects.filter(period=period).first():
        return sent
    version = in_force(period.grant)
    if version is None:
        raise Refused("no_logframe")
    count_grant(period.grant, narrative.until(period))
    content = ReportContent(narrative.draft(narrative.records(by, period, version)))
    return _started(by, period, version, content)


@transaction.atomic
def _started(by: Actor, period: ReportPeriod, version: LogframeVersion, content: ReportContent) -> Report:
    grant, now = coordinated(by, period.grant_id), clock.now()
    if sent := Report.objects.filter(period=period).first():
        return sent
    row = Report(
        id=new_id(), grant=grant, period=period, logframe=version, state="draft", made_by=by.member, made_at=now, changed_at=now
    )
    keys = sealing.new_keys(by, grant, row.id)
    row.content = sealing.seal(keys, TABLE, row.version, content)
    row.save(force_insert=True)
    _note(by, Tag.REPORT_STARTED, row)
    return row


def _held(by: Actor, report_id: UUID, version: int) -> tuple[Report, RecordKeys, ReportContent]:
    row = report_of(by, report_id)
    coordinated(by, row.grant_id)
    locked = Report.objects.select_for_update(of=("self",)).get(id=row.id)
    if locked.state != "draft":
        raise Refused("report_frozen")
    if locked.version != version:
        raise Refused("changed_meanwhile")
    keys = sealing.held(by, row.id)
    return row, keys, sealing.read(keys, TABLE, locked.version, locked.content, ReportContent)


@transaction.atomic
def write_section(*, by: Actor, report_id: UUID, code: str, fr: str, en: str, version: int) -> Report:
    """Writes one section in both languages. Raises `Refused`, `NotThere`."""
    row, keys, content = _held(by, report_id, version)
    if code not in narrative.codes(row.period):
        raise Refused("report_section")
    section = next((one for one in content.sections if one.code == code), None)
    if section is None:
        section = Section(code)
        content.sections.append(section)
    section.fr, section.en = fr.strip(), en.strip()
    row.version, row.changed_at = row.version + 1, clock.now()
    row.content = sealing.seal(keys, TABLE, row.version, content)
    row.save()
    _note(by, Tag.REPORT_WRITTEN, row, section=code)
    return row


@transaction.atomic
def freeze(*, by: Actor, report_id: UUID, version: int) -> Report:
    """Counts once more to the end of the period, keeps every figure and word as it is now, and lets the funder read them.

    Raises `Refused` (`period_not_over`, `earlier_report_open`, …), `NotThere`.
    """
    row, keys, content = _held(by, report_id, version)
    if row.period.ends >= clock.today():
        raise Refused("period_not_over", day=row.period.ends)
    if Report.objects.filter(grant=row.grant, state="draft", period__number__lt=row.period.number).exists():
        raise Refused("earlier_report_open")
    count_grant(row.grant, row.period.ends)
    found = [one for one in logframe_rows(row.grant, row.logframe, row.period.ends) if one.indicator]
    ReportFigure.objects.bulk_create(_figure(row, one, number) for number, one in enumerate(found))
    row.told_fr = {one.code: one.fr for one in content.sections}
    row.told_en = {one.code: one.en for one in content.sections}
    row.version, row.state, row.frozen_by = row.version + 1, "frozen", by.member
    row.changed_at = row.frozen_at = clock.now()
    row.content = sealing.seal(keys, TABLE, row.version, content)
    row.save()
    _note(by, Tag.REPORT_FROZEN, row, figures=len(found))
    return row


def _figure(row: Report, one: LogframeRow, number: int) -> ReportFigure:
    width = row.grant.smallest_cell
    told, told_parts = told_value(one.unit, one.current, one.parts, width, people=one.people, split=one.split)
    assert one.series is not None
    return ReportFigure(
        id=new_id(), report=row, series=one.series, code=one.indicator_code, level=one.level, result=one.code, text=one.indicator,
        text_en=one.indicator_en, unit=one.unit, people=one.people, baseline=one.baseline, target=one.target, rule=one.rule,
        source=one.source if one.how != "counted" else "", how=one.how, value=one.current, parts=one.parts, told=told,
        told_parts=told_parts, position=number,
    )  # fmt: skip


@transaction.atomic
def correct(*, by: Actor, figure_id: UUID, value: Decimal, why: str) -> Correction:
    """Says beside a figure of a frozen report what it turned out to be. Raises `Refused`, `NotThere`."""
    figure = figure_of(by, figure_id)
    grant = coordinated(by, figure.report.grant_id)
    if not why.strip():
        raise Refused("correction_why")
    last = figure.corrections.order_by("-made_at").first()
    if value == (last.value if last else figure.value):
        raise Refused("correction_same")
    told = _told_after(figure, value, grant.smallest_cell)
    row = Correction.objects.create(
        id=new_id(), figure=figure, value=value, told=told, why=why.strip(), made_by=by.member, made_at=clock.now()
    )
    _note(by, Tag.REPORT_CORRECTED, figure.report, figure=figure.code)
    return row


def _told_after(figure: ReportFigure, value: Decimal, width: int) -> Decimal | None:
    """A corrected value as the funder is told it; nothing for what is told by its cells or halves, which the correction has not."""
    if not figure.people:
        return value
    return suppression.foot(value, width) if figure.unit == "number" and not figure.told_parts else None


def refill(*, by: Actor, report_id: UUID, code: str, version: int) -> Report:
    """Writes one section anew from the records; what was written there is replaced. Raises `Refused`, `NotThere`."""
    row = report_of(by, report_id)
    if row.state != "draft":
        raise Refused("report_frozen")
    fresh = narrative.draft(narrative.records(by, row.period, row.logframe))
    section = next((one for one in fresh if one.code == code), None)
    if section is None:
        raise Refused("report_section")
    return write_section(by=by, report_id=report_id, code=code, fr=section.fr, en=section.en, version=version)


def gone(figure: ReportFigure) -> bool:
    """Whether the source a figure was counted from is not there any more."""
    return bool(figure.rule) and counting.rule(figure.rule) is None


def note_printed(by: Actor, row: Report) -> None:
    """A report is taken out of the house as a document: on the record before it is made."""
    _note(by, Tag.REPORT_PRINTED, row)


def _note(by: Actor, tag: Tag, row: Report, **facts: object) -> None:
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"period": row.period.number, **facts})
