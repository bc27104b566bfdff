"""Parties and characterisations: parts of a file that are put in one by one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.casework.content import Party, Qualification
from seereya.casework.models import CaseFile
from seereya.casework.rules import Refused
from seereya.casework.services.cases import note
from seereya.casework.services.storing import hold, store
from seereya.documentation.models import Person
from seereya.foundation.identifiers import new_id
from seereya.reference import terms
from seereya.vault.keyring import keyring_of, record_keys

ROLES = ("victim", "civil_party", "suspect", "witness", "heir", "guardian", "other")
SUSPECT = "suspect"


@transaction.atomic
def add_party(*, by: Actor, case_id: UUID, code: str, role: str, basis: str, counsel: str = "", note_words: str = "") -> CaseFile:
    """A person takes a part in the case, by open code. A suspect needs the legal basis on which he is named (decision 31)."""
    if role not in ROLES:
        raise Refused("unknown_party_role")
    if role == SUSPECT and not basis.strip():
        raise Refused("suspect_needs_basis")
    held = hold(by, case_id)
    person = Person.objects.filter(code=" ".join(code.split()).upper(), organisation_id=by.organisation_id).first()
    if person is None or person.id not in record_keys(keyring_of(by), [person.id]):
        raise Refused("no_such_person")
    if any((one.person, one.role) == (str(person.id), role) for one in held.content.parties):
        raise Refused("party_there_already", person=person.code)
    one = Party(new_id().hex, str(person.id), person.code, role, basis.strip(), counsel.strip(), note_words.strip())
    held.content.parties.append(one)
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="parties")
    return held.row


@transaction.atomic
def remove_party(*, by: Actor, case_id: UUID, party_id: str) -> CaseFile:
    """Takes a party out; the earlier version keeps it."""
    held = hold(by, case_id)
    held.content.parties = [one for one in held.content.parties if one.id != party_id]
    for one in held.content.qualifications:
        one.parties = [party for party in one.parties if party != party_id]
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="parties")
    return held.row


@transaction.atomic
def add_qualification(*, by: Actor, case_id: UUID, crime: str, reasons: str, parties: list[str]) -> CaseFile:
    """A legal characterisation is alleged. One fact may bear several, under several texts."""
    held = hold(by, case_id)
    if crime not in terms.vocabulary("crimes"):
        raise Refused("unknown_crime")
    known = {one.id for one in held.content.parties if one.role == SUSPECT}
    held.content.qualifications.append(
        Qualification(new_id().hex, crime, reasons.strip(), [one for one in parties if one in known])
    )
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="qualifications")
    return held.row


@transaction.atomic
def remove_qualification(*, by: Actor, case_id: UUID, qualification_id: str) -> CaseFile:
    """Takes a characterisation out; the earlier version keeps it."""
    held = hold(by, case_id)
    held.content.qualifications = [one for one in held.content.qualifications if one.id != qualification_id]
    store(by, held)
    note(by, Tag.CASE_CHANGED, held.row, part="qualifications")
    return held.row
