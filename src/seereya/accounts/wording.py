"""Roles, states, refusals and messages in words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seereya.accounts.rules import MemberStatus, Refused, Role
from seereya.foundation.money import format_amount

Words = str | Promise

ROLES: dict[Role, Words] = {
    Role.MONITOR: _("Field monitor"),
    Role.DOCUMENTALIST: _("Documentalist"),
    Role.VERIFIER: _("Verification committee member"),
    Role.COUNSEL: _("Counsel"),
    Role.PARALEGAL: _("Paralegal"),
    Role.PROTECTION: _("Protection and psychosocial focal point"),
    Role.ADVOCACY: _("Advocacy officer"),
    Role.EDUCATOR: _("Educator or trainer"),
    Role.COORDINATOR: _("Project coordinator"),
    Role.FINANCE: _("Finance officer"),
    Role.EVALUATION: _("Monitoring and evaluation officer"),
    Role.DATA_PROTECTION: _("Data protection officer"),
    Role.SECURITY: _("Security officer"),
    Role.DONOR: _("Donor, read-only (aggregates)"),
    Role.AUDITOR: _("Auditor (pseudonymised financial evidence)"),
    Role.ADMINISTRATOR: _("Technical administrator (no access to sealed content)"),
}

STATUSES: dict[MemberStatus, Words] = {
    MemberStatus.ENROLLING: pgettext_lazy("status of a member", "Enrolling"),
    MemberStatus.ACTIVE: pgettext_lazy("status of a member", "Active"),
    MemberStatus.SUSPENDED: pgettext_lazy("status of a member", "Suspended"),
    MemberStatus.LEFT: pgettext_lazy("status of a member", "Left"),
}

STATUS_KINDS = {
    MemberStatus.ENROLLING: "waits",
    MemberStatus.ACTIVE: "done",
    MemberStatus.SUSPENDED: "late",
    MemberStatus.LEFT: "quiet",
}

FACTORS: dict[str, Words] = {
    "totp": _("Code application on a phone"),
    "passkey": _("Passkey or security key"),
}

REFUSALS: dict[str, Words] = {
    "bad_handle": _(
        "A handle has 3 to 30 characters: small letters without accents, digits and hyphens, and it begins with a letter."
    ),
    "handle_taken": _("Somebody already uses this handle. Choose another one."),
    "passphrase_differs": _("What you typed is not the passphrase that is shown. Copy it word by word, in the same order."),
    "offer_expired": _("This page stood open for more than an hour. Open it again: a new passphrase will be made."),
    "no_such_invitation": _("No invitation can be used with this link. Check that it was copied whole, or ask for a new one."),
    "invitation_used": _("This invitation was already used. It works once, for one person."),
    "invitation_withdrawn": _("This invitation was withdrawn by your organisation."),
    "invitation_expired": _("This invitation has expired. Ask the person who sent it for a new one."),
    "invitation_not_approved": _(
        "This invitation still waits for a second colleague's approval. Nothing is wrong with your link: try it again later."
    ),
    "roles_needed": _("Choose at least one role."),
    "too_many_guesses": _("Too many wrong tries. Wait a quarter of an hour, then try again; nothing is lost or locked."),
    "busy": _("Many people are logging in at this moment. Wait a minute, then try again."),
    "wrong_passphrase": _("Handle and passphrase do not go together. Capitals, accents and extra spaces do not matter."),
    "suspended": _("This account is suspended. A colleague of your organisation can restore it."),
    "left": _("This account is closed."),
    "wrong_code": _(
        "This code is not right. Codes change every thirty seconds; check that the phone's clock is set by the network."
    ),
    "code_replayed": _("This code was already used once. Wait for the next one."),
    "no_session": _("This step was left open for too long. Log in again."),
    "no_second_factor": _("No second factor of this kind is set for your account."),
    "factor_exists": _("A second factor is already set: log in with it, then add others from your account."),
    "passkey_failed": _("The passkey was not accepted. Try again with the same device, or use another factor."),
    "no_such_factor": _("This second factor is not there any more."),
    "last_factor": _("This is your only second factor: without it nobody could log in. Add another one first."),
    "wrong_recovery_code": _("Handle and recovery code do not go together. Check each group of the code against the paper."),
    "bad_organisation_code": _("An organisation's code has two to twelve capital letters or digits and begins with a letter."),
    "bad_organisation_name": _("An organisation needs a name of at most 200 characters on one line."),
    "bad_country": _("A country is given by its two letters, such as SN or FR."),
    "organisation_exists": _("An organisation with this code exists already."),
    "second_person_needed": _("This takes two people. Ask a colleague who is not concerned to do it."),
    "wrong_second_person": _(
        "The second person was not recognised: another active member of your organisation, with the handle and passphrase of that person."
    ),
    "no_such_member": _("No such colleague in your organisation."),
    "not_active": _("This account is not active."),
    "not_suspended": _("This account is not suspended."),
    "too_few_custodians": _("At least %(needed)s custodians are needed."),
    "custodians_in_one_country": _(
        "%(needed)s shares would be in one country (%(country)s): whoever holds power there could gather them. "
        "Choose custodians in other countries."
    ),
    "shares_exist": _("The organisation has its recovery shares already."),
    "no_shares": _("The organisation has no recovery shares yet. The founding ceremony makes them."),
    "bad_share": _("One of the shares is not right. Check each group of characters against the paper."),
    "too_few_shares": _("There are not enough different shares yet."),
    "mixed_shares": _("These shares do not belong together: one comes from an older set, or two are copies that differ."),
    "nothing_for_custodians": _(
        "The custodians cannot bring this account back: its owner has not logged in since the shares were made."
    ),
}

SAID: dict[str, Words] = {
    "welcome_back": _("You are back. Set aside the old paper: the new code replaces it."),
    "language_changed": _("Language changed."),
    "factor_added": _("Second factor added."),
    "factor_removed": _("Second factor removed."),
    "passphrase_changed": _("Passphrase changed. The one before opens nothing any more."),
    "others_closed": _("Your other sessions are closed."),
}

# Who can give what is missing, where that is not the reader alone.
GIVERS: dict[str, Words] = {
    "invitation_used": _("If it was not you, tell your organisation at once by another way: somebody else used your link."),
    "invitation_expired": _("Invitations work for seven days, those of a founding ceremony for one."),
    "suspended": _("Talk to a colleague by another way than this platform."),
    "second_person_needed": _("No decision about keys or accounts is taken by one person alone."),
}


def say(refusal: Refused) -> str:
    """A refusal as a sentence that says what is missing and, where it can, who gives it."""
    language = (get_language() or "fr")[:2]
    said = {
        name: format_amount(value, language) if isinstance(value, Decimal) else value for name, value in refusal.values.items()
    }
    return str(REFUSALS[refusal.code]) % said


def roles_in_words(roles: frozenset[Role] | set[Role]) -> list[str]:
    """The labels of roles in the order of the vocabulary."""
    return [str(label) for role, label in ROLES.items() if role in roles]
