"""The first draft of a report, written from the records of its period. Every number in it is as the funder is told it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.programme import sealing, wording
from seereya.programme.content import ActivityContent, Section
from seereya.programme.models import Activity, Grant, GrantPartner, LogframeVersion, PartnerReport, ReportPeriod, Risk
from seereya.programme.queries import grants
from seereya.programme.queries.logframe import LogframeRow, logframe_rows
from seereya.programme.rules import steering
from seereya.programme.services.activities import TABLE
from seereya.reference import terms
from seereya.reference.saying import labelled

VOCABULARY = "narrative_report_sections"
HEADINGS = frozenset({"N2"})
FINAL_ONLY = frozenset({"N2.7", "N5"})
_REACHED = Decimal(80)


@dataclass
class Records:
    """What a period's report is written from."""

    grant: Grant
    period: ReportPeriod
    partners: list[GrantPartner]
    activities: list[Activity]
    words: dict[UUID, ActivityContent]
    rows: list[LogframeRow]
    risks: list[Risk]
    sent: set[UUID]

    def ordered(self, *states: str) -> list[Activity]:
        """The period's activities in some states, or all."""
        return [one for one in self.activities if not states or one.state in states]

    def said(self, one: Activity) -> ActivityContent:
        """The words of an activity; empty where they can not be opened."""
        return self.words.get(one.id, ActivityContent())


def codes(period: ReportPeriod) -> list[str]:
    """The sections a report of this period has."""
    words = terms.vocabulary(VOCABULARY)
    return [one for one in words if one not in HEADINGS and (period.kind == "final" or one not in FINAL_ONLY)]


def records(by: Actor, period: ReportPeriod, version: LogframeVersion) -> Records:
    """Reads what the report is written from; opening the words of activities is on the record."""
    grant = period.grant
    begun = Q(planned_start__lte=period.ends) | Q(actual_start__lte=period.ends)
    ended = Q(planned_end__gte=period.starts) | Q(actual_end__gte=period.starts)
    found = list(Activity.objects.filter(begun, ended, grant=grant).select_related("organisation").order_by("code"))
    until = min(period.ends, clock.today())
    return Records(
        grant, period, grants.partners(grant), found, sealing.opened(by, TABLE, ActivityContent, found),
        logframe_rows(grant, version, until, told=True), list(Risk.objects.filter(grant=grant, is_open=True).order_by("code")),
        set(PartnerReport.objects.filter(period=period).values_list("organisation_id", flat=True)),
    )  # fmt: skip


def draft(found: Records) -> list[Section]:
    """The sections in French and English."""
    sections = []
    for code in codes(found.period):
        section = Section(code)
        for language in ("fr", "en"):
            with translation.override(language):
                setattr(section, language, written(code, found, language))
        sections.append(section)
    return sections


def written(code: str, found: Records, language: str) -> str:
    """One section in the language that is active; empty where no record says anything about it."""
    write = _SECTIONS.get(code)
    return write(found, language).strip() if write else ""


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _text(row: LogframeRow, language: str) -> str:
    return (row.indicator_en if language == "en" else "") or row.indicator


def _description(found: Records, _language: str) -> str:
    grant, period = found.grant, found.period
    others = [one.organisation.name for one in found.partners if one.organisation_id != grant.organisation_id]
    return _lines(
        [
            _("Coordinator: %(name)s.") % {"name": grant.organisation.name},
            _("Other beneficiaries: %(names)s.") % {"names": ", ".join(others)} if others else "",
            _("Title of the action: %(title)s. Contract: %(contract)s.")
            % {"title": grant.title, "contract": grant.contract or "—"},
            _("Amount: %(amount)s. Action from %(starts)s to %(ends)s.")
            % {
                "amount": wording.money(grant.amount, grant.currency),
                "starts": wording.day(grant.starts),
                "ends": wording.day(grant.ends),
            },
            _("Period of this report: %(starts)s to %(ends)s.")
            % {"starts": wording.day(period.starts), "ends": wording.day(period.ends)},
            _beneficiaries(found, _language),
        ]
    )


def _beneficiaries(found: Records, language: str) -> str:
    split = [row for row in found.rows if row.parts and row.unit == "number"]
    lines = [labelled(f"— {_text(row, language)}", wording.parts(row.parts, row.told_width)) for row in split]
    head = _("Persons reached, by sex, since the beginning of the action:")
    return _lines([head, *lines]) if lines else _("No count by sex is recorded for this period.")


def _summary(found: Records, _language: str) -> str:
    counts = {str(state): len(found.ordered(state)) for state in steering.ActivityState}
    rated = [row.share_reached for row in found.rows if row.share_reached is not None]
    reached = sum(1 for one in rated if one >= _REACHED)
    grave = sum(1 for one in found.risks if steering.gravity(one.likelihood, one.impact) == "grave")
    return _lines(
        [
            _(
                "Of %(all)s activities of this period, %(done)s are carried out, %(running)s under way, %(moved)s changed, "
                "%(dropped)s given up."
            )
            % {"all": len(found.activities), "done": counts["done"], "running": counts["running"], "moved": counts["moved"],
               "dropped": counts["dropped"]},
            _("%(reached)s of %(all)s indicators with a target have come four fifths of their way or further.")
            % {"reached": reached, "all": len(rated)},
            ngettext("One risk is grave at the end of the period.", "%(count)s risks are grave at the end of the period.", grave)
            % {"count": grave} if grave else _("No risk is grave at the end of the period."),
        ]
    )  # fmt: skip


def _results(found: Records, language: str) -> str:
    lines: list[str] = []
    last = ""
    for row in found.rows:
        if row.code != last:
            lines.append(f"{row.code} {(row.text_en if language == 'en' else '') or row.text}")
            last = row.code
        if row.indicator:
            lines.append(labelled(f"— {row.indicator_code} {_text(row, language)}", _reached(row)))
    for pillar in steering.PILLARS:
        mine = [one for one in found.activities if one.pillar == pillar]
        lines += [str(wording.PILLARS[pillar]), *(_activity(found, one) for one in mine)] if mine else []
    return _lines(lines)


def _reached(row: LogframeRow) -> str:
    said = wording.told(row.current, row.told_width, row.unit, len(row.parts))
    if row.target is None:
        return said
    return _("%(value)s, for a target of %(target)s") % {"value": said, "target": wording.figure(row.target, row.unit)}


def _activity(found: Records, one: Activity) -> str:
    days = (one.actual_start or one.planned_start, one.actual_end or one.planned_end)
    planned = f"— {one.code} {one.title} ({one.organisation.code}, {wording.short(days[0])} – {wording.short(days[1])})"
    reason = found.said(one).reason
    return labelled(planned, wording.ACTIVITY_STATES[one.state]) + (f". {reason}" if reason else ".")


def _matrix(_found: Records, _language: str) -> str:
    return _(
        "The logframe with its values at the end of the period stands at the end of this report. Counts about persons are given in steps."
    )


def _not_done(found: Records, _language: str) -> str:
    late = [
        one for one in found.activities
        if one.state in ("moved", "dropped")
        or steering.is_late(state=one.state, planned_start=one.planned_start, planned_end=one.planned_end, today=found.period.ends)
    ]  # fmt: skip
    return _lines(_activity(found, one) for one in late) or _("Every activity of the period was carried out or is on time.")


def _monitoring(found: Records, _language: str) -> str:
    lessons = [labelled(f"— {one.code}", words) for one in found.activities if (words := found.said(one).lessons)]
    risks = [
        f"— {one.code} {one.title} ({wording.GRAVITY[steering.gravity(one.likelihood, one.impact)]}, {one.likelihood} × {one.impact})"
        for one in found.risks
    ]
    return _lines(
        [_("Lessons:") if lessons else "", *lessons, _("Risks followed:") if risks else _("No risk is recorded."), *risks]
    )


def _across(found: Records, language: str) -> str:
    return _beneficiaries(found, language)


def _plan(found: Records, _language: str) -> str:
    ahead = Activity.objects.filter(grant=found.grant, planned_end__gt=found.period.ends).exclude(state__in=steering.ENDED)
    rows = ahead.select_related("organisation").order_by("planned_start", "code")
    return _lines(
        f"— {one.code} {one.title} ({one.organisation.code}, {wording.short(one.planned_start)} – {wording.short(one.planned_end)})"
        for one in rows
    ) or _("No activity is planned after this period.")


def _cooperation(found: Records, _language: str) -> str:
    missing = [one.organisation.name for one in found.partners if one.organisation_id not in found.sent]
    told = [labelled(f"— {one.code}", words) for one in found.activities if (words := found.said(one).cooperation)]
    sent = _("The partners confirmed their parts of this report, except: %(names)s.") % {"names": ", ".join(missing)}
    return _lines([sent if missing else _("All partners confirmed their parts of this report."), *told])


def _visibility(found: Records, _language: str) -> str:
    shown = sum(1 for one in found.activities if one.shown == "shown")
    said = [labelled(f"— {one.code}", words) for one in found.activities if (words := found.said(one).visibility)]
    counts = _("The funder was shown in %(shown)s of %(all)s activities; in the others that was waived for safety.")
    return _lines([counts % {"shown": shown, "all": len(found.activities)}, *said])


_SECTIONS: dict[str, Callable[[Records, str], str]] = {
    "N1": _description, "N2.1": _summary, "N2.2": _results, "N2.3": _matrix, "N2.4": _not_done, "N2.5": _monitoring,
    "N2.6": _across, "N2.8": _plan, "N3": _cooperation, "N4": _visibility,
}  # fmt: skip


def until(period: ReportPeriod) -> date:
    """The day to which a report's figures are counted: the end of its period, or today before that."""
    return min(period.ends, clock.today())
