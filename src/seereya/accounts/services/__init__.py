"""What can be done about organisations, members, factors and sessions."""

from seereya.accounts.services.enrolment import Enrolled, enrol, found_organisation
from seereya.accounts.services.guesses import forget_guesses, may_guess, remember_browser, wrong_guess
from seereya.accounts.services.invitations import approve_invitation, find_invitation, invite, withdraw_invitation
from seereya.accounts.services.login import give_passphrase, give_totp, resume, unlock
from seereya.accounts.services.membership import change_roles, end_membership, restore, suspend
from seereya.accounts.services.passkeys import begin_passkey, check_passkey, offer_passkey, register_passkey
from seereya.accounts.services.recovery import (
    make_recovery_shares,
    new_recovery_code,
    recover_with_code,
    recover_with_shares,
    seal_to_organisation,
)
from seereya.accounts.services.sessions import close_all, close_session, say, touch
from seereya.accounts.services.totp import new_totp, remove_authenticator, set_totp

__all__ = [
    "Enrolled",
    "approve_invitation",
    "begin_passkey",
    "change_roles",
    "check_passkey",
    "close_all",
    "close_session",
    "end_membership",
    "enrol",
    "find_invitation",
    "forget_guesses",
    "found_organisation",
    "give_passphrase",
    "give_totp",
    "invite",
    "make_recovery_shares",
    "may_guess",
    "new_recovery_code",
    "new_totp",
    "offer_passkey",
    "recover_with_code",
    "recover_with_shares",
    "register_passkey",
    "remember_browser",
    "remove_authenticator",
    "restore",
    "resume",
    "say",
    "seal_to_organisation",
    "set_totp",
    "suspend",
    "touch",
    "unlock",
    "withdraw_invitation",
    "wrong_guess",
]
