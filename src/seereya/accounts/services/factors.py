"""Setting and removing second factors: the first one ends enrolment or recovery, further ones ask for the passphrase again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.rules import Refused, Stage
from seereya.accounts.services import challenges, guesses, keys
from seereya.accounts.services.enrolment import Enrolled, finish_enrolment
from seereya.accounts.services.passkeys import offer_passkey, register_passkey
from seereya.accounts.services.recovery import new_recovery_code
from seereya.accounts.services.totp import NewSeed, address_of, new_totp, remove_authenticator, set_totp
from seereya.foundation.seal import Broken


def check_may_set_first(by: Actor) -> None:
    """Somebody half-way in sets a factor only where there is none: otherwise a stolen passphrase would be enough."""
    if by.session is None or by.session.stage != Stage.HALF:
        raise Refused("no_session")
    if by.member.authenticators.exists():
        raise Refused("factor_exists")


def _check_may_add(by: Actor) -> None:
    if by.session is None or by.session.stage != Stage.OPEN:
        raise Refused("no_session")


def _offered_seed(by: Actor) -> NewSeed:
    seed = challenges.look(by, "totp")
    if seed:
        return NewSeed(seed, address_of(by.member, seed))
    fresh = new_totp(by.member)
    challenges.keep(by, "totp", fresh.seed)
    return fresh


def offer_first_totp(*, by: Actor) -> NewSeed:
    """A seed for somebody who enrols or comes back; kept, sealed, until a first code proves that the phone has it."""
    check_may_set_first(by)
    return _offered_seed(by)


def offer_totp(*, by: Actor) -> NewSeed:
    """A seed for a member who adds or replaces the code application."""
    _check_may_add(by)
    return _offered_seed(by)


def offer_any_passkey(*, by: Actor) -> dict[str, Any]:
    """Options for the browser to make a passkey: a first one while enrolling, another one later."""
    if by.session is not None and by.session.stage == Stage.HALF:
        check_may_set_first(by)
    return offer_passkey(by=by)


def _set_totp(by: Actor, code: str) -> None:
    seed = challenges.look(by, "totp")
    if not seed:
        raise Refused("no_session")
    set_totp(member=by.member, private=by.private_key, seed=seed, code=code)
    challenges.take(by, "totp")


def begin_with_totp(*, by: Actor, code: str, browser: bytes) -> Enrolled:
    """The first factor is a code application: proves it, opens the session and makes the code to print, all or nothing."""
    check_may_set_first(by)
    with transaction.atomic():
        _lock_member(by)
        _set_totp(by, code)
        return finish_enrolment(by=by, browser=browser)


def begin_with_passkey(*, by: Actor, response: Mapping[str, Any], browser: bytes) -> Enrolled:
    """The same with a passkey."""
    check_may_set_first(by)
    with transaction.atomic():
        _lock_member(by)
        register_passkey(by=by, response=response)
        return finish_enrolment(by=by, browser=browser)


def _lock_member(by: Actor) -> None:
    """Two browsers that set a first factor at once: the second one finds it set."""
    Member.objects.select_for_update().get(id=by.id)
    check_may_set_first(by)


def confirm(*, by: Actor, passphrase: str, browser: bytes) -> None:
    """Asks for the passphrase again before something that would let others in. Raises `wrong_passphrase`, `too_many_guesses`."""
    bucket = guesses.bucket_of(by.member.handle, browser)
    if not guesses.may_guess(bucket):
        raise Refused("too_many_guesses")
    try:
        keys.open_with_passphrase(by.member, passphrase)
    except Broken:
        guesses.wrong_guess(bucket)
        raise Refused("wrong_passphrase") from None
    guesses.forget_guesses(bucket)


def add_totp(*, by: Actor, code: str, passphrase: str, browser: bytes) -> None:
    """Adds or replaces the code application of a member who is in."""
    _check_may_add(by)
    confirm(by=by, passphrase=passphrase, browser=browser)
    with transaction.atomic():
        _set_totp(by, code)


def add_passkey(*, by: Actor, response: Mapping[str, Any], passphrase: str, browser: bytes, label: str = "") -> None:
    """Adds a passkey to a member who is in."""
    _check_may_add(by)
    confirm(by=by, passphrase=passphrase, browser=browser)
    register_passkey(by=by, response=response, label=label)


def drop_factor(*, by: Actor, authenticator_id: UUID, passphrase: str, browser: bytes) -> None:
    """Removes a factor that is not the last."""
    confirm(by=by, passphrase=passphrase, browser=browser)
    remove_authenticator(by=by, authenticator_id=authenticator_id)


def renew_recovery_code(*, by: Actor, passphrase: str, browser: bytes) -> str:
    """A new code to print; the one before works no more."""
    confirm(by=by, passphrase=passphrase, browser=browser)
    return new_recovery_code(by=by)
