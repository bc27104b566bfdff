"""Mandates of a file: sign, revoke, and refuse new acts where none holds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.rules.mandates import MandateContent, check_act, check_mandate_content, check_revocation, covers
from seereya.casework.services.cases import note
from seereya.casework.services.persons import check_codes, implicated
from seereya.casework.services.storing import Held, check_version, hold, store
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import terms


def check_mandate(content: CaseContent, forum: str, on: date) -> None:
    """Refuses a new act before a forum (a term of `procedure_types`) for which no mandate holds that day.

    Raises `Refused`: `no_mandate`, `mandate_expired`, `mandate_revoked`, `mandate_not_yet`.
    """
    check_act(content.mandates, forum=terms.with_ancestors("procedure_types", forum), on=on)


def check_new_act(content: CaseContent, forum: str, on: date) -> None:
    """Refuses a new act on a mandate that ended or was revoked. Where nobody gave one, the association may act in its own name."""
    fitting = terms.with_ancestors("procedure_types", forum)
    if any(covers(one, fitting) for one in content.mandates):
        check_act(content.mandates, forum=fitting, on=on)


@transaction.atomic
def save_mandate(*, by: Actor, case_id: UUID, mandate: MandateContent, token: UUID | None = None) -> CaseFile:
    """Adds a mandate to a file as it was signed. The same form sent twice adds one. Raises `Refused`, `NotThere`."""
    held = hold(by, case_id)
    mandate.id = (token or new_id()).hex
    if any(one.id == mandate.id for one in held.content.mandates):
        return held.row
    if mandate.kind not in terms.vocabulary("mandate_types"):
        raise Refused("mandate_kind_needed")
    if mandate.forum not in terms.vocabulary("procedure_types"):
        raise Refused("mandate_forum_needed")
    check_codes(by, [*mandate.givers, mandate.guardian, mandate.heir_of])
    check_mandate_content(mandate, implicated=implicated(by, held.content), today=clock.today())
    mandate.by = str(by.id)
    held.content.mandates.append(mandate)
    store(by, held)
    note(by, Tag.MANDATE_SAVED, held.row, kind=mandate.kind)
    return held.row


@transaction.atomic
def revoke_mandate(*, by: Actor, case_id: UUID, version: int, mandate_id: str, on: date, why: str) -> CaseFile:
    """Ends a mandate from a day on, for a reason. Raises `Refused`, `NotThere`."""
    held = hold(by, case_id)
    check_version(held, version)
    mandate = find_mandate(held, mandate_id)
    if on > clock.today():
        raise Refused("mandate_revoked_later")
    check_revocation(mandate, on=on, why=why)
    mandate.revoked_on, mandate.revoked_why = on.isoformat(), why.strip()
    store(by, held)
    note(by, Tag.MANDATE_REVOKED, held.row, kind=mandate.kind)
    return held.row


def find_mandate(held: Held, mandate_id: str) -> MandateContent:
    """One mandate of a file. Raises `Refused("no_such_mandate")`."""
    found = next((one for one in held.content.mandates if one.id == mandate_id), None)
    if found is None:
        raise Refused("no_such_mandate")
    return found
