"""A new passphrase for a member who is in."""

from __future__ import annotations

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.services import keys
from seereya.accounts.services.factors import confirm
from seereya.accounts.services.offers import check_offered
from seereya.accounts.services.sessions import close_all
from seereya.audit.services import record
from seereya.audit.tags import Tag


def change_passphrase(*, by: Actor, old: str, passphrase: str, ticket: str, browser: bytes) -> None:
    """Boxes the member's key under a new generated passphrase and ends the member's other sessions.

    Raises `Refused`: `wrong_passphrase`, `too_many_guesses`, `passphrase_differs`, `offer_expired`.
    """
    check_offered(passphrase, ticket)
    confirm(by=by, passphrase=old, browser=browser)
    with transaction.atomic():
        keys.set_passphrase(by.member, by.private_key, passphrase)
        by.member.save(update_fields=["salt", "stretch", "verifier", "private_boxed"])
        close_all(by.member, but=by.session)
        record(tag=Tag.PASSPHRASE_CHANGED, actor=by.id, organisation=by.organisation_id, subject=by.id)
