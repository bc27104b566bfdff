"""What can be done about organisations, members, factors and sessions."""

from seereya.accounts.queries import roles_of
from seereya.accounts.services.enrolment import Enrolled, enrol, found_organisation
from seereya.accounts.services.factors import (
    add_passkey,
    add_totp,
    begin_with_passkey,
    begin_with_totp,
    check_may_set_first,
    confirm,
    drop_factor,
    offer_any_passkey,
    offer_first_totp,
    offer_totp,
    renew_recovery_code,
)
from seereya.accounts.services.guesses import forget_guesses, may_guess, remember_browser, wrong_guess
from seereya.accounts.services.invitations import approve_invitation, find_invitation, invite, withdraw_invitation
from seereya.accounts.services.login import give_passkey, give_passphrase, give_totp, recognise, resume, unlock
from seereya.accounts.services.membership import change_roles, choose_language, end_membership, restore, suspend
from seereya.accounts.services.offers import check_offered, offer_passphrase
from seereya.accounts.services.passkeys import begin_passkey, check_passkey, offer_passkey, register_passkey
from seereya.accounts.services.passphrases import change_passphrase
from seereya.accounts.services.recovery import (
    bring_back,
    come_back,
    join_shares,
    make_recovery_shares,
    new_recovery_code,
    recover_with_code,
    recover_with_shares,
    seal_to_organisation,
)
from seereya.accounts.services.sessions import close_all, close_session, lock_session, say, take_said, touch
from seereya.accounts.services.totp import new_totp, remove_authenticator, set_totp

__all__ = [
    "Enrolled",
    "add_passkey",
    "add_totp",
    "approve_invitation",
    "begin_passkey",
    "begin_with_passkey",
    "begin_with_totp",
    "bring_back",
    "change_passphrase",
    "change_roles",
    "check_may_set_first",
    "check_offered",
    "check_passkey",
    "choose_language",
    "close_all",
    "close_session",
    "come_back",
    "confirm",
    "drop_factor",
    "end_membership",
    "enrol",
    "find_invitation",
    "forget_guesses",
    "found_organisation",
    "give_passkey",
    "give_passphrase",
    "give_totp",
    "invite",
    "join_shares",
    "lock_session",
    "make_recovery_shares",
    "may_guess",
    "new_recovery_code",
    "new_totp",
    "offer_any_passkey",
    "offer_first_totp",
    "offer_passkey",
    "offer_passphrase",
    "offer_totp",
    "recognise",
    "recover_with_code",
    "recover_with_shares",
    "register_passkey",
    "remember_browser",
    "remove_authenticator",
    "renew_recovery_code",
    "restore",
    "resume",
    "roles_of",
    "say",
    "seal_to_organisation",
    "set_totp",
    "suspend",
    "take_said",
    "touch",
    "unlock",
    "withdraw_invitation",
    "wrong_guess",
]
