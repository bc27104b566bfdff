"""Statuses, grades, roles in an incident, refusals and messages in words; dates and quantities that could not be read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.wording import Words
from seereya.documentation.rules import Status

STATUS_KINDS = {
    Status.NEW: "waits",
    Status.TRIAGED: "",
    Status.VERIFYING: "waits",
    Status.CORROBORATED: "accent",
    Status.VALIDATED: "done",
    Status.INSUFFICIENT: "waits",
    Status.SET_ASIDE: "quiet",
    Status.LEGAL: "done",
    Status.CLOSED: "quiet",
}

# What is offered: a verb for each move, by the status it leads to.
MOVES: dict[Status, Words] = {
    Status.NEW: _("Put back to received"),
    Status.TRIAGED: _("Take it up"),
    Status.VERIFYING: _("Send to verification"),
    Status.CORROBORATED: _("Grade as corroborated"),
    Status.VALIDATED: _("Validate"),
    Status.INSUFFICIENT: _("Mark as insufficient"),
    Status.SET_ASIDE: _("Set aside"),
    Status.LEGAL: _("Pass to the legal team"),
    Status.CLOSED: _("Close"),
}

# Who usually does what comes next.
NEXT: dict[Status, Words] = {
    Status.NEW: _("A documentalist takes it up, or sets it aside with a reason."),
    Status.TRIAGED: _("A documentalist gathers accounts and sends it to verification."),
    Status.VERIFYING: _("Two independent sources are compared; somebody other than the author grades it."),
    Status.CORROBORATED: _("The verification committee validates it, or asks for more."),
    Status.VALIDATED: _("It can be passed to the legal team, or closed."),
    Status.INSUFFICIENT: _("Somebody finds what is missing and takes it up again."),
    Status.SET_ASIDE: _("Nothing, unless new accounts come in."),
    Status.LEGAL: _("The legal team works with it."),
    Status.CLOSED: _("Nothing. It can be opened again."),
}

CATEGORIES: dict[str, Words] = {
    "killed": _("Killed"),
    "injured": _("Injured"),
    "abducted": _("Abducted"),
    "disappeared": _("Disappeared"),
    "displaced": _("Displaced"),
    "detained": _("Detained"),
    "sexual_violence": _("Subjected to sexual violence"),
    "other": pgettext_lazy("category of people harmed", "Other"),
}

STATUSES: dict[str, Words] = {
    "civilian": pgettext_lazy("status of people counted", "civilians"),
    "combatant": pgettext_lazy("status of people counted", "combatants"),
    "total": pgettext_lazy("status of people counted", "all together"),
    "unknown": pgettext_lazy("status of people counted", "status not said"),
}

PERSON_ROLES: dict[str, Words] = {
    "victim": pgettext_lazy("role in an incident", "Victim"),
    "witness": pgettext_lazy("role in an incident", "Witness"),
    "alleged_perpetrator": pgettext_lazy("role in an incident", "Alleged perpetrator"),
    "source": pgettext_lazy("role in an incident", "Source"),
    "intervening": pgettext_lazy("role in an incident", "Intervening party"),
}

PERSON_GROUPS: dict[str, Words] = {
    "victim": _("Victims"),
    "witness": _("Witnesses"),
    "alleged_perpetrator": _("Alleged perpetrators"),
    "source": _("Sources"),
    "intervening": _("Intervening parties"),
}

# Sources that speak of what they lived or saw; the others tell what they were told.
SEEING_TYPES = frozenset({"ST-DIR", "ST-EYE"})

STANCES: dict[str, Words] = {
    "blames": pgettext_lazy("stance of an account", "Blames"),
    "claims": pgettext_lazy("stance of an account", "Claims it as its own act"),
    "acknowledges": pgettext_lazy("stance of an account", "Acknowledges its part"),
    "denies": pgettext_lazy("stance of an account", "Denies its part"),
}

POSITIONS: dict[str, Words] = {
    "supports": pgettext_lazy("position of an account", "Supports"),
    "contradicts": pgettext_lazy("position of an account", "Contradicts"),
    "silent": pgettext_lazy("position of an account", "Is silent"),
}

RELATIONS: dict[str, Words] = {
    "offered_as_proof_of": _("is offered as proof of"),
    "offered_against": _("is offered against"),
    "does_not_disprove": _("does not by itself disprove"),
}

LINKS: dict[str, Words] = {
    "cause": _("led to this one"),
    "consequence": _("followed from this one"),
    "retaliation": _("may be in retaliation for this one"),
    "retaliated": _("may have been retaliated by this one"),
    "part_of": _("is part of the same event"),
    "pattern": _("follows the same pattern"),
}

SENSITIVITY: dict[str, Words] = {
    "ordinary": _("Ordinary: what is written here identifies nobody"),
    "village": _("Small place: whoever knows it may guess who spoke"),
    "sensitive": _("Sensitive: seen by few, shared with nobody without a decision"),
}

SEXES: dict[str, Words] = {
    "F": pgettext_lazy("sex", "Woman"),
    "M": pgettext_lazy("sex", "Man"),
    "X": pgettext_lazy("sex", "Other"),
}

YES_NO: dict[str, Words] = {"yes": pgettext_lazy("answer", "Yes"), "no": pgettext_lazy("answer", "No")}

BAD_QUANTITIES: dict[str, Words] = {
    "empty": _("Nothing is written here."),
    "not_understood": _(
        "No number is found in these words. Keep them, and give the least and the most beside them if the source does."
    ),
    "negative": _("A number of people cannot be below zero."),
    "not_whole": _("A number of people is a whole number."),
    "too_large": _("This number is too large."),
    "minimum_above_maximum": _("The least is greater than the most."),
}

REFUSALS: dict[str, Words] = {
    "names_closed": _(
        "You do not hold the key to one of these names. A colleague who holds the identities vault can print or export it."
    ),
    "nobody_named": _("Nobody is ticked. The dossier by open codes needs none of this: print that one."),
    "look_first": _("First see who may be named, then go on."),
    "too_many_records": _("At most %(most)s incidents at once."),
    "title_needed": _("Say in a few words what happened."),
    "unknown_type": _("The kind of violation %(term)s is not in the list."),
    "already_sent": _(
        "This form was already sent and made %(reference)s, so it was not saved a second time. "
        "Copy what is new into that incident, or begin a new form."
    ),
    "move_not_possible": _("This is not possible from where the incident stands now. Somebody may have moved it meanwhile."),
    "role_may_not_move": _("Your roles do not allow this."),
    "reason_needed": _("Say why, in one or two sentences: whoever reads this later must understand it."),
    "four_eyes_author": _("You wrote this incident: somebody else grades it."),
    "four_eyes_mover": _("You made the grade before this one: somebody else validates it."),
    "too_few_sources": _(
        "%(needed)s accounts from different sources are needed. Two accounts by the same source count once, "
        "and an external register not at all."
    ),
    "minimum_above_maximum": _("The least is greater than the most."),
    "no_such_account": _("This account is not there any more."),
    "proposition_needed": _("Write the sentence on which the accounts differ."),
    "standard_and_reasons_needed": _("A conclusion needs its standard of proof and its reasons."),
    "read_only_example": _("This is a read-only example of public accounts."),
    "no_such_person": _("No person with this code is open to you."),
    "no_such_source": _("No source with this code is open to you."),
    "no_such_incident": _("No incident with this reference is open to you."),
    "same_incident": _("An incident is not linked to itself."),
    "unknown_role": _("Choose the person's part in the incident."),
    "unknown_link": _("Choose how the two incidents belong together."),
    "partner_may_not_change": _(
        "This record belongs to a partner: you can read it and comment on it. Its own organisation changes it."
    ),
    "partner_has_no_vault": _("This organisation has no documentation vault yet, so nothing can be shared with it."),
    "no_documentation_vault": _("Your organisation has no documentation vault yet. Its founding ceremony makes one."),
    "no_identities_vault": _("Your organisation has no identities vault yet. Its founding ceremony makes one."),
    "identity_holder_needed": _("Only a colleague who holds the identities vault can change this record."),
    "name_too_long": _("This name is too long to be searched. Type the part that matters."),
}

# Who can give what is missing, where that is not the reader alone.
GIVERS: dict[str, Words] = {
    "role_may_not_move": _("A member of the verification committee can do it."),
    "four_eyes_author": _("Ask a member of the verification committee, or another documentalist."),
    "four_eyes_mover": _("Ask another member of the verification committee."),
    "too_few_sources": _("Add the account of another source, or mark the incident as insufficient."),
    "identity_holder_needed": _("The list of vaults shows who holds it."),
    "partner_may_not_change": _("Leave a comment: the organisation that wrote it will see it."),
}

SAID: dict[str, Words] = {
    "incident_created": _("Incident saved."),
    "incident_changed": _("Changes saved."),
    "incident_moved": _("Moved. The reason and who did it stay readable."),
    "account_saved": _("Account saved."),
    "account_removed": _("Account taken off. It stays in the history."),
    "proposition_saved": _("Proposition saved."),
    "place_saved": _("Precise place sealed."),
    "comment_saved": _("Comment added."),
    "incident_shared": _("Shared. The partner can read the content, not the sealed parts."),
    "incident_withdrawn": _("Share withdrawn. What was read cannot be unread."),
    "incidents_linked": _("Incidents linked."),
    "person_linked": _("Person linked to the incident."),
    "person_unlinked": _("Link taken away. It stays in the history."),
    "person_created": _("Person saved under an open code."),
    "person_changed": _("Person saved."),
    "source_created": _("Source saved under an open code."),
    "source_changed": _("Source saved."),
}

accounts.REFUSALS.update(REFUSALS)
accounts.GIVERS.update(GIVERS)
accounts.SAID.update(SAID)


def label(words: dict[str, Words], code: str) -> str:
    """A code in words; the code itself where it is unknown, so that nothing is hidden."""
    return str(words.get(code, code))
