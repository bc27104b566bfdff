"""Passphrases are made here, never by people: offered once, and typed back from the paper they were written on."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core import signing

from seereya.accounts.rules import Refused
from seereya.foundation import seal

_OFFER_SECONDS = 3600


def offer_passphrase(language: str) -> tuple[str, str]:
    """A generated passphrase and a ticket that proves, on return, that the one typed is the one offered."""
    passphrase = seal.new_passphrase(language)
    return passphrase, signing.dumps(_digest(passphrase), salt="passphrase-offer")


def _digest(passphrase: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, seal.normalise_passphrase(passphrase).encode(), hashlib.sha256).hexdigest()


def check_offered(passphrase: str, ticket: str) -> None:
    """Refuses a passphrase somebody made up, and one typed differently from what was shown."""
    try:
        offered = signing.loads(ticket, salt="passphrase-offer", max_age=_OFFER_SECONDS)
    except signing.BadSignature:
        raise Refused("offer_expired") from None
    if not hmac.compare_digest(offered, _digest(passphrase)):
        raise Refused("passphrase_differs")
