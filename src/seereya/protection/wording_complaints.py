"""Complaints about our own staff in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seereya.accounts import wording as accounts
from seereya.accounts.rules import Role
from seereya.accounts.wording import ROLES, Words
from seereya.protection.queries.complaints import Recipient
from seereya.protection.rules_complaints import Move, Status

STATUS_KINDS = {Status.RECEIVED: "waits", Status.LOOKING: "accent", Status.ANSWERED: "done", Status.CLOSED: "quiet"}

MOVES: dict[Move, Words] = {
    Move.LOOK: _("Acknowledge, and look into it"),
    Move.ANSWER: _("Answer the complaint"),
    Move.CLOSE: _("Close the complaint"),
    Move.HAND_ON: _("Pass it on to another recipient"),
}

DONE: dict[Move, Words] = {
    Move.LOOK: pgettext_lazy("a complaint", "Acknowledged; it is looked into"),
    Move.ANSWER: pgettext_lazy("a complaint", "Answered"),
    Move.CLOSE: pgettext_lazy("a complaint", "Closed"),
    Move.HAND_ON: pgettext_lazy("a complaint", "Passed on"),
}

# What the complainant is told with a move: label, help.
FOR_COMPLAINANT: dict[Move, tuple[Words, Words]] = {
    Move.LOOK: (_("Words to the complainant"), _("What you will do, until when.")),
    Move.ANSWER: (_("Answer to the complainant"), _("What was found, what follows from it, what can still be done.")),
    Move.CLOSE: (_("Last words to the complainant"), _("Where it was told on paper: how, and on which day.")),
    Move.HAND_ON: (
        _("Why it is passed on"),
        _("The complainant and the next recipient read it. You cannot open the complaint any more."),
    ),
}

REFUSALS: dict[str, Words] = {
    "complaint_needed": _("Say what happened."),
    "accused_needed": _("Say whom it is about: choose from the list, or describe the person."),
    "recipient_needed": _("Choose at least one person who may read it."),
    "recipient_not_outside": _(
        "One of the persons chosen does not stand outside: it is about them, they file it, they lead or administer, or they work for the "
        "same organisation without being its data protection officer. Choose others."
    ),
    "recipient_has_it": _("This person has the complaint already. Choose another."),
    "slip_code_needed": _("Write the code of the slip."),
    "complaint_move_not_possible": _(
        "This is not possible from where the complaint stands now. Another recipient may have moved it."
    ),
}

SAID: dict[str, Words] = {
    "complaint_filed": _("Complaint filed. Only the persons you chose can read it. Answers appear on this page."),
    "complaint_entered": _("Complaint entered under its code."),
    "complaint_moved": pgettext_lazy("a complaint", "Recorded."),
    "complaint_passed": _("Passed on. The key is no longer yours."),
}

accounts.REFUSALS.update({code: words for code, words in REFUSALS.items() if code not in accounts.REFUSALS})
accounts.SAID.update(SAID)


def in_words(one: Recipient) -> str:
    """A recipient in words: organisation, handle, and the role that makes one."""
    role = Role.DATA_PROTECTION if Role.DATA_PROTECTION in one.roles else Role.PROTECTION
    return f"{one.organisation.code} · {one.member.handle} ({ROLES[role]})"
