"""Choices, refusals and messages of this room in words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.advocacy.rules.asks import Result
from seereya.advocacy.rules.commitments import Pause, Status

LEVELS: dict[str, Words] = {
    "national": pgettext_lazy("level of a body", "National"),
    "regional": pgettext_lazy("level of a body", "Regional"),
    "international": pgettext_lazy("level of a body", "International"),
}

STATUS_KINDS = {
    Status.MADE: "waits",
    Status.TRANSLATED: "accent",
    Status.RESOURCED: "accent",
    Status.EXECUTING: "accent",
    Status.KEPT: "done",
    Status.PARTLY: "waits",
    Status.BROKEN: "late",
    Status.EXPIRED: "late",
}

PAUSES: dict[str, Words] = {
    Pause.SAFETY: _("Paused: somebody would be in danger"),
    Pause.WISH: _("Paused: the person concerned wishes it"),
}

RESULTS: dict[str, Words] = {
    Result.OPEN: pgettext_lazy("an ask", "open"),
    Result.MET: pgettext_lazy("an ask", "met"),
    Result.PARTLY: pgettext_lazy("an ask", "met in part"),
    Result.DROPPED: pgettext_lazy("an ask", "not put forward any more"),
}
RESULT_KINDS = {Result.OPEN: "waits", Result.MET: "done", Result.PARTLY: "accent", Result.DROPPED: "quiet"}

ASSESSORS: dict[str, Words] = {
    "ours": pgettext_lazy("an assessment", "Ours"),
    "government": pgettext_lazy("an assessment", "The government's claim"),
    "other": pgettext_lazy("an assessment", "Another assessor's"),
}

IMPLEMENTATION_KINDS = {
    "IS-NON": "late",
    "IS-INI": "waits",
    "IS-PAR": "waits",
    "IS-SUB": "accent",
    "IS-FUL": "done",
    "IS-REG": "late",
    "IS-CAD": "quiet",
    "IS-UNK": "quiet",
}

EVENT_KINDS: dict[str, Words] = {
    "summit": _("Summit or meeting"),
    "review": _("Review by a body"),
    "power": _("Change of power"),
    "troops": _("Decision on troops or missions"),
    "protest": _("Protest"),
    "law": _("Law or institution"),
    "promise": _("Promise of a government"),
    "other": pgettext_lazy("an event", "Other"),
}

FACTS: dict[str, Words] = {
    "events": _("Chronology"),
    "figures": _("Figures as worded"),
    "calls": _("Calls of others"),
}

PARAMETERS: dict[str, Words] = {
    "q": _("Words"),
    "status": _("Status"),
    "kind": _("Kind"),
    "theme": _("Theme"),
    "body": _("Body"),
    "state": _("Recommending State"),
    "position": _("Position of the State"),
    "outcome": pgettext_lazy("an action", "Outcome"),
    "level": _("Level"),
    "show": _("Which ones"),
    "page": _("Page"),
    "print": _("For paper"),
}

REFUSALS: dict[str, Words] = {
    "unknown_commitment_type": _("Choose of which kind the commitment is."),
    "commitment_incomplete": _("A commitment needs the office, the exact words, the source and what would count as kept."),
    "not_in_the_future": _("This day has not come yet."),
    "deadline_before_announcement": _(
        "The deadline lies before the announcement. Exchange the two days, or correct one of them."
    ),
    "unknown_commitment_status": _("Choose what the commitment became."),
    "moved_before_announced": _("Nothing can become of a commitment before it was announced."),
    "say_what_happened": _("Say what happened: which text, which decision, which silence."),
    "unknown_pause": _("Choose why it is paused."),
    "nothing_to_archive": _("Paste the text of the source, or choose a file."),
    "ask_incomplete": _("An ask says what, of whom, by when, and how it is known to be done. One of the four is missing."),
    "no_proposal": _(
        "No ask is proposed here: the deadline has not passed, it was answered already, or the commitment is paused."
    ),
    "decline_needs_reason": _("Say why no ask is made of it. Colleagues who find the deadline passed will want to know."),
    "unknown_result": _("Choose how the ask ended."),
    "unknown_action_kind": _("Choose the kind of action and its level."),
    "outcome_needs_day": _("Say on which day this outcome came."),
    "outcome_day_wrong": _("The outcome's day lies between the action and today."),
    "no_such_ask": _("One of the asks is not there any more, or it is not of your organisation."),
    "nothing_to_follow": _("Nothing is left to follow up here."),
    "stakeholder_needs_word": _("Say how the person is called in your lists."),
    "unknown_stance": _("Choose where the person stands, and an influence from 1 to 5."),
    "no_such_incident": _("No incident that you can open has this reference."),
    "no_such_case": _("No case file of your organisation that you can open has this reference."),
    "case_linked_already": _("This case file is laid beside it already."),
    "linked_already": _("This incident is tied to it already."),
    "source_needed": _("Nothing stands here without its source."),
    "ends_before_it_begins": _("The end lies before the beginning."),
    "recommendation_incomplete": _("A recommendation needs body, document, paragraph, and its text in one language at least."),
    "recommendation_there_already": _("This paragraph of this State stands in the table already."),
    "unknown_implementation": _("Choose how far it was implemented, and in whose eyes."),
    "assessor_needed": _("Say who assessed it."),
    "evidence_needed": _("Say on what evidence: what was seen, which text, which source."),
}

# What is wrong with a cell of a spreadsheet; where the columns seem to have moved, the sentence below is added.
FAULTS: dict[str, Words] = {
    "missing": _("nothing stands here, and it is needed"),
    "unknown": _("“%(value)s” is neither a code nor a word of the list"),
    "no_paragraph": _("“%(value)s” is not the number of a paragraph"),
    "no_text": _("“%(value)s” is not the text of a recommendation"),
    "no_day": _("“%(value)s” is not a day: 2023-05-01 or 01/05/2023"),
    "too_long": _("this is too long for the column"),
    "beyond_columns": _("“%(value)s” stands beyond the last heading"),
    "double": _("the same paragraph of the same State stands on line %(value)s already"),
}
MOVED = _("it looks like a value of the column “%(belongs)s”: have the columns moved?")

FATES: dict[str, Words] = {
    "new": pgettext_lazy("a line of a spreadsheet", "new"),
    "changed": pgettext_lazy("a line of a spreadsheet", "changes what stands here"),
    "same": pgettext_lazy("a line of a spreadsheet", "stands here already"),
    "partner": pgettext_lazy("a line of a spreadsheet", "differs from a partner's row, which stays"),
    "refused": pgettext_lazy("a line of a spreadsheet", "refused"),
}
FATE_KINDS = {"new": "done", "changed": "waits", "same": "quiet", "partner": "waits", "refused": "late"}

COLUMNS: dict[str, Words] = {
    "body": _("Body"),
    "document": _("Document"),
    "paragraph": _("Paragraph"),
    "state": _("Recommending State"),
    "text_fr": _("Text in French"),
    "text_en": _("Text in English"),
    "theme": _("Theme"),
    "addressee": _("Addressee"),
    "position": _("Position of the State"),
    "issued_on": _("Issued on"),
    "note": _("Note"),
}

SAID: dict[str, Words] = {
    "commitment_saved": _("Commitment saved."),
    "commitment_moved": _("Recorded, with its day."),
    "commitment_paused": _("Paused: no ask is proposed, no indicator counts it."),
    "commitment_goes_on": _("It goes on: asks and indicators count it again."),
    "archive_kept": _("Source archived."),
    "ask_saved": _("Ask saved."),
    "ask_closed": _("Noted how the ask ended."),
    "ask_accepted": _("The proposal is an ask now."),
    "proposal_declined": _("Declined. The reason is kept, sealed."),
    "action_saved": _("Action saved."),
    "action_followed": _("Followed up. It waits no more."),
    "stakeholder_saved": _("Stakeholder saved."),
    "stance_recorded": _("Stance recorded, with its day."),
    "stakeholder_closed": _("Taken off the list. Actions keep it."),
    "incident_linked": _("Incident tied."),
    "contact_changed": _("Saved. How this person is reached stays sealed."),
    "case_linked": _("Case file laid beside the announcement."),
    "case_unlinked": _("Case file taken away."),
    "incident_unlinked": _("Incident untied."),
    "fact_saved": _("Saved with its source."),
    "recommendation_saved": _("Recommendation saved."),
    "assessment_added": _("Assessment added. Those before stay."),
    "sheet_read": _("Read. Nothing is taken over yet."),
    "recommendations_taken": _("Taken over."),
}

for _known, _own in ((accounts.REFUSALS, REFUSALS), (accounts.SAID, SAID)):
    for _code, _words in _own.items():
        _known.setdefault(_code, _words)


def day(value: date | None) -> str:
    """A day as the page's language writes it; nothing for none."""
    return str(date_format(value, "j F Y")) if value else ""


def quoted(words: str) -> str:
    """Words between the quotation marks of the page's language."""
    return gettext("“%(words)s”") % {"words": words.strip('«»“”" ')}


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))
