"""Moves, refusals and messages of this room in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.protection import erasing
from seereya.protection.rules import Status

STATUS_KINDS = {
    Status.OFFERED: "waits",
    Status.DECLINED: "quiet",
    Status.CONSENTED: "waits",
    Status.SENT: "waits",
    Status.ACKNOWLEDGED: "accent",
    Status.DONE: "done",
    Status.PARTLY: "waits",
    Status.FAILED: "late",
    Status.LOST: "late",
    Status.CLOSED: "quiet",
}

# What is offered: a verb for each move, by the status it leads to.
MOVES: dict[Status, Words] = {
    Status.OFFERED: _("Offer"),
    Status.DECLINED: _("Record that the person declines"),
    Status.CONSENTED: _("Record consent"),
    Status.SENT: _("Send"),
    Status.ACKNOWLEDGED: pgettext_lazy("a referral", "Acknowledge receipt"),
    Status.DONE: _("Record that the service was given"),
    Status.PARTLY: _("Record that it was given in part"),
    Status.FAILED: _("Record that it was not given"),
    Status.LOST: _("Record that the person was lost from sight"),
    Status.CLOSED: _("Close with the person's feedback"),
}

# What is asked with a move, and who reads it.
ASKED: dict[Status, tuple[Words, Words]] = {
    Status.DECLINED: (_("Anything to remember"), _("No reason is asked of the person. This stays with your organisation.")),
    Status.CONSENTED: (
        _("How the person agreed"),
        _("When, in which language, in what words, before whom. This stays with your organisation."),
    ),
    Status.SENT: (_("Words to the receiver"), _("Nothing that says who the person is.")),
    Status.ACKNOWLEDGED: (_("Words to the sender"), _("When the person is expected, whom to ask for.")),
    Status.DONE: (_("What was given"), _("Both organisations read it. Nothing that says who the person is.")),
    Status.PARTLY: (
        _("What was given, and what is missing"),
        _("Both organisations read it. Nothing that says who the person is."),
    ),
    Status.FAILED: (_("Why not"), _("Both organisations read it. Nothing that says who the person is.")),
    Status.LOST: (_("What was tried"), _("Both organisations read it. Nothing that says who the person is.")),
    Status.CLOSED: (
        _("What the person says of it"),
        _("In the person's own words; or why nobody could ask. This stays with your organisation."),
    ),
}

DRILL_KINDS: dict[str, Words] = {
    "device": _("A device was lost or seized"),
    "arrest": _("Somebody was arrested"),
}

REQUEST_KINDS: dict[str, Words] = {
    "access": _("To see what is held"),
    "rectification": _("To have it corrected"),
    "objection": _("To have a use stopped"),
    "erasure": _("To have it erased"),
}

# What an erasure finds in this room and in the vault below it.
ERASED_HERE: dict[str, Words] = {
    "person": _("The person's record: name, contact, what is coded"),
    "safe_contact": _("Rules of safe contact, numbers to avoid"),
    "risk": _("Assessments of danger"),
    "plan": _("Protection plans"),
    "referral": _("Referrals, and the name given to the service"),
    "holds": _("Legal holds that were placed and lifted: their dates and reasons"),
    "basis_words": _("What was agreed to, in the person's words, with its proof"),
    "basis_fact": _("That a basis stood: its kind and dates"),
    "disclosures": _("The ledger: that something left the house, when and to whom"),
    "requests": _("This request and its answer; the log of who opened what, by numbers alone"),
}

REQUEST_STATUSES: dict[str, Words] = {
    "received": pgettext_lazy("a request", "to answer"),
    "proposed": _("erasure proposed: a second person decides"),
    "granted": pgettext_lazy("a request", "granted"),
    "refused": pgettext_lazy("a request", "refused"),
}

EXPOSED: dict[str, Words] = {
    "identity": pgettext_lazy("exposed", "name opened"),
    "contact": pgettext_lazy("exposed", "contact opened"),
    "place": pgettext_lazy("exposed", "exact place opened"),
    "testimony": pgettext_lazy("exposed", "own words opened"),
    "written": pgettext_lazy("exposed", "written by this member"),
}

REFUSALS: dict[str, Words] = {
    "service_name_needed": _("Say what the service is called."),
    "service_kind_needed": _("Choose what kind of service it is."),
    "no_such_service": _("This service is not in the directory any more."),
    "referral_move_not_possible": _(
        "This is not possible from where the referral stands now. Somebody may have moved it meanwhile."
    ),
    "referral_has_left": _("The referral has left: what was sent is not changed any more."),
    "consent_needed": _("Say how the person agreed. Without consent nothing is sent."),
    "risk_level_needed": _("Choose a level for the person."),
    "no_plan_open": _("No plan is open for this person. Assessing the risk opens one where the level asks for it."),
    "nothing_to_agree": _("Nothing waits for agreement here: the measures were agreed to, or are still to be written."),
    "measure_needed": _("Write at least one measure."),
    "owner_needed": _("Say who carries the plan."),
    "expiry_needed": _("Say on which day it is looked at again."),
    "unknown_drill": _("Say what happened, and how many days to look back."),
    "drill_closed": _("This is closed: it is only read now."),
    "exercise_changes_nothing": _("This is an exercise: nobody is suspended by it."),
    "request_kind_needed": _("Say what the person asks, and on which day it was received."),
    "request_answered": _("This request was answered already."),
    "answer_needed": _("Say what the person is told, and why."),
    "erasure_not_proposed": _("No erasure is proposed here."),
    "legal_hold": _("A legal hold keeps what concerns this person: nothing is erased before it is lifted."),
    "erasure_vault_closed": _(
        "A documentation vault of your organisation is closed to you: what it keeps of this person would be left behind unseen. "
        "A colleague who holds every documentation vault and the identities vault agrees in your place, or gives you its key."
    ),
    "breach_needed": _("Say what happened."),
    "breach_in_future": _("This moment is still to come."),
    "processing_needed": _("Say what is done, why, and on what legal basis."),
    "feedback_needed": _("Say what the person says of it, or why nobody could ask."),
}

SAID: dict[str, Words] = {
    "service_saved": _("Service saved."),
    "service_verified": _("Verified today, by you."),
    "service_closed": _("Taken out of the directory."),
    "referral_offered": _("Offer recorded. Nothing leaves before the person has agreed."),
    "referral_changed": _("Referral corrected."),
    "referral_moved": _("Recorded."),
    "risk_assessed": _("Risk assessed."),
    "plan_saved": _("Plan saved."),
    "plan_closed": _("Plan closed. It stays readable."),
    "plan_agreed": _("Agreed, in both persons' names. The plan is active."),
    "drill_begun": _("Who is exposed is listed below, from the log."),
    "drill_warned": _("Ticked off."),
    "drill_suspended": _("Account suspended, sessions closed, keys taken back. What was seen cannot be unseen."),
    "drill_closed_now": _("Closed. It stays in the list."),
    "request_received": _("Request received. The month to answer runs."),
    "request_answered_now": _("Answer recorded."),
    "erased": _("Erased: the keys are destroyed, in both persons' names."),
    "hold_placed": _("Legal hold placed."),
    "hold_lifted": _("Legal hold lifted."),
    "breach_saved": _("Register of breaches saved."),
    "retention_set": _("Retention saved."),
    "processing_saved": _("Register of processing saved."),
    "safe_contact_saved": _("Rules saved. They stand before every contact from now on."),
}

accounts.REFUSALS.update({code: words for code, words in REFUSALS.items() if code not in accounts.REFUSALS})
accounts.SAID.update(SAID)

# Refusals that rooms below or beside word as well, each for itself: this room must not depend on who loads first.
SHARED: dict[str, Words] = {
    "reason_needed": _("Say why, in one or two sentences: whoever reads this later must understand it."),
    "partner_may_not_change": _(
        "This record belongs to a partner: you can read it and comment on it. Its own organisation changes it."
    ),
    "partner_has_no_vault": _("This organisation has no documentation vault yet, so nothing can be shared with it."),
    "no_documentation_vault": _("Your organisation has no documentation vault yet. Its founding ceremony makes one."),
    "no_identities_vault": _("Your organisation has no identities vault yet. Its founding ceremony makes one."),
    "identity_holder_needed": _("Only a colleague who holds the identities vault can change this record."),
}
for _code, _words in SHARED.items():
    accounts.REFUSALS.setdefault(_code, _words)
erasing.say(ERASED_HERE)
