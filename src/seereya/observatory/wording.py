"""The room's words: questions, answers, refusals, what was done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.foundation.selection import BadSelection
from seereya.reference.wording_selection import say_selection

Words = Any

LABELS: dict[str, Words] = {
    "court": _("Court or body"),
    "seat": _("Where it sat"),
    "on": _("Day of the hearing"),
    "number": _("Case number as announced"),
    "stage": _("Stage of the proceedings"),
    "kind": _("Kind of hearing"),
    "offences": _("Offences alleged"),
    "men": _("Accused: men"),
    "women": _("Accused: women"),
    "unsaid": _("Accused: sex not noted"),
    "minors": _("Of whom minors"),
    "present": _("Accused present"),
    "absent": _("Accused absent"),
    "counsel": _("Counsel of the defence present"),
    "counsel_from": _("Counsel present from when"),
    "counsel_note": _("On counsel"),
    "interpreter_needed": _("Interpreter needed"),
    "interpreter_given": _("Interpreter provided"),
    "interpreter_language": _("Language interpreted"),
    "interpreter_note": _("On the interpretation"),
    "public": _("Open to the public"),
    "closed_why": _("Why it was closed"),
    "outcome": _("Outcome of the hearing"),
    "adjourned_why": _("Why it was adjourned"),
    "next_on": _("Next day announced"),
    "result": _("Decision and sentence, in words"),
    "began": _("Began at"),
    "minutes": _("Minutes it lasted"),
    "incidents": _("Incidents in and around the court"),
    "security": _("Security of the observer"),
    "observer": _("Observer"),
    "independence": _("Independence of the observer"),
    "struck": _("Struck out, because"),
}

ANSWERS: dict[str, Words] = {
    "yes": pgettext_lazy("a right in court", "yes"),
    "partly": pgettext_lazy("a right in court", "partly"),
    "no": pgettext_lazy("a right in court", "no"),
    "not_seen": pgettext_lazy("a right in court", "not seen"),
}
ANSWER_KINDS = {"yes": "done", "partly": "waits", "no": "late", "not_seen": "quiet"}

PRESENCE: dict[str, Words] = {
    "yes": pgettext_lazy("in court", "yes"),
    "some": pgettext_lazy("in court", "for some of the accused"),
    "no": pgettext_lazy("in court", "no"),
    "not_seen": pgettext_lazy("in court", "not known"),
}

COUNSEL_FROM: dict[str, Words] = {
    "arrest": pgettext_lazy("counsel from when", "from the arrest"),
    "custody": pgettext_lazy("counsel from when", "from a later hour of police custody"),
    "judge": pgettext_lazy("counsel from when", "from the first hearing by a judge"),
    "trial": pgettext_lazy("counsel from when", "at this hearing only"),
    "late": pgettext_lazy("counsel from when", "after this hearing began"),
    "not_seen": pgettext_lazy("counsel from when", "not known"),
}

PUBLICITY: dict[str, Words] = {
    "public": pgettext_lazy("a hearing", "open to the public"),
    "partly": pgettext_lazy("a hearing", "closed for a part"),
    "closed": pgettext_lazy("a hearing", "closed"),
    "refused": pgettext_lazy("a hearing", "announced as public, the observer was not let in"),
}

COUNTS: dict[str, Words] = {
    "entered": pgettext_lazy("cases of a court", "Entered"),
    "pending": pgettext_lazy("cases of a court", "Pending at the start"),
    "judged": pgettext_lazy("cases of a court", "Judged"),
    "dismissed": pgettext_lazy("cases of a court", "Dismissed"),
    "adjourned": pgettext_lazy("cases of a court", "Adjourned"),
}

SOURCE_KINDS: dict[str, Words] = {
    "public": _("Published figures"),
    "own": _("Our own count"),
}

PARTNERS_SOURCES: dict[str, Words] = {
    "public": _("Published figures"),
    "own": pgettext_lazy("of a partner", "Their own count"),
}

PARAMETERS: dict[str, Words] = {
    "q": _("Words"),
    "from": pgettext_lazy("start of a period", "From"),
    "to": pgettext_lazy("end of a period", "To"),
    "sort": _("Order"),
    "size": _("Rows of a page"),
    "page": _("Page"),
    "court": _("Court or body"),
    "outcome": _("Outcome of the hearing"),
    "kind": _("Kind of hearing"),
    "offence": _("Offences alleged"),
    "family": _("Offences counted"),
    "year": _("Year"),
    "reason": _("Why"),
    "place": _("Place"),
    "lasting": _("Still so"),
}

REFUSALS: dict[str, Words] = {
    "hearing_in_future": _("Give the day of the hearing, today or before. A day to come goes into “Next day announced”."),
    "outcome_needed": _("Say how the hearing ended."),
    "more_minors_than_accused": _("There are more minors than accused: %(accused)s are counted."),
    "more_present_than_accused": _("Present and absent together are more than the accused: %(accused)s are counted."),
    "adjourned_needs_reason": _("Say why it was adjourned. If nobody said so in court, choose “No reason announced”."),
    "next_before_hearing": _("The next day announced comes after the hearing."),
    "court_needed": _("Choose a court or body of the national level."),
    "court_not_then": _("This body did not exist on that day. What replaced it in the list: %(other)s."),
    "unknown_choice": _("One of the answers is not in the list any more. Choose again."),
    "period_in_order": _("Give the first and the last day of the period, in that order."),
    "period_in_future": _("The period has not begun yet."),
    "source_needed": _("Name the source: the document with its date, or who counted."),
    "no_figure": _("Give at least one figure. A figure that the source does not give stays empty, not nought."),
    "own_counts_impossible": _(
        "More cases judged and dismissed than entered and were pending: one of our own counts is wrong. "
        "Count again, or leave out what is not sure."
    ),
    "strike_needs_reason": _("Say why it is struck out: whoever reads it later must understand."),
    "struck_already": _(
        "This hearing was struck out. It is kept as it stood and is not changed any more; record it anew if need be."
    ),
    "gap_place_needed": _("Choose a region or a cercle of the list."),
    "gap_place_too_fine": _("A gap is kept by region or cercle, readable without a key. Name the exact place in the notes."),
    "gap_reason_needed": _("Say why nobody could look."),
    "gap_began_needed": _("Say since when, as closely as you know: a month or a year is enough."),
    "gap_ends_before": _("The gap ends before it begins."),
    "gap_end_needed": _("Say from when somebody could look again."),
}

SAID: dict[str, Words] = {
    "observation_recorded": _("Hearing recorded."),
    "observation_changed": _("Correction saved. The earlier version stays in the history."),
    "observation_struck": _("Struck out. It stays readable with its reason, and counts nowhere any more."),
    "activity_saved": _("Figures saved, as the source gives them."),
    "activity_impossible": _("Saved and marked: more cases closed than the source says there were."),
    "gap_recorded": _("Recorded. The map of incidents shows it."),
    "gap_changed": _("Correction saved."),
    "gap_ended": _("Recorded: somebody can look again. The map keeps the past period."),
}

accounts.REFUSALS.update({code: words for code, words in REFUSALS.items() if code not in accounts.REFUSALS})
accounts.SAID.update(SAID)


def say(refusal: BadSelection) -> str:
    """Why a list cannot be shown as its address asks."""
    return say_selection(refusal, PARAMETERS)


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))


def day(iso: str) -> str:
    """A day kept as 2026-11-25, as the page's language writes it; nothing for nothing."""
    return str(date_format(date.fromisoformat(iso[:10]), "j F Y")) if iso else ""


def short_day(iso: str) -> str:
    """A day in figures, as a narrow column has room for."""
    return str(date_format(date.fromisoformat(iso[:10]), "d/m/Y")) if iso else ""


def month(value: date | None) -> str:
    """A month as the page's language writes it; nothing for nothing."""
    return str(date_format(value, "F Y")) if value else ""


def hearings(count: int) -> str:
    """A number of observed hearings, in words."""
    return ngettext("%(count)s observed hearing", "%(count)s observed hearings", count) % {"count": count}
