"""Words about clients: mandates, updates, costs, conflict checks, the funnel; and their refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.casework.rules.conflicts import Answer, State
from seereya.casework.rules.costs import CostKind, CostState
from seereya.casework.rules.funnel import Unit
from seereya.casework.rules.mandates import Signing, Standing
from seereya.casework.rules.updates import Due

SIGNING: dict[str, Words] = {
    Signing.SIGNED: _("Signed"),
    Signing.THUMBPRINT: _("Thumbprint before a witness"),
}

STANDINGS: dict[str, Words] = {
    Standing.VALID: pgettext_lazy("a mandate", "Valid"),
    Standing.NOT_YET: pgettext_lazy("a mandate", "Not yet valid"),
    Standing.EXPIRED: pgettext_lazy("a mandate", "Ended"),
    Standing.REVOKED: pgettext_lazy("a mandate", "Revoked"),
}
STANDING_KINDS = {Standing.VALID: "done", Standing.NOT_YET: "waits", Standing.EXPIRED: "late", Standing.REVOKED: "quiet"}

WAYS: dict[str, Words] = {
    "meeting": _("Meeting"),
    "call": _("Voice call"),
    "visit": _("Visit by somebody of confidence"),
    "radio": _("Recorded voice message"),
    "letter": _("Letter read aloud"),
    "relay": _("Through a relay"),
}

DUES: dict[str, Words] = {
    Due.NEVER_TOLD: _("Never told so far"),
    Due.LATE: _("News is late"),
    Due.SOON: _("News is due soon"),
    Due.TOLD: _("Told"),
    Due.PAUSED: _("Paused: nobody is pressed"),
}
DUE_KINDS = {Due.NEVER_TOLD: "late", Due.LATE: "late", Due.SOON: "waits", Due.TOLD: "done", Due.PAUSED: "quiet"}

COSTS: dict[str, Words] = {
    CostKind.DEPOSIT: _("Deposit (consignation)"),
    CostKind.TRAVEL: _("Travel"),
    CostKind.BAILIFF: _("Bailiff"),
    CostKind.EXPERTISE: _("Expertise"),
    CostKind.COPIES: _("Copies and stamps"),
    CostKind.TRANSLATION: _("Translation and interpreting"),
    CostKind.FEES: _("Fees of counsel"),
    CostKind.CLIENT: _("Costs of the client (bus, meal, shelter)"),
    CostKind.OTHER: pgettext_lazy("kind of cost", "Other"),
}
COST_STATES: dict[str, Words] = {
    CostState.WITHIN: _("within the ceiling"),
    CostState.WAITING: _("waits for a second person"),
    CostState.APPROVED: _("approved above the ceiling"),
    CostState.REFUSED: pgettext_lazy("a cost", "refused"),
}
COST_KINDS = {CostState.WITHIN: "", CostState.WAITING: "waits", CostState.APPROVED: "done", CostState.REFUSED: "quiet"}
DECISIONS: dict[str, Words] = {"yes": _("Approve this cost"), "no": _("Refuse this cost")}

ANSWERS: dict[str, Words] = {
    Answer.NONE: _("No conflict found in our records"),
    Answer.POSSIBLE: _("Possible conflict: call the conflict officer"),
    Answer.UNKNOWN: _("We do not know"),
}
CONFLICTS: dict[str, Words] = {
    State.WAITING: _("Waits for answers"),
    State.CLEAR: _("No conflict found"),
    State.POSSIBLE: _("Possible conflict: call the conflict officer"),
    State.UNSURE: _("Answered, not certain"),
    State.CONCLUDED: _("Concluded by counsel"),
}
CONFLICT_KINDS = {
    State.WAITING: "waits", State.CLEAR: "done", State.POSSIBLE: "late", State.UNSURE: "waits", State.CONCLUDED: "done",
}  # fmt: skip

UNITS: dict[str, Words] = {
    Unit.FILE: _("case files"),
    Unit.VICTIM: _("victims"),
    Unit.INCIDENT: pgettext_lazy("unit of count", "incidents"),
    Unit.SUSPECT: _("suspects (alleged)"),
    Unit.PROCEEDING: _("proceedings"),
}
GROUPS: dict[str, Words] = {"region": _("Region"), "perpetrators": _("Kind of alleged perpetrator")}

REFUSALS: dict[str, Words] = {
    "mandate_kind_needed": _("Choose the kind of mandate."),
    "mandate_forum_needed": _("Choose the forum: a special mandate names it."),
    "mandate_giver_needed": _("Say by open code who gives the mandate."),
    "mandate_scope_needed": _("Say what the mandate allows."),
    "mandate_date_needed": _("Say on which day it was signed."),
    "mandate_signed_later": _("A mandate cannot be recorded before it is signed."),
    "mandate_ends_before": _("This day is before the mandate was signed."),
    "mandate_witness_needed": _("A thumbprint needs a witness: say who stood by."),
    "mandate_revoked_later": _("A revocation is recorded on its day or after it."),
    "mandate_revoked_before": _("This mandate was revoked already."),
    "no_such_mandate": _("This mandate is not there."),
    "guardian_needed": _("A child's mandate is signed by a guardian: give the guardian's open code."),
    "guardian_is_the_child": _("The guardian and the child cannot be the same person."),
    "assent_needed": _("Say how the child agreed, or why it cannot say."),
    "guardian_implicated": _("This guardian is accused in this file and cannot sign for the child. Another guardian is needed."),
    "giver_implicated": _("This person is accused in this file and cannot give a mandate in it."),
    "heir_of_needed": _("Say by open code for whom the family speaks, and what the tie is."),
    "association_needed": _("Say which association or council gives the collective mandate."),
    "no_mandate": _("No mandate in this file is for this forum, so nothing can be filed there."),
    "mandate_expired": _("The mandate for this forum ended on %(on)s. A new one is needed before anything is filed."),
    "mandate_revoked": _("The mandate for this forum was revoked on %(on)s. Nothing can be filed there."),
    "mandate_not_yet": _("The mandate for this forum was signed on %(on)s, after the day of this act."),
    "update_client_needed": _("Choose the client who was told."),
    "update_day_needed": _("Say on which day; it cannot be a day to come."),
    "update_how_needed": _("Say how the client was told."),
    "update_every_days": _("The next time is within %(least)s to %(most)s days."),
    "update_not_a_client": _("This person gave no mandate in this file."),
    "cost_kind_needed": _("Choose the kind of cost."),
    "cost_amount_needed": _("Give the amount in figures, such as 12 500 or 12500,50."),
    "cost_currency_needed": _("Give the currency in three letters."),
    "cost_day_needed": _("Say on which day it was spent; it cannot be a day to come."),
    "cost_what_needed": _("Say what it was spent on."),
    "cost_decided": _("Nothing is left to decide about this cost."),
    "no_such_cost": _("This cost is not there."),
    "conflict_about_needed": _("Say who the file would be about, so that a colleague can look."),
    "conflict_too_long": _("Keep the question within %(most)s letters: the names that matter, nothing more."),
    "conflict_partner_needed": _("Choose at least one partner that has counsel."),
    "conflict_queue_full": _("Too many questions wait for this partner. Ask again when some have been answered."),
    "conflict_not_to_answer": _("This question does not wait for an answer."),
    "conflict_answer_needed": _("Choose one of the three answers."),
    "conflict_look_first": _("Look in your own records first, and say where you looked."),
    "conflict_outcome_needed": _("Choose a conclusion."),
    "conflict_concluded": _("This request was concluded already."),
    "conflict_not_asked": _("No partner was asked about a conflict of interest. Ask first, or say why the file opens without."),
    "conflict_open_reason": _(
        "Not every partner answered that there is no conflict. Wait, conclude, or say why the file opens all the same."
    ),
    "step_needed": _("Choose the step."),
    "step_month_needed": _("Give the month as 2024-05; it cannot be a month to come."),
    "unknown_category": _("Choose a kind from the list."),
}  # fmt: skip

GIVERS: dict[str, Words] = {
    "mandate_expired": _("The client gives it; the sheet to sign is printed from the file."),
    "no_mandate": _("The client gives it; the sheet to sign is printed from the file."),
    "guardian_implicated": _("The protection focal point helps to find one; a judge can name one."),
}

SAID: dict[str, Words] = {
    "mandate_saved": _("Mandate recorded."),
    "mandate_revoked": _("Revocation recorded. Nothing new can be filed on this mandate."),
    "client_told": _("Recorded that the client was told."),
    "cost_within": _("Cost recorded, within the ceiling."),
    "cost_waiting": _("Cost recorded. It is above the ceiling: it counts once a second person approves it."),
    "cost_decided": _("Decision recorded."),
    "ceiling_set": _("Ceiling set."),
    "note_written": _("Note kept, for counsel alone."),
    "step_recorded": _("Recorded for the figures."),
    "conflict_asked": _("Asked. The answers appear here when colleagues have looked."),
    "conflict_answered": _("Answered. The partner sees the answer and no name."),
    "conflict_concluded": _("Conclusion recorded."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)
