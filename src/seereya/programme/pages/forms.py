"""What the room's short forms say around their questions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.programme import wording
from seereya.programme.models import Grant, Indicator, LogframeVersion, Report, ReportFigure, Result
from seereya.reference.saying import term

Row = dict[str, Any]


def _form(reference: str, title: str, submit: str, back: str, lede: str = "") -> Row:
    return {"reference": reference, "title": title, "submit": submit, "lede": lede, "cancel_url": back}


def _of(grant: Grant, title: str, submit: str, lede: str = "", where: str = "programme:grant") -> Row:
    return _form(grant.code, title, submit, reverse(where, args=[grant.id]), lede)


def grant_new() -> Row:
    """A grant is opened."""
    lede = _("As the contract says. The reporting calendar is worked out from the days and the length of a period.")
    return _form("", _("Open a grant"), _("Open the grant"), reverse("programme:home"), lede)


def grant_edit(grant: Grant) -> Row:
    """A grant is changed."""
    return _of(grant, _("Change the grant"), _("Save the grant"))


def next_version(grant: Grant) -> Row:
    """The next version of a logframe."""
    lede = _(
        "The newest version is copied. It stays in force until the copy is changed and adopted; reports that left keep theirs."
    )
    return _of(grant, _("Make the next version of the logframe"), _("Make the version"), lede, "programme:logframe")


def _version(version: LogframeVersion, title: str, submit: str, lede: str = "") -> Row:
    return _form(version.grant.code, title, submit, reverse("programme:logframe-edit", args=[version.id]), lede)


def adopt(version: LogframeVersion) -> Row:
    """A version is adopted."""
    return _version(
        version, _("Adopt this version"), _("Adopt it"), _("It changes no more after that. Indicators are counted by it.")
    )


def result(version: LogframeVersion) -> Row:
    """A result."""
    return _version(version, _("Result"), _("Save the result"))


def result_initial(row: Result) -> Row:
    """What a result's form starts with."""
    names = ("level", "code", "pillar", "text", "text_en", "assumptions")
    return {name: getattr(row, name) for name in names} | {"parent": str(row.parent_id or "")}


def indicator(row: Result) -> Row:
    """An indicator."""
    lede = f"{row.code} {row.text}"
    return _version(row.version, _("Indicator"), _("Save the indicator"), lede)


def indicator_initial(row: Indicator) -> Row:
    """What an indicator's form starts with."""
    names = (
        "code", "text", "text_en", "definition", "rule", "unit", "people", "baseline", "baseline_on", "target", "target_on", "split",
        "verification",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}


def value(row: Indicator) -> Row:
    """A value entered by hand."""
    back = reverse("programme:indicator", args=[row.id])
    lede = _("Kept beside what is counted; the newest day is shown, and by hand goes before counted on the same day.")
    return _form(row.code, _("Enter a value by hand"), _("Enter the value"), back, lede)


def activity(grant: Grant) -> Row:
    """An activity."""
    return _of(grant, _("Activity"), _("Save the activity"), "", "programme:activities")


def risk(grant: Grant) -> Row:
    """A risk."""
    return _of(grant, _("Risk"), _("Save the risk"), "", "programme:risks")


def decision(grant: Grant) -> Row:
    """A decision."""
    return _of(grant, _("Decision of the steering committee"), _("Save the decision"), "", "programme:decisions")


def section(report: Report, code: str) -> Row:
    """A section of a report."""
    back = reverse("programme:report", args=[report.id])
    lede = _("Drafted from the records. Numbers about persons stand in steps: keep them so.")
    refill = reverse("programme:report-refill", args=[report.id, code])
    found = _form(report.grant.code, term("narrative_report_sections", code), _("Save the section"), back, lede)
    return found | {"refill_url": refill, "refill_version": report.version}


def correction(figure: ReportFigure) -> Row:
    """A correction beside a figure."""
    back = reverse("programme:report", args=[figure.report_id])
    lede = _("%(code)s: %(value)s was reported. The figure stays; the correction is shown beside it with its day.")
    said = lede % {"code": figure.code, "value": wording.figure(figure.value, figure.unit)}
    return _form(figure.code, _("Correct a reported figure"), _("Write the correction"), back, said)
