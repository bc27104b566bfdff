"""Offices: an organisation whose founders hold its first vaults; and records sealed into them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.models import Organisation
from seereya.accounts.rules import Role
from seereya.accounts.services.enrolment import FOUNDERS
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import Grant, Vault
from seereya.vault.rules import FIRST_VAULTS, Group, VaultKind, is_given_at_once
from seereya.vault.services import make_first_vaults, make_record
from seereya.vault.services.vaults import add_grant
from tests.factories import accounts
from tests.factories.accounts import Person


@dataclass
class Office:
    """An organisation at work: two founders, its first vaults by kind."""

    organisation: Organisation
    first: Person
    second: Person
    vaults: dict[VaultKind, Vault]

    def join(self, *roles: Role, holding: tuple[VaultKind, ...] | None = None, **more: object) -> Person:
        """A colleague with these roles who holds the vaults named (all that the roles allow, when none are named)."""
        person = accounts.member(*roles, organisation=self.organisation, **more)
        for kind in _allowed(person) if holding is None else holding:
            give(person, self.vaults[kind], by=self.first if self.vaults[kind].id in keyring_of(self.first) else self.second)
        return person


def _allowed(person: Person) -> list[VaultKind]:
    return [kind for kind in FIRST_VAULTS if is_given_at_once(kind, person.roles)]


def office(code: str = "", **more: object) -> Office:
    """An organisation with its two founders (roles of `enrolment.FOUNDERS`) and its first vaults."""
    organisation = accounts.organisation(code)
    first, second = (accounts.member(*sorted(roles), organisation=organisation, **more) for roles in FOUNDERS)
    made = make_first_vaults(organisation=organisation, members=[first.member, second.member], by=first.id)
    return Office(organisation, first, second, {VaultKind(vault.kind): vault for vault in made})


def give(person: Person, vault: Vault, *, by: Person) -> Grant:
    """Grants a vault's key to somebody, out of the keyring of somebody who holds it; without the asking and deciding."""
    held = keyring_of(by)[vault.id]
    person.keyring = None
    return add_grant(
        vault=vault,
        version=held.newest,
        private=held.privates[held.newest],
        member=person.member,
        given_by=by.id,
        approved_by=None,
    )


def record(by: Person, *, into: dict[Vault, frozenset[Group] | None], record_id: UUID | None = None) -> RecordKeys:
    """A fresh record wrapped to these vaults: wholly (`None`) or by groups."""
    return make_record(by=by, record_id=record_id or new_id(), into=into)
