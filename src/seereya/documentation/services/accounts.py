"""Accounts of an incident and the propositions on which they differ."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.content import Account, Proposition
from seereya.documentation.models import Incident
from seereya.documentation.rules import Refused
from seereya.documentation.services.storing import TABLE, Held, check_version, hold, name_sources, store
from seereya.vault.rules import Group


def read_testimony(held: Held) -> dict[str, str]:
    """Verbatim extracts by account, for a change of one of them."""
    if not held.row.testimony:
        return {}
    found: dict[str, str] = json.loads(held.keys.open(TABLE, Group.TESTIMONY, held.row.version, held.row.testimony))
    return found


def _changeable(by: Actor, incident_id: UUID) -> Held:
    held = hold(by, incident_id)
    if held.content.public_example:
        raise Refused("read_only_example")
    return held


def _said_already(held: Held, account: Account, verbatim: str | None) -> bool:
    """Whether this was saved already, word for word: a form sent twice."""
    if account not in held.content.accounts:
        return False
    return verbatim is None or (held.keys.holds(Group.TESTIMONY) and read_testimony(held).get(account.id) == verbatim)


@transaction.atomic
def save_account(
    *, by: Actor, incident_id: UUID, account: Account, verbatim: str | None = None, version: int | None = None
) -> Incident:
    """Adds an account, or replaces the one with the same id. `verbatim`: words that could identify who said them, sealed apart.

    A form sent twice changes nothing the second time.
    """
    held = _changeable(by, incident_id)
    name_sources(by, [account])
    if version is not None and version < held.row.version and _said_already(held, account, verbatim):
        return held.row
    if version is not None:
        check_version(held, version)
    for quantity in account.quantities:
        if None not in (quantity.minimum, quantity.maximum) and (quantity.minimum or 0) > (quantity.maximum or 0):
            raise Refused("minimum_above_maximum")
    others = [one for one in held.content.accounts if one.id != account.id]
    added = len(others) == len(held.content.accounts)
    held.content.accounts = sorted([*others, account], key=lambda one: (one.published.earliest or "9999", one.id))
    testimony = None
    if verbatim is not None:
        if not held.keys.holds(Group.TESTIMONY):
            raise Refused("not_yours")
        said = read_testimony(held) | {account.id: verbatim}
        testimony = json.dumps({key: words for key, words in said.items() if words.strip()}, ensure_ascii=False).encode()
    store(by, held, testimony=testimony)
    record(
        tag=Tag.ACCOUNT_ADDED if added else Tag.ACCOUNT_CHANGED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"version": held.row.version},
    )
    return held.row


@transaction.atomic
def remove_account(*, by: Actor, incident_id: UUID, account_id: str, version: int) -> Incident:
    """Takes an account off the incident; it stays in the history, and the log says it was taken off."""
    held = _changeable(by, incident_id)
    check_version(held, version)
    kept = [one for one in held.content.accounts if one.id != account_id]
    if len(kept) == len(held.content.accounts):
        raise Refused("no_such_account")
    held.content.accounts = kept
    store(by, held)
    record(
        tag=Tag.ACCOUNT_CHANGED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"version": held.row.version, "removed": 1},
    )
    return held.row


def _stands(held: Held, proposition: Proposition, positions: dict[str, str]) -> bool:
    """Whether this was saved already, word for word: a form sent twice."""
    said = {one.id: one.positions.get(proposition.id, "silent") for one in held.content.accounts}
    return proposition in held.content.propositions and said == {one: positions.get(one, "silent") for one in said}


@transaction.atomic
def save_proposition(
    *, by: Actor, incident_id: UUID, proposition: Proposition, positions: dict[str, str], version: int | None = None
) -> Incident:
    """Adds or changes a proposition and where each account stands on it (supports, contradicts, silent).

    A conclusion needs its standard of proof and its reasons: nothing is ever simply "proved".
    """
    held = _changeable(by, incident_id)
    if version is not None and version < held.row.version and _stands(held, proposition, positions):
        return held.row
    if version is not None:
        check_version(held, version)
    if not proposition.words.strip():
        raise Refused("proposition_needed")
    if proposition.conclusion and not (proposition.standard and proposition.reasons.strip()):
        raise Refused("standard_and_reasons_needed")
    others = [one for one in held.content.propositions if one.id != proposition.id]
    held.content.propositions = sorted([*others, proposition], key=lambda one: one.id)
    for account in held.content.accounts:
        account.positions[proposition.id] = positions.get(account.id, "silent")
    store(by, held)
    record(
        tag=Tag.INCIDENT_CHANGED,
        actor=by.id,
        organisation=by.organisation_id,
        subject=held.row.id,
        facts={"version": held.row.version},
    )
    return held.row
