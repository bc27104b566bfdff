"""Bases, exits, exports and limits in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.vault.rules_exits import BasisKind, ExitKind, ExportState, Outcome

BASES: dict[str, Words] = {
    BasisKind.CONSENT: _("Her or his own consent"),
    BasisKind.FAMILY: _("Consent of the family (of somebody dead or disappeared)"),
    BasisKind.LEGAL_CLAIM: _("Establishment, exercise or defence of a legal claim"),
    BasisKind.PUBLIC_FUNCTION: _("Public function, with right of reply"),
}

EXITS: dict[str, Words] = {
    ExitKind.DOSSIER: _("Printed dossier"),
    ExitKind.CASE_PACKAGE: _("Case package"),
    ExitKind.RECORD_EXPORT: _("Export of records"),
    ExitKind.SUBMISSION: _("Submission to a body"),
}

STATES: dict[str, Words] = {
    ExportState.ASKED: pgettext_lazy("export", "Waits for a second person"),
    ExportState.APPROVED: pgettext_lazy("export", "Approved: the requester can fetch it once"),
    ExportState.REFUSED: pgettext_lazy("export", "Refused"),
    ExportState.FETCHED: pgettext_lazy("export", "Fetched"),
    ExportState.EXPIRED: pgettext_lazy("export", "Ran out"),
}

OUTCOMES: dict[str, Words] = {
    Outcome.RATIFIED: pgettext_lazy("urgent exit", "Ratified by a second person"),
    Outcome.OBJECTED: pgettext_lazy("urgent exit", "A second person objected"),
}

# Why somebody may, or may not, be named in what leaves.
REASONS: dict[str, Words] = {
    "allowed": _("allowed"),
    "not_named": _("not named: only the open code leaves"),
    "no_basis": _("no basis is recorded: nobody asked"),
    "not_asked": _("this use was not asked about: that is a no"),
    "said_no": _("said no"),
    "withdrawn": _("took the consent back"),
    "less_than_asked": _("agreed, but to less of the name than this level"),
    "not_a_claim": _("this recipient has nothing to do with a legal claim"),
    "not_yours": _("not open to you"),
}

ANSWERS: dict[str, Words] = {
    "CS-YES": pgettext_lazy("answer to a question of consent", "Yes"),
    "CS-NO": pgettext_lazy("answer to a question of consent", "No"),
    "CS-YES-C": pgettext_lazy("answer to a question of consent", "Yes, on a condition"),
    "CS-LATER": pgettext_lazy("answer to a question of consent", "Ask again later"),
}

REFUSALS: dict[str, Words] = {
    "no_basis": _(
        "No basis for %(count)s of %(total)s persons: nothing left the house. "
        "Leave them out, show them by code, or record a basis on each person's page first."
    ),
    "no_such_scope": _("No such recipient in the vocabulary of consent."),
    "no_such_level": _("No such level of identity."),
    "recipient_needed": _("Say who receives this."),
    "too_many_persons": _("At most %(most)s persons at once. Choose fewer records."),
    "no_ledger_vault": _("Your organisation has no documentation vault yet, in which the ledger is kept."),
    "guardian_implicated": _(
        "Somebody who may be implicated cannot decide for this child. Find another guardian, or the child protection service."
    ),
    "guardian_needed": _("For a minor, say who decides: by the part (aunt, elder brother) or an open code."),
    "assent_needed": _("A minor must agree as well. Without the child's own yes, nothing is consented to."),
    "relation_needed": _("Say who of the family spoke, by the part: widow, father, eldest son."),
    "reasons_needed": _("Say why this basis holds: which claim or which function, and before whom."),
    "proof_needed": _("Say how the yes was given: signed, thumbprint, recorded, before a witness."),
    "nothing_to_withdraw": _("There is no consent here to be taken back."),
    "nothing_to_ratify": _("This was not sent urgently: there is nothing to ratify."),
    "already_ratified": _("A second person has answered already."),
    "reason_needed": _("Say why, in one line."),
    "export_expired": _("The 72 hours are over and the export is gone. Ask for it again."),
    "export_decided": _("A colleague has decided already."),
    "export_not_there": _("Nothing to fetch: it waits for a second person, was refused, or was fetched already."),
    "no_approver": _(
        "No colleague of your organisation can approve this yet: another member who holds the documentation vault is needed."
    ),
    "nothing_chosen": _("Choose at least one incident."),
    "too_many_openings": _(
        "You opened many sealed parts within an hour (limit %(limit)s). Wait, or ask a colleague to lift the limit for an hour. "
        "The security officer and the data-protection officer have been told."
    ),
}

accounts.REFUSALS.update(REFUSALS)
accounts.SAID.update(
    {
        "basis_recorded": _("Recorded as a new version. Earlier versions stay."),
        "consent_withdrawn": _("Taken back. Nothing new can rely on it from now on."),
        "urgency_ratified": _("Ratified."),
        "urgency_objected": _("Objection recorded. Ask the recipient to stop using it."),
        "export_asked": _("Packed and sealed. A second person must approve before you can fetch it."),
        "export_approved": _("Approved. The requester can fetch it once, within the 72 hours."),
        "export_refused": _("Refused. The sealed bytes are gone."),
        "limit_lifted": _("Lifted for an hour."),
        "nothing_chosen": REFUSALS["nothing_chosen"],
    }
)
accounts.GIVERS.update(
    {
        "no_basis": _("Whoever documents can record a basis; a second person can ratify an urgent exit within 72 hours."),
        "too_many_openings": _("Any colleague who holds a vault can lift it from the home page."),
    }
)
