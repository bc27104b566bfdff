"""Real organisations and members with real keys: made by the services, cheap because `tests.settings` stretches little.

`member(Role.DOCUMENTALIST)` is an Actor with an open session; `browser_for(actor)` is a browser that holds its cookie.
"""

from __future__ import annotations

import base64
import itertools
from dataclasses import dataclass, field

import pyotp
from django.conf import settings
from django.test import Client

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Organisation
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import MemberStatus, Role, Stage
from seereya.accounts.services import enrolment, keys, sessions, set_totp
from seereya.foundation import clock

_numbers = itertools.count(1)
PASSPHRASE = "abaisser abandon abdiquer abeille abolir aborder"


@dataclass
class Person(Actor):
    """An Actor of a test, with what the person behind it knows."""

    token: bytes = field(default=b"", repr=False)
    passphrase: str = PASSPHRASE
    seed: str = ""

    @property
    def code(self) -> str:
        """The one-time code of the next step: one that was not used yet."""
        return pyotp.TOTP(self.seed).at(clock.now(), counter_offset=1)


def organisation(code: str = "", name: str = "", country: str = "") -> Organisation:
    """An organisation without members."""
    code = code or f"ORG{next(_numbers)}"
    return Organisation.objects.create(code=code, name=name or f"Organisation {code}", country=country, made_at=clock.now())


def member(
    *roles: Role,
    organisation: Organisation | None = None,
    handle: str = "",
    language: str = "fr",
    passphrase: str = PASSPHRASE,
    totp: bool = False,
    stage: Stage | None = Stage.OPEN,
) -> Person:
    """An active member with these roles (a documentalist if none are named) and a session at `stage`.

    `totp=True` gives a second factor, whose codes `person.code` tells; `stage=None` starts no session.
    """
    made, private = enrolment.make_member(
        organisation or globals()["organisation"](),
        handle or f"member-{next(_numbers)}",
        passphrase,
        frozenset(roles or {Role.DOCUMENTALIST}),
        language,
    )
    Member.objects.filter(id=made.id).update(status=MemberStatus.ACTIVE)
    made.status = MemberStatus.ACTIVE
    seed = give_totp(made, private) if totp else ""
    person = Person(made, roles_of(made), private, None, passphrase=passphrase, seed=seed)
    if stage is not None:
        log_in(person, stage)
    return person


def give_totp(made: Member, private: bytes) -> str:
    """Gives a member a code application; returns its seed."""
    seed = pyotp.random_base32()
    set_totp(member=made, private=private, seed=seed, code=pyotp.TOTP(seed).at(clock.now()))
    return seed


def log_in(person: Person, stage: Stage = Stage.OPEN) -> Person:
    """A new session for somebody, without the steps of logging in."""
    person.token, person.session = sessions.start(
        person.member, person.private_key, Stage.OPEN if stage is Stage.LOCKED else stage
    )
    if stage is Stage.LOCKED:
        sessions.lock(person.session)
    person.keyring = None
    return person


def printed_code(person: Person) -> str:
    """A recovery code the member has on paper."""
    code = keys.set_recovery_code(person.member, person.private_key)
    person.member.save(update_fields=["private_for_code"])
    return code


class Browser(Client):
    """Django's test client over https, as `__Host-` cookies ask."""

    def generic(self, method, path, data="", content_type="application/octet-stream", secure=True, **more):  # noqa: ARG002, FBT002
        return super().generic(method, path, data, content_type, secure=True, **more)

    def take(self, token: bytes) -> Browser:
        """Puts a session's token into the cookie."""
        self.cookies[settings.COOKIE_NAME] = base64.urlsafe_b64encode(token).decode()
        return self


def stranger(**more: object) -> Browser:
    """A browser that holds no cookie."""
    return Browser(**more)


def browser_for(person: Person, **more: object) -> Browser:
    """A browser in which this person has logged in; `enforce_csrf_checks=True` for tests of forged requests."""
    return Browser(**more).take(person.token)
