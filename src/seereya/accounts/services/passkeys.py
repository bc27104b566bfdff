"""Passkeys (WebAuthn) as second factor. Alone they open no data: the passphrase step holds the key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
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
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal


def _server() -> Fido2Server:
    host = urlsplit(settings.ORIGIN).hostname or "localhost"
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host, name=settings.PRODUCT_NAME), verify_origin=lambda o: o == settings.ORIGIN
    )


def _rows(by: Actor) -> list[Authenticator]:
    return list(Authenticator.objects.filter(member=by.member, kind="passkey"))


def _keep_state(by: Actor, state: Any) -> None:
    session = by.session
    if session is None:
        raise Refused("no_session")
    session.challenge = seal.box(
        seal.derive(by.private_key, "challenge"), json.dumps(state).encode(), seal.context("challenge", bytes(session.token_hash))
    )
    session.save(update_fields=["challenge"])


def _take_state(by: Actor) -> Any:
    session = by.session
    if session is None or not session.challenge:
        raise Refused("passkey_failed")
    data = seal.unbox(
        seal.derive(by.private_key, "challenge"), bytes(session.challenge), seal.context("challenge", bytes(session.token_hash))
    )
    session.challenge = b""
    session.save(update_fields=["challenge"])
    return json.loads(data)


def offer_passkey(*, by: Actor) -> dict[str, Any]:
    """Options for `navigator.credentials.create`, as JSON-ready values."""
    known = [AttestedCredentialData(bytes(row.credential)) for row in _rows(by)]
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=by.id.bytes, name=by.member.handle, display_name=by.member.handle),
        known,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    _keep_state(by, state)
    return dict(options)


@transaction.atomic
def register_passkey(*, by: Actor, response: Mapping[str, Any], label: str = "") -> Authenticator:
    """Stores what the browser answered. Raises `Refused("passkey_failed")`."""
    try:
        data = _server().register_complete(_take_state(by), response)
    except (ValueError, KeyError, TypeError):
        raise Refused("passkey_failed") from None
    credential = data.credential_data
    if credential is None:
        raise Refused("passkey_failed")
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
    _keep_state(by, state)
    return dict(options)


@transaction.atomic
def check_passkey(*, by: Actor, response: Mapping[str, Any]) -> None:
    """Checks an assertion; a counter that goes backwards is refused. Raises `Refused("passkey_failed")`."""
    rows = _rows(by)
    known = [AttestedCredentialData(bytes(row.credential)) for row in rows]
    try:
        used = _server().authenticate_complete(_take_state(by), known, response)
    except (ValueError, KeyError, TypeError):
        raise Refused("passkey_failed") from None
    row = next(row for row in rows if bytes(row.credential_id) == used.credential_id)
    counter = AuthenticationResponse.from_dict(response).response.authenticator_data.counter
    if counter and counter <= row.sign_count:
        raise Refused("passkey_failed")  # a copied authenticator counts behind its original
    row.sign_count, row.used_at = counter, clock.now()
    row.save(update_fields=["sign_count", "used_at"])
