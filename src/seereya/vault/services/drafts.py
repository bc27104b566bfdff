"""Drafts: what somebody was typing, sealed to that person, on the server and never in the browser's storage."""

from __future__ import annotations

import json

from seereya.accounts.actor import Actor
from seereya.foundation import clock, seal
from seereya.vault.models import Draft
from seereya.vault.rules import Refused

_LONGEST = 2 * 1024 * 1024


def _key(by: Actor) -> bytes:
    if not by.private_key:
        raise Refused("no_session")
    return seal.derive(by.private_key, "draft")


def keep_draft(*, by: Actor, form_key: str, fields: dict[str, list[str]]) -> Draft:
    """Seals the fields of a form to the member; the newest draft of a form replaces the one before."""
    data = json.dumps(fields, ensure_ascii=False).encode()
    if len(data) > _LONGEST:
        raise Refused("draft_too_long")
    blob = seal.box_padded(_key(by), data, seal.context("draft", by.id, form_key))
    draft, _ = Draft.objects.update_or_create(
        member=by.member, form_key=form_key, defaults={"blob": blob, "saved_at": clock.now()}
    )
    return draft


def read_draft(*, by: Actor, form_key: str) -> dict[str, list[str]] | None:
    """The fields kept for a form, or nothing."""
    draft = Draft.objects.filter(member=by.member, form_key=form_key).first()
    if draft is None:
        return None
    fields: dict[str, list[str]] = json.loads(
        seal.unbox_padded(_key(by), bytes(draft.blob), seal.context("draft", by.id, form_key))
    )
    return fields


def throw_draft_away(*, by: Actor, form_key: str) -> None:
    """Forgets a draft: the form was sent, or its writer said so."""
    Draft.objects.filter(member=by.member, form_key=form_key).delete()
