"""Passkeys (WebAuthn) as second factor. Alone they open no data: the passphrase step holds the key."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from seereya.accounts.actor import Actor
from seereya.accounts.models import Authenticator
from seereya.accounts.rules import Refused
from seereya.accounts.services import challenges
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock

_MALFORMED = (ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error)


def _server() -> Fido2Server:
    host = urlsplit(settings.ORIGIN).hostname or "localhost"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host, name=settings.PRODUCT_NAME), verify_origin=lambda o: o == settings.ORIGIN
    )


def _rows(by: Actor) -> list[Authenticator]:
    return list(Authenticator.objects.filter(member=by.member, kind="passkey"))


def _take_state(by: Actor, what: str) -> Any:
    """A challenge serves once, whatever comes of it."""
    state = challenges.take(by, what)
    if state is None:
        raise Refused("passkey_failed")
    return state


def offer_passkey(*, by: Actor) -> dict[str, Any]:
    """Options for `navigator.credentials.create`, as JSON-ready values."""
    known = [AttestedCredentialData(bytes(row.credential)) for row in _rows(by)]
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=by.id.bytes, name=by.member.handle, display_name=by.member.handle),
        known,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    challenges.keep(by, "register", state)
    return dict(options)


def register_passkey(*, by: Actor, response: Mapping[str, Any], label: str = "") -> Authenticator:
    """Stores what the browser answered. Raises `Refused("passkey_failed")`."""
    state = _take_state(by, "register")
    try:
        data = _server().register_complete(state, response)
    except _MALFORMED:
        raise Refused("passkey_failed") from None
    credential = data.credential_data
    if credential is None:
        raise Refused("passkey_failed")
    with transaction.atomic():
        row = Authenticator.objects.create(
            member=by.member,
            kind="passkey",
            label=label[:60],
            credential_id=credential.credential_id,
            credential=bytes(credential),
            sign_count=data.counter,
            made_at=clock.now(),
        )
        record(tag=Tag.SECOND_FACTOR_SET, actor=by.id, organisation=by.organisation_id, subject=by.id, facts={"kind": "passkey"})
    return row


def begin_passkey(*, by: Actor) -> dict[str, Any]:
    """Options for `navigator.credentials.get`. Raises `Refused("no_second_factor")` where no passkey is known."""
    known = [AttestedCredentialData(bytes(row.credential)) for row in _rows(by)]
    if not known:
        raise Refused("no_second_factor")
    options, state = _server().authenticate_begin(known, user_verification=UserVerificationRequirement.PREFERRED)
    challenges.keep(by, "authenticate", state)
    return dict(options)


def check_passkey(*, by: Actor, response: Mapping[str, Any]) -> None:
    """Checks an assertion; a counter that goes backwards is refused. Raises `Refused("passkey_failed")`."""
    rows = _rows(by)
    known = [AttestedCredentialData(bytes(row.credential)) for row in rows]
    state = _take_state(by, "authenticate")
    try:
        used = _server().authenticate_complete(state, known, response)
        counter = AuthenticationResponse.from_dict(response).response.authenticator_data.counter
    except _MALFORMED:
        raise Refused("passkey_failed") from None
    row = next(row for row in rows if bytes(row.credential_id) == used.credential_id)
    # A copied authenticator counts behind its original; those that count nothing always say 0.
    fresh = Authenticator.objects.filter(id=row.id).filter(Q(sign_count__lt=counter) | Q(sign_count=0) & Q(sign_count=counter))
    if not fresh.update(sign_count=counter, used_at=clock.now()):
        raise Refused("passkey_failed")
