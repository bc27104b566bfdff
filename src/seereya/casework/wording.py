"""The room's words: roles, statuses, refusals, what was done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.rules import Refused

Words = Any

STATUSES: dict[str, Words] = {
    "open": pgettext_lazy("status of a case file", "Open"),
    "closed": pgettext_lazy("status of a case file", "Closed"),
}

PARTY_ROLES: dict[str, Words] = {
    "victim": pgettext_lazy("part in a case", "Victim"),
    "civil_party": pgettext_lazy("part in a case", "Civil party"),
    "suspect": pgettext_lazy("part in a case", "Alleged perpetrator"),
    "witness": pgettext_lazy("part in a case", "Witness"),
    "heir": pgettext_lazy("part in a case", "Heir, acting for the dead"),
    "guardian": pgettext_lazy("part in a case", "Guardian of a minor"),
    "other": pgettext_lazy("part in a case", "Other"),
}

PAUSES: dict[str, Words] = {
    "": _("Reminders run"),
    "safety": _("Paused: somebody's safety"),
    "client": _("Paused: the client wishes so"),
}

CERTAINTY: dict[str, Words] = {
    "high": pgettext_lazy("certainty of a time limit", "sure"),
    "medium": pgettext_lazy("certainty of a time limit", "to be checked"),
    "low": pgettext_lazy("certainty of a time limit", "to be confirmed by counsel"),
}

UNITS: dict[str, Words] = {
    "hour": pgettext_lazy("unit of a time limit", "hours"),
    "day": pgettext_lazy("unit of a time limit", "days"),
    "working": pgettext_lazy("unit of a time limit", "working days"),
    "month": pgettext_lazy("unit of a time limit", "months"),
    "year": pgettext_lazy("unit of a time limit", "years"),
}

COUNTINGS: dict[str, Words] = {
    "plain": _("The last day counts"),
    "franc": _("Clear days: neither the first nor the last counts"),
}

ALARMS: dict[str, Words] = {
    "passed": _("limitation has run out"),
    "red": _("less than six months left"),
    "amber": _("less than twenty-four months left"),
    "": _("more than two years left"),
}

LIMITATIONS: dict[str, Words] = {
    "never": _("It never runs: an international crime is alleged."),
    "clarification": _("It does not run while the fate is not known."),
    "unknown": _("Nothing can be said: a characterisation or the date of the facts is missing."),
}

FLAGS: dict[str, Words] = {
    "late": _("time limit passed"),
    "deadline": _("time limit within seven days"),
    "dormant": _("dormant"),
    "silent": _("no act for a while"),
    "paused": _("paused"),
}

REFUSALS: dict[str, Words] = {
    "no_casework_vault": _("Your organisation has no casework vault yet. Its founding ceremony makes one."),
    "case_title_needed": _("Say in a few words what the case is about."),
    "dormant_before_reminder": _("A file is reminded of before it counts as dormant: give more days for dormant."),
    "unknown_pause": _("Choose why the file is paused."),
    "unknown_rule": _("This time limit is not in the list any more."),
    "no_duration": _("This time limit has no length that can be counted: give a number other than zero and a unit."),
    "hour_needed": _("This time limit is counted in hours: give the day and the hour at which it began."),
    "date_out_of_range": _("No calendar reaches that far. Check the number and the unit."),
    "no_working_day": _("The calendar has no working day near this end. Check the public holidays."),
    "no_such_deadline": _("This time limit is not there any more."),
    "unknown_stage": _("Choose a stage of this kind of procedure."),
    "stage_not_recorded": _("That a file is dormant is worked out from its acts. Record an act, or why it stalls."),
    "stage_not_possible": _("After “%(before)s”, “%(after)s” cannot follow."),
    "stage_needs": _("Before this stage, one of these must have been reached: %(stages)s."),
    "stage_before_last": _("The stage before was reached on %(day)s. This one cannot be older."),
    "date_in_future": _("This day has not come yet. Record what has happened."),
    "unknown_forum": _("Choose a forum of the list."),
    "body_gone": _("%(body)s exists only until %(day)s. What replaced it: %(other)s."),
    "body_gone_for_good": _("%(body)s exists only until %(day)s."),
    "body_not_yet": _("%(body)s exists only from %(day)s on."),
    "unknown_procedure": _("The stages of this kind of procedure are not described yet. Choose another."),
    "no_such_proceeding": _("No proceeding is recorded in this file yet. Record one first."),
    "unknown_act": _("Choose the kind of act."),
    "no_such_act": _("This act is not there any more."),
    "served_before_made": _("An act is not served before it is made."),
    "adjourned_to_the_past": _("The next day is tomorrow at the earliest."),
    "unknown_party_role": _("Choose the person's part in the case."),
    "suspect_needs_basis": _(
        "Somebody named as alleged perpetrator needs the legal basis: which complaint, which act, which text."
    ),
    "party_there_already": _("%(person)s has this part in the case already."),
    "unknown_crime": _("Choose a characterisation of the list."),
    "exhibit_needs_words_and_origin": _(
        "Give the reference of an item of evidence. Where there is none, say what the exhibit is and where it comes from."
    ),
    "no_such_item": _(
        "No item of evidence that you can open has this reference. "
        "Look it up under Evidence, or have its custody handed to your organisation."
    ),
    "exhibit_there_already": _("This item is exhibit %(number)s already."),
    "voice_without_basis": _(
        "%(item)s belongs to an interview with %(person)s, and no basis lets that voice or statement go to this recipient. Nothing left. "
        "Take it off, or record a basis on the person's page first; for a recording, the use of the voice too."
    ),
    "interview_closed": _(
        "%(item)s belongs to an interview that is not open to you: whoever spoke cannot be asked for. Nothing left. "
        "A colleague who holds the documentation vault can let it out, or take the link away."
    ),
    "look_at_attachments": _(
        "Persons of this file who said no: %(count)s. Look at the pictures, films and voices ticked, then say that nobody who said "
        "no is in them; or take them off. Nothing left."
    ),
    "letter_needs_request": _("Say what is asked of the forum."),
    "holiday_name_needed": _("Say which holiday it is, or why courts work on that day."),
}

GIVERS: dict[str, Words] = {}

SAID: dict[str, Words] = {
    "case_opened": _("Case file opened."),
    "case_changed": _("Case file saved."),
    "act_recorded": _("Recorded. The diligence log shows it."),
    "stage_recorded": _("Stage recorded."),
    "proceeding_opened": _("Proceeding recorded."),
    "deadline_saved": _("Time limit saved."),
    "deadline_met": _("Noted. The time limit waits no more."),
    "holiday_saved": _("Calendar corrected. Time limits it touches are marked for review."),
    "part_saved": _("Saved in the case file."),
    "part_removed": _("Taken out. Earlier versions keep it."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def say(refusal: Refused) -> str:
    """A refusal as a sentence."""
    return accounts.say(refusal)


def day(iso: str) -> str:
    """A day kept as 2026-11-25, as the page's language writes it; nothing for nothing."""
    return str(date_format(date.fromisoformat(iso[:10]), "j F Y")) if iso else ""


def month(iso: str) -> str:
    """A month kept as 2026-11, as the page's language writes it."""
    return str(date_format(date.fromisoformat(f"{iso}-01"), "F Y"))


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))
