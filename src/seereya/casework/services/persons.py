"""Persons a file speaks of, by their open codes; and those accused in it, who may sign for nobody."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework.content import CaseContent
from seereya.casework.rules import Refused
from seereya.casework.services.funnel_rows import SUSPECT_ROLES
from seereya.documentation.models import Incident, Person
from seereya.documentation.services.storing import read_content
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group


def check_codes(by: Actor, codes: Iterable[str]) -> dict[str, UUID]:
    """Persons by their open codes. Raises `Refused("no_such_person")` where one is not open to the member."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    found = dict(Person.objects.filter(code__in=wanted).values_list("code", "id"))
    keys = record_keys(keyring_of(by), found.values())
    if len(found) != len(wanted) or any(one not in keys for one in found.values()):
        raise Refused("no_such_person")
    return found


def implicated(by: Actor, content: CaseContent) -> set[str]:
    """Codes of the persons accused in the file: its parties, and the alleged perpetrators of its incidents."""
    accused = {one.code for one in content.parties if one.role in SUSPECT_ROLES}
    ids = [UUID(one) for one in content.incidents]
    keys = record_keys(keyring_of(by), ids)
    for row in Incident.objects.filter(id__in=list(keys)):
        if keys[row.id].holds(Group.CONTENT):
            known = read_content(row, keys[row.id])
            accused |= {one.code for one in known.persons if one.role == "alleged_perpetrator"}
    return accused
