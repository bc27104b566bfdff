"""Opening records: the audit row is committed before any plaintext is produced (decision 13)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import seal
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Wrap
from seereya.vault.purposes import read_purpose, seal_purpose
from seereya.vault.rules import Form, Group, Refused, check_purpose
from seereya.vault.services.limits import check_bulk
from seereya.vault.services.records import settle

__all__ = ["open_records", "purpose_of", "read_purpose", "state_purpose"]


def open_records(
    *, by: Actor, records: Iterable[UUID], group: Group = Group.CONTENT, purpose: str = "", case: UUID | None = None
) -> dict[UUID, RecordKeys]:
    """Keys of those records the member may open, after writing down that they are opened.

    One entry for one page of records, naming them all. `purpose` is asked for identities, contacts, places and testimonies.
    Records that the member cannot open are absent from the answer, exactly as records that do not exist.
    Raises `Refused` (`purpose_needed`, `too_many_openings`).
    """
    wanted = list(records)
    words = purpose or purpose_of(by, case)
    check_purpose(group, words)
    ring = keyring_of(by)
    keys = {one: found for one, found in record_keys(ring, wanted).items() if found.holds(group)}
    if not keys:
        return {}
    check_bulk(by, group, len(keys))
    with transaction.atomic(durable=True):
        record(
            tag=Tag.RECORD_OPENED,
            actor=by.id,
            organisation=by.organisation_id,
            subject=wanted[0] if len(wanted) == 1 else None,
            subjects=list(keys) if len(wanted) > 1 else (),
            facts={"group": str(group), "count": len(keys)},
            sealed=seal_purpose(by, words),
        )
    _settle_deposits(by, list(keys))
    return keys


_PURPOSE_HEAD = 20  # vault id and version before the sealed words


def _settle_deposits(by: Actor, records: list[UUID]) -> None:
    ring = keyring_of(by)
    vaults = [keys.vault.id for keys in ring.all()]
    for start in range(0, len(records), 500):
        found = list(Wrap.objects.filter(record__in=records[start : start + 500], vault__in=vaults, form=Form.DEPOSIT))
        if found:
            settle(ring, found)


def state_purpose(*, by: Actor, case: UUID, purpose: str) -> None:
    """Keeps the purpose of one case for the length of the session, sealed to the member."""
    words = " ".join(purpose.split())
    if not words:
        raise Refused("purpose_needed")
    session = by.session
    if session is None:
        raise Refused("no_session")
    kept = _purposes(by) | {str(case): words[:200]}
    session.purposes = seal.box_padded(
        _purpose_key(by), json.dumps(kept).encode(), seal.context("purposes", bytes(session.token_hash))
    )
    session.save(update_fields=["purposes"])


def purpose_of(by: Actor, case: UUID | None) -> str:
    """The purpose already stated for a case in this session, or nothing."""
    return "" if case is None else _purposes(by).get(str(case), "")


def _purpose_key(by: Actor) -> bytes:
    return seal.derive(by.private_key, "session/purposes")


def _purposes(by: Actor) -> dict[str, str]:
    if by.session is None or not by.session.purposes:
        return {}
    data = seal.unbox_padded(_purpose_key(by), bytes(by.session.purposes), seal.context("purposes", bytes(by.session.token_hash)))
    kept: dict[str, str] = json.loads(data)
    return kept
