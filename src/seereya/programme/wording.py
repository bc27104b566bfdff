"""The room's words: states, units, refusals, figures as they are said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording as accounts
from seereya.accounts.rules import Refused
from seereya.foundation.money import format_percent
from seereya.reference.saying import labelled, language

Words = Any

ACTIVITY_STATES: dict[str, Words] = {
    "planned": pgettext_lazy("state of an activity", "planned"),
    "running": pgettext_lazy("state of an activity", "under way"),
    "done": pgettext_lazy("state of an activity", "carried out"),
    "moved": pgettext_lazy("state of an activity", "changed"),
    "dropped": pgettext_lazy("state of an activity", "given up"),
}
SHOWN: dict[str, Words] = {
    "waived": _("The funder is not shown, for safety"),
    "shown": _("The funder is shown"),
}
PILLARS: dict[int, Words] = {
    1: _("1. Document"),
    2: _("2. Support victims before the law"),
    3: _("3. Advocate"),
    4: _("4. Educate"),
}
GRAVITY: dict[str, Words] = {
    "grave": pgettext_lazy("gravity of a risk", "grave"),
    "notable": pgettext_lazy("gravity of a risk", "notable"),
    "small": pgettext_lazy("gravity of a risk", "small"),
}
RISK_STEPS: dict[int, Words] = {
    1: pgettext_lazy("step of a risk", "1, very low"),
    2: pgettext_lazy("step of a risk", "2, low"),
    3: pgettext_lazy("step of a risk", "3, middling"),
    4: pgettext_lazy("step of a risk", "4, high"),
    5: pgettext_lazy("step of a risk", "5, very high"),
}
DECISIONS: dict[str, Words] = {
    "open": pgettext_lazy("state of a decision", "to be taken"),
    "taken": pgettext_lazy("state of a decision", "taken"),
    "dropped": pgettext_lazy("state of a decision", "not needed any more"),
}
UNITS: dict[str, Words] = {
    "number": pgettext_lazy("unit of an indicator", "number"),
    "share": pgettext_lazy("unit of an indicator", "percent"),
    "score": pgettext_lazy("unit of an indicator", "score"),
}
KINDS: dict[str, Words] = {
    "interim": pgettext_lazy("kind of report", "Interim report"),
    "final": pgettext_lazy("kind of report", "Final report"),
}
REPORT_STATES: dict[str, Words] = {
    "draft": pgettext_lazy("state of a report", "Draft"),
    "frozen": pgettext_lazy("state of a report", "Frozen"),
}
PARTS: dict[str, Words] = {
    "women": pgettext_lazy("group of persons", "women"),
    "men": pgettext_lazy("group of persons", "men"),
    "girls": pgettext_lazy("group of persons", "girls"),
    "boys": pgettext_lazy("group of persons", "boys"),
    "not_known": pgettext_lazy("group of persons", "sex not known"),
    "part": pgettext_lazy("half of a share", "of them"),
    "whole": pgettext_lazy("half of a share", "out of"),
}

REFUSALS: dict[str, Words] = {
    "period_months": _("Give the length of a reporting period in months, at least one."),
    "grant_amount": _("Give the amount of the grant, above zero."),
    "grant_days": _("The action ends after it starts: check the two days."),
    "grant_coordinator_is_partner": _("Your organisation coordinates: give its ceiling as well."),
    "grant_ceilings": _("The ceilings together are %(over)s above the grant. Lower one of them."),
    "grant_code_taken": _("Your organisation has a grant of this code already."),
    "smallest_cell": _("The smallest number told is three or more."),
    "smallest_cell_is_told": _(
        "A report has left with this smallest number. With another one, small counts could be worked out from the two: it stays."
    ),
    "coordinator_only": _("This is done by the organisation that coordinates the grant."),
    "result_level": _("Choose the level of the result."),
    "result_parent": _(
        "An outcome hangs on the impact, an output on an outcome, the impact on nothing. Choose what it hangs on."
    ),
    "result_code_taken": _("This logframe has a result of this code already."),
    "indicator_text": _("Say what the indicator tells."),
    "indicator_unit": _("Choose the unit."),
    "indicator_rule": _("This counting rule is not there any more. Choose another, or enter the values by hand."),
    "indicator_target_day": _("A target has its day, and a day its target: give both or none."),
    "indicator_code_taken": _("This logframe has an indicator of this code already."),
    "logframe_adopted": _("This version is adopted and changes no more. An addendum makes the next one."),
    "logframe_levels": _("A logframe needs an impact, an outcome and an output before it is adopted."),
    "logframe_bare": _("%(count)s results have no indicator yet. Give each one, then adopt."),
    "logframe_adopted_in_future": _("This day has not come yet. Adopt the logframe on the day it is agreed."),
    "logframe_draft_there": _("A version is being edited already. Adopt it before making the next one."),
    "no_logframe": _("No logframe is adopted yet. Adopt one before a report is started."),
    "addendum_needed": _("Say which addendum or exchange of letters makes this version."),
    "value_needed": _("Give the value, in figures."),
    "value_source": _("Say where the value comes from: a value nobody can trace is not reported."),
    "value_day": _("Give a day within the action that has come already."),
    "value_negative": _("A count is not below zero."),
    "value_parts": _("By sex the numbers make %(total)s, which is not the value. Correct one of them."),
    "activity_state": _("Choose where the activity stands."),
    "activity_reason": _("Say why the activity was changed or given up: the report to the funder asks for it."),
    "activity_days": _("An end comes after its beginning: check the days."),
    "activity_done_when": _("An activity that was carried out has the days on which it was."),
    "activity_partner": _("Choose the partner that carries it out, among the partners of this grant."),
    "activity_of_another": _("This activity is another partner’s. That partner or the coordinator changes it."),
    "activity_words": _("Give a code, a title and a pillar."),
    "activity_code_taken": _("This grant has an activity of this code already."),
    "risk_title": _("Say what could happen."),
    "risk_steps": _("Likelihood and impact go from one to five."),
    "risk_move_why": _("Say why the risk became more or less likely or grave."),
    "decision_title": _("Say what is to be decided."),
    "decision_when": _("Say on which day it was decided."),
    "decision_in_future": _("This day has not come yet. Record what has been decided."),
    "words_are_closed": _(
        "These words are sealed to the documentation vaults of the partners, and no such vault is open to you."
    ),
    "period_not_over": _("The period ends on %(day)s. A report is frozen once its period is over."),
    "report_frozen": _("This report has left and changes no more. A correction is written beside the figure."),
    "report_not_frozen": _("This report is a draft: change the value itself."),
    "report_section": _("This section is not in the list any more."),
    "earlier_report_open": _("The report before this one is not frozen yet. Reports leave in their order."),
    "correction_why": _("Say what turned out otherwise."),
    "correction_same": _("This is the value that was reported."),
    "part_sent": _("Your part of this period is marked as complete already."),
}
GIVERS: dict[str, Words] = {
    "words_are_closed": _("Somebody who holds the vault can give you its key, with a second person."),
    "coordinator_only": _("Ask the project coordinator."),
    "value_source": _("No name and no exact place: the funder reads it."),
}
SAID: dict[str, Words] = {
    "grant_opened": _("Grant opened, with its reporting calendar. Its logframe is to be written."),
    "grant_changed": _("Grant saved."),
    "result_saved": _("Result saved."),
    "result_removed": _("Result taken out of this version."),
    "indicator_saved": _("Indicator saved."),
    "logframe_adopted_now": _("Adopted. From now on this is the logframe."),
    "logframe_drafted": _("The next version is open for changes. The one before stays in force until this one is adopted."),
    "values_counted": _("Counted."),
    "value_entered": _("Value entered."),
    "activity_saved": _("Activity saved."),
    "risk_saved": _("Risk saved."),
    "decision_saved": _("Decision saved."),
    "part_sent_now": _("Marked: the part of your organisation is complete."),
    "report_started": _("The draft is filled from the records. Read it, change it, then freeze it."),
    "section_saved": _("Section saved."),
    "report_frozen_now": _("Frozen. Figures and words stay as they are; the funder can read them."),
    "corrected": _("Correction written beside the figure."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def say(refusal: Refused) -> str:
    """A refusal as a sentence."""
    return accounts.say(refusal)


def day(value: date | None) -> str:
    """A day as the page's language writes it; a dash for none."""
    return str(date_format(value, "j F Y")) if value else "—"


def short(value: date | None) -> str:
    """A day in figures."""
    return str(date_format(value, "SHORT_DATE_FORMAT")) if value else "—"


def figure(value: Decimal | int | None, unit: str = "number") -> str:
    """A number as the reader's language writes it; a dash for none, a sign of percent for a share."""
    if value is None:
        return "—"
    exact = Decimal(value)
    places = 0 if exact == exact.to_integral_value() else 1
    said = number_format(exact.quantize(Decimal(1) if places == 0 else Decimal("0.1")), decimal_pos=places, force_grouping=True)
    return format_percent(str(said), language()) if unit == "share" else str(said)


def money(value: Decimal | None, currency: str) -> str:
    """An amount with its currency."""
    if value is None:
        return "—"
    return f"{number_format(value, decimal_pos=2, force_grouping=True)}\u00a0{currency}"


def told(value: Decimal | int | None, width: int, unit: str = "number", cells: int = 1) -> str:
    """A count as the funder is told it: the step it stands on; the number itself where `width` is nought.

    `cells`: of how many cells it is the sum; each of them stands somewhere on a step of its own.
    """
    if value is None or not width or unit != "number":
        return figure(value, unit)
    if value == 0 and cells <= 1:
        return gettext("fewer than %(number)s") % {"number": width}
    last = value + max(cells, 1) * (width - 1)
    return pgettext("from one count to another", "%(first)s to %(last)s") % {"first": figure(value), "last": figure(last)}


def parts(cells: dict[str, int], width: int) -> str:
    """A breakdown in one line; nothing for none."""
    if set(cells) == {"part", "whole"}:
        return gettext("%(part)s out of %(whole)s") % {"part": told(cells["part"], width), "whole": told(cells["whole"], width)}
    return " · ".join(labelled(PARTS.get(name, name), told(count, width)) for name, count in cells.items())
