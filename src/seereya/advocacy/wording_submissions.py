"""Submissions in words: steps, procedures, answers, refusals, what was done."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.advocacy.rules.submissions import Procedure, Status, Step

STATUSES: dict[str, Words] = {
    Status.DRAFT: pgettext_lazy("a submission", "being written"),
    Status.SENT: pgettext_lazy("a submission", "sent"),
    Status.OVER: pgettext_lazy("a submission", "over"),
}
STATUS_KINDS: dict[str, str] = {Status.DRAFT: "waits", Status.SENT: "accent", Status.OVER: "done"}

STEPS: dict[str, Words] = {
    Step.SENT: pgettext_lazy("step of a submission", "Sent"),
    Step.ACKNOWLEDGED: pgettext_lazy("step of a submission", "Receipt acknowledged"),
    Step.TRANSMITTED: pgettext_lazy("step of a submission", "Transmitted to the State"),
    Step.REPLIED: pgettext_lazy("step of a submission", "Reply of the State received"),
    Step.OBSERVED: pgettext_lazy("step of a submission", "Our observations on the reply sent"),
    Step.OUTSTANDING: pgettext_lazy("step of a submission", "Outstanding: not clarified"),
    Step.CLARIFIED: pgettext_lazy("step of a submission", "Clarified"),
    Step.CLOSED: pgettext_lazy("step of a submission", "Closed"),
    Step.DISCONTINUED: pgettext_lazy("step of a submission", "Discontinued"),
    Step.REOPENED: pgettext_lazy("step of a submission", "Taken up again"),
}

PROCEDURES: dict[str, Words] = {
    Procedure.URGENT: pgettext_lazy("procedure", "Urgent procedure"),
    Procedure.STANDARD: pgettext_lazy("procedure", "Standard procedure"),
    Procedure.UNSURE: pgettext_lazy("procedure", "Urgent or standard: cannot be said yet"),
}
PROCEDURE_KINDS: dict[str, str] = {Procedure.URGENT: "late", Procedure.STANDARD: "quiet", Procedure.UNSURE: "waits"}
PROCEDURE_REASONS: dict[str, Words] = {
    "recent": _("The disappearance is less than three months old until %(day)s: the form must be received before."),
    "older": _("Three months were over on %(day)s."),
    "connected": _(
        "Three months were over on %(day)s. Within a year, a case connected with an urgent one is taken up between sessions: "
        "say so in the summary."
    ),
    "date_partial": _(
        "The date is known in part only. At the latest the three months end on %(day)s: a closer date decides. "
        "Send it as if it were urgent."
    ),
    "date_unknown": _("The date of the disappearance is missing."),
}

ELEMENTS: dict[str, Words] = {
    "name": _("full name of the disappeared person"),
    "date": _("day, month and year of the disappearance"),
    "place": _("place of the arrest or where the person was last seen"),
    "forces": _("forces believed responsible"),
    "steps": _("steps taken to find the person, or why there were none"),
    "author": _("name and address of who submits"),
}

YES_NO: dict[str, Words] = {
    "yes": pgettext_lazy("answer on a form", "Yes"),
    "no": pgettext_lazy("answer on a form", "No"),
    "unknown": pgettext_lazy("answer on a form", "Not known"),
}
SEXES: dict[str, Words] = {
    "F": pgettext_lazy("sex", "Woman"),
    "M": pgettext_lazy("sex", "Man"),
    "X": pgettext_lazy("sex", "Other"),
}
MARITAL: dict[str, Words] = {
    "single": pgettext_lazy("marital status", "Single"),
    "married": pgettext_lazy("marital status", "Married"),
    "widowed": pgettext_lazy("marital status", "Widowed"),
    "divorced": pgettext_lazy("marital status", "Divorced or separated"),
    "unknown": pgettext_lazy("marital status", "Not known"),
}
CHOICES: dict[str, dict[str, Words]] = {"W1.04": SEXES, "W1.10": MARITAL}

TOOK: dict[str, Words] = {
    "person.sex": _("from the person's page"),
    "person.minor": _("from the person's page"),
    "identity.family_name": _("from the identity: check which word is the family name"),
    "identity.first_names": _("from the identity: check which word is the family name"),
    "identity.alias": _("from the identity"),
    "identity.born": _("from the identity"),
    "identity.documents": _("from the identity"),
    "act.when": _("from the act of disappearance, or the incident"),
    "act.place": _("from the act of disappearance, or the incident"),
    "act.forces": _("from the act of disappearance"),
    "act.reason": _("from the act of disappearance"),
    "accounts.blames": _("from the accounts of the incident that name somebody"),
    "accounts.denials": _("from the accounts of the incident that deny"),
    "organisation.name": _("your organisation"),
    "basis.family": _("from what the family answered"),
    "incident.summary": _("from the summary of the incident"),
    "evidence.items": _("from the items of evidence linked to the person or the incident"),
}

HINTS: dict[str, Words] = {
    "W2.01": _("As it is known: a day, a month, a year, “before the rains of 2024”."),
    "W4.03": _("No name of a private person here: whoever is named must be declared under “Other persons named”."),
    "W4.07": _("Names of witnesses stay with the Working Group. Each must be declared under “Other persons named”."),
    "W5.06": _("Where nothing was done, say why: it counts as much as a step."),
    "W6.01": _("One per line. Each must be declared under “Other persons named”."),
    "W7.03": _("Relative, counsel, organisation mandated by the family…"),
    "W7.06": _("Without the family's own yes the Working Group takes no case up."),
    "W7.08": _("Asked for: the State is not told who writes."),
    "W8.02": _("References of items of evidence, one per line. Copies leave, never originals; they are exported apart."),
    "W8.04": _("The day on which the printed form is signed."),
    "W1.18": _("Reference of the item of evidence. A picture leaves only if its use was agreed to."),
}

REFUSALS: dict[str, Words] = {
    "person_not_of_incident": _("This person has no part in that incident. Link the person there first."),
    "person_of_partner": _(
        "%(who)s document this person and hold the names and the family's word. Sharing an incident does not share them: "
        "ask %(who)s to send the form, or to record the person with you."
    ),
    "attachments_not_yours": _(
        "Files of evidence are opened by those who document, verify, defend or protect. Counsel can send the form with them."
    ),
    "act_not_of_person": _("That act is no disappearance of this person. Record the act of disappearance in the incident first."),
    "answer_far_too_long": _("An answer has more than %(most)s characters. Put it into an annex and say so here."),
    "person_is_subject": _("%(person)s is the person the form is about: no need to declare it again."),
    "no_such_person_code": _("No person that you can open has the code %(person)s."),
    "identity_asked_already": _("It was asked already. It waits on the home pages of those who hold the identities vault."),
    "identity_closed": _(
        "You cannot open who this is about: you hold no identities vault, and no colleague has handed you this form's sealed part."
    ),
    "identity_not_filled": _("The sealed part of the form is still empty. Fill it first."),
    "no_such_colleague": _("Choose a colleague of your organisation who does advocacy or is counsel."),
    "person_not_declared": _("The form names persons who are not declared: %(persons)s. Declare them, or take their names out."),
    "names_not_looked_for": _(
        "The form was changed since its names were looked for. Somebody who may open identities must look again."
    ),
    "language_needed": _("Choose at least one language."),
    "submission_over": _("This case is over. Record first that it is taken up again."),
    "family_says_no": _("The family's own consent is answered with no: the form cannot be sent."),
    "form_incomplete": _("%(count)s required answers are missing. They are listed on the form's page."),
    "persons_not_declared": _("Say first, under “Other persons named”, that everybody named in the form is declared."),
    "submission_not_sent": _("Nothing was sent yet: there is nothing to follow."),
    "step_not_possible": _("After “%(before)s”, “%(after)s” cannot follow."),
    "step_before_last": _("The step before happened on %(day)s. This one cannot be older."),
    "date_in_future": _("This day has not come yet. Record what has happened."),
    "unknown_step": _("Choose one of the steps offered."),
    "nothing_to_strike": _("There is no step to strike out. What was sent was sent."),
}

GIVERS: dict[str, Words] = {
    "identity_closed": _("Counsel, a documentalist or a verifier can fill it in and hand it to you for this form alone."),
    "identity_not_filled": _("Counsel, a documentalist or a verifier can fill it."),
    "names_not_looked_for": _("Counsel, a documentalist or a verifier looks for them by handing the sealed part over again."),
    "family_says_no": _("Only the family can say yes, and it may change its mind. Ask again when it is safe."),
}

SAID: dict[str, Words] = {
    "submission_begun": _("Form begun. What was taken from where stands beside each answer."),
    "submission_saved": _("Form saved."),
    "submission_identity_saved": _("Sealed part saved."),
    "submission_identity_asked": _("Asked. It waits on the home pages of those who hold the identities vault."),
    "submission_handed": _("Handed over for this form alone, for two weeks at most."),
    "submission_key_taken_back": _("Taken back."),
    "submission_named_saved": _("Persons named saved."),
    "submission_sent": _("Let out and frozen. Send the copies now; the clock runs."),
    "submission_followed": _("Recorded."),
}

PARAMETERS: dict[str, Words] = {
    "q": _("Words"),
    "status": _("Status"),
    "step": _("Step"),
    "page": _("Page"),
    "language": _("Language"),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))


def day(on: date | str | None) -> str:
    """A day as the page's language writes it; nothing for nothing."""
    value = date.fromisoformat(on[:10]) if isinstance(on, str) and on else on
    return str(date_format(value, "j F Y")) if isinstance(value, date) else ""
