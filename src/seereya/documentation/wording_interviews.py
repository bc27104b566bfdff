"""Interviews in words: labels of questions, answers, deviations, refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words

KINDS: dict[str, Words] = {"first": _("First account"), "full": _("Full statement")}
STATES: dict[str, Words] = {
    "draft": pgettext_lazy("state of an interview", "Draft"),
    "awaiting": pgettext_lazy("state of an interview", "Waits for approval"),
    "complete": pgettext_lazy("state of an interview", "Complete"),
}
STATE_KINDS = {"draft": "quiet", "awaiting": "waits", "complete": "done"}
HEARD: dict[str, Words] = {
    "no": _("No, never"),
    "yes": _("Yes, she was heard already"),
    "unknown": _("She does not know, or it was not asked"),
}
YES_NO: dict[str, Words] = {"yes": pgettext_lazy("answer", "Yes"), "no": pgettext_lazy("answer", "No")}
INTERPRETED: dict[str, Words] = {
    "no": _("Nobody: the interviewer speaks her language"),
    "vetted": _("An interpreter who was vetted"),
    "not_vetted": _("An interpreter who was not vetted"),
    "family": _("A relative or a neighbour"),
}
MISSION_INTERPRETER: dict[str, Words] = {
    "not_needed": _("No interpreter is needed"),
    "vetted": _("Interpreters were vetted"),
    "not_vetted": _("Not vetted yet"),
}
PLACES: dict[str, Words] = {
    "office": _("Our office"),
    "health": _("Health centre"),
    "partner": _("Office of a partner or of an association"),
    "home": _("Her home"),
    "camp": _("Site of displaced people"),
    "prison": _("Place of detention"),
    "phone": _("By telephone"),
    "outdoors": _("Outdoors or in a public place"),
    "other": pgettext_lazy("place of an interview", "Elsewhere"),
}
BENEFITS: dict[str, Words] = {
    "transport": _("Transport"),
    "meal": _("Meal"),
    "lodging": _("Lodging"),
    "care": _("Care or medicine"),
    "money": _("Money"),
    "other": pgettext_lazy("benefit given", "Other"),
}
ANSWERS: dict[str, Words] = {
    "yes": _("Yes, we heard this person"),
    "no": _("No, we did not"),
    "unknown": _("We do not know"),
}

LABELS: dict[str, Words] = {
    "on": _("When did you meet?"),
    "minutes": _("How long, in minutes"),
    "language": _("Language spoken"),
    "interviewers": _("Who heard the person"),
    "interpreted": _("Who interpreted?"),
    "place_class": _("What kind of place?"),
    "mission": _("Mission"),
    "heard_before": _("Was she already heard by somebody?"),
    "times_before": _("How many times before?"),
    "heard_by": _("By whom, as far as she knows"),
    "reason_again": _("Why hear her again?"),
    "willing": _("Does she want to talk, freely, now?"),
    "may_stop": _("Does she know that she may stop at any moment?"),
    "referral": _("Was help offered before she was heard?"),
    "referral_services": _("Which services were offered"),
    "minor": _("Is she under eighteen?"),
    "guardian": _("Which adult was with the child, not implicated"),
    "assent": _("Did the child agree too?"),
    "consent": _("Consent: what she agreed to, and in which version"),
    "risk_before": _("Risk before"),
    "risk_after": _("Risk after"),
    "risk_note": _("What makes the risk, and what was agreed"),
    "stopped": _("Did she stop, or did you?"),
    "stopped_words": _("When, and why"),
    "about": _("What it is about, in one or two sentences"),
    "about_when": _("When did that happen?"),
    "about_place": _("Where did that happen, roughly?"),
    "recording": _("Recording: reference of the evidence"),
    "interpreter": _("Name of the interpreter"),
    "intermediaries": _("Who brought you together"),
    "others": _("Who else was present"),
    "seen": _("What she saw or lived herself"),
    "told": _("What others told her"),
    "title": _("Mission, in a few words"),
    "when": _("When is it?"),
    "purpose": _("Purpose: what will be heard, and what for"),
    "services": _("Services of help within reach"),
    "services_checked": _("Who checked that they answer, and when"),
    "mission_interpreter": _("Interpreters"),
    "safe_place": _("Is there a place where one can talk safely?"),
    "trained": _("Are the interviewers trained?"),
    "risk": _("Risk"),
}

DEVIATIONS: dict[str, Words] = {
    "no_mission": _("No mission was prepared"),
    "mission_purpose": _("The mission states no purpose"),
    "mission_services": _("The mission has no services of help that somebody checked"),
    "mission_interpreter": _("The mission's interpreters are not vetted"),
    "mission_safe_place": _("The mission has no safe place"),
    "mission_trained": _("The mission's interviewers are not trained"),
    "mission_risk": _("The mission's risk was not weighed"),
    "not_asked_heard": _("It is not known whether she was heard before"),
    "heard_again": _("She was heard before, and no reason is given to hear her again"),
    "not_willing": _("She did not say that she wants to talk freely now"),
    "stop_not_told": _("She was not told that she may stop"),
    "no_referral": _("No help was offered before she was heard"),
    "minor_alone": _("A child was heard without an adult who is not implicated"),
    "minor_no_assent": _("The child did not agree, or was not asked"),
    "family_interprets": _("A relative or a neighbour interpreted"),
}

STEPS: dict[str, Words] = {
    "complete": _("Completed the record"),
    "ask": _("Asked for approval of another full statement"),
    "approve": _("Approved another full statement"),
    "see": _("Took note of the departures"),
}

REFUSALS: dict[str, Words] = {
    "interview_person_needed": _("Say who was heard: an open code, or a name that will be sealed."),
    "first_account_short": _(
        "A first account is short, %(most)s characters at most: who, what, when, where. "
        "A judge may have to hear her in full: do not make her tell it twice. Otherwise choose “full statement”."
    ),
    "not_a_draft": _("This record is not a draft any more: a statement is not changed once it is complete."),
    "second_reason_needed": _("She gave a full statement before. Say why she was heard again."),
    "not_awaiting": _("This statement waits for nobody's approval."),
    "own_statement": _("You took this statement: somebody else approves it."),
    "no_such_mission": _("No mission with this reference is open to you."),
    "no_such_partner": _("This organisation has no names to look in."),
    "asked_too_often": _("%(most)s questions a day are enough for one person. Ask again tomorrow, or telephone."),
    "question_needed": _("Write what the partner needs to recognise the person, and nothing more."),
    "answered_already": _("This question was answered already."),
    "answer_needed": _("Choose an answer: a person gives it after looking, no machine does."),
    "not_complete_yet": _("Complete the record first; then make an account of it."),
    "no_deviation": _("There is no departure to take note of."),
}
GIVERS: dict[str, Words] = {
    "own_statement": _("A verifier, a documentalist, counsel or protection can do it."),
}
SAID: dict[str, Words] = {
    "interview_saved": _("Interview saved as a draft. Complete it when nothing is missing."),
    "interview_completed": _("Record completed. It is not changed any more."),
    "interview_asked": _("Saved. Another full statement of the same person waits for somebody else's approval."),
    "interview_approved": _("Statement approved."),
    "deviation_seen": _("You took note. It stays on the record."),
    "mission_saved": _("Mission saved. Its check serves all interviews of the mission."),
    "question_asked": _("Asked. A person of the partner looks and answers; the answer appears here."),
    "question_answered": _("Answered."),
    "account_made": _("Account made. The words are sealed in the incident."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)
