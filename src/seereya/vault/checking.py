"""“Who can open what”, said twice: by the services with their keys, and by a model of sets so simple that it is plainly right.

`World` does one random act after another to both and compares. The command `seereya model-check` and the tests drive it; it
works in whatever database is current, which must be one made for the purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Organisation
from seereya.accounts.queries import roles_of
from seereya.accounts.rules import MemberStatus, Role
from seereya.accounts.services.enrolment import make_member
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal import Broken
from seereya.vault.keyring import Keyring, VaultKeys, keyring_of, record_keys
from seereya.vault.models import Opening, Vault, Wrap
from seereya.vault.rules import WHOLE, Group, Refused, VaultKind, may_hold_grant
from seereya.vault.services import (
    ask_for_grant,
    change_roles,
    decide_grant,
    deposit_into,
    leave,
    make_first_vaults,
    make_record,
    open_records,
    revoke_grant,
    rewrap_vault,
    rotate,
    rotate_due,
    share_record,
    withdraw_share,
)

Pick = Callable[[Sequence[Any]], Any]
KINDS_OF_PEOPLE = (
    frozenset({Role.COUNSEL, Role.VERIFIER, Role.SECURITY}),
    frozenset({Role.COORDINATOR, Role.DOCUMENTALIST, Role.ADMINISTRATOR}),
    frozenset({Role.MONITOR}),
    frozenset({Role.ADMINISTRATOR}),
    frozenset({Role.DONOR}),
)
_MOST_PEOPLE, _MOST_RECORDS, _COMPARED = 10, 40, 12
_TABLE, _WORDS = "check", b"words"


class Divergence(AssertionError):
    """The services and the model disagree: somebody opens what they must not, or cannot open what is theirs."""


@dataclass
class Sealed:
    """A record of the world: whose it is, and one sealed value for each group."""

    id: UUID
    owner: UUID
    values: dict[Group, bytes]


@dataclass
class Stolen:
    """What a leaver carried away: keys, and the records that stood there then."""

    ring: Keyring
    known: set[UUID] = field(default_factory=set)


class World:
    """Two organisations, their people, vaults and records; `pick` chooses (a random generator, or hypothesis)."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.people: list[Actor] = []
        self.vaults: list[Vault] = []
        self.records: list[Sealed] = []
        self.stolen: list[Stolen] = []
        # The model: who holds which vault, and which scopes of a record stand in which vault.
        self.holds: set[tuple[UUID, UUID]] = set()
        self.scopes: dict[tuple[UUID, UUID], set[str]] = {}
        self.acts: tuple[Callable[[], None], ...] = (
            self.enrol, self.record, self.record, self.deposit, self.grant, self.grant, self.share, self.share, self.withdraw,
            self.revoke, self.rotate, self.rewrap, self.rewrap_in_part, self.change, self.leave, self.open_page,
        )  # fmt: skip
        for number in range(2):
            self._found(f"W{number}-{new_id().hex[-6:]}")

    # What happens ---------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One act on both sides, then a comparison."""
        self.pick(self.acts)()
        self.compare()

    def enrol(self) -> None:
        """Somebody joins; a new member opens nothing."""
        if len(self.people) < _MOST_PEOPLE:
            self._join(self.pick(self.people).member.organisation, self.pick(KINDS_OF_PEOPLE))

    def record(self) -> None:
        """Somebody writes into vaults of the own organisation."""
        by = self.pick(self.people)
        if len(self.records) >= _MOST_RECORDS:
            return
        vault, groups = self.pick(self._own(by)), self.pick([None, frozenset({Group.CONTENT}), frozenset(Group)])
        keys = make_record(by=self._fresh(by), record_id=new_id(), into={vault: groups})
        self._keep(keys, by.organisation_id, vault, {WHOLE} if groups is None else {str(group) for group in groups})

    def deposit(self) -> None:
        """A write-only deposit: the depositor keeps nothing."""
        if len(self.records) < _MOST_RECORDS:
            vault = self.pick(self.vaults)
            keys = deposit_into(vault=self._now(vault), record_id=new_id())
            self._keep(keys, vault.organisation_id, vault, {WHOLE})

    def grant(self) -> None:
        """One asks, another gives."""
        asker = self.pick(self.people)
        circle = self.pick([self.people, *[[one for one in self.people if one.organisation_id == asker.organisation_id]] * 3])
        giver, receiver = self.pick(circle), self.pick(circle)
        vault = self.pick(self._own(asker))
        one_house = len({asker.organisation_id, giver.organisation_id, receiver.organisation_id}) == 1
        fits = may_hold_grant(VaultKind(vault.kind), roles_of(receiver.member))
        held = (receiver.id, vault.id) in self.holds
        right = one_house and fits and not held and asker.id != giver.id != receiver.id and (giver.id, vault.id) in self.holds
        if self._allowed(right, lambda: self._ask_and_give(asker, giver, receiver, vault)):
            self.holds.add((receiver.id, vault.id))

    def share(self) -> None:
        """A record, or some of its groups, for a vault of the other organisation."""
        if not self.records:
            return
        by, record = self.pick(self.people), self.pick(self.records)
        vault = self.pick([one for one in self.vaults if one.organisation_id != by.organisation_id])
        group = self.pick([None, Group.CONTENT, Group.IDENTITY])
        right = record.owner == by.organisation_id and self._may(by, record, group)
        groups = None if group is None else frozenset({group})
        act = lambda: share_record(by=self._fresh(by), record_id=record.id, with_vault=vault.id, groups=groups)  # noqa: E731
        if self._allowed(right, act):
            self.scopes.setdefault((record.id, vault.id), set()).add(WHOLE if group is None else str(group))

    def withdraw(self) -> None:
        """A share is taken back."""
        if not self.records:
            return
        by, record, vault = self.pick(self.people), self.pick(self.records), self.pick(self.vaults)
        shared = (record.id, vault.id) in self.scopes
        right = shared and record.owner == by.organisation_id != vault.organisation_id
        if self._allowed(right, lambda: withdraw_share(by=self._fresh(by), record_id=record.id, from_vault=vault.id)):
            del self.scopes[(record.id, vault.id)]

    def revoke(self) -> None:
        """A key is taken back; the vault waits for a new one until somebody comes."""
        by, whose = self.pick(self.people), self.pick(self.people)
        vault = self.pick(self.vaults)
        holders = {member for member, held in self.holds if held == vault.id}
        right = vault.organisation_id == by.organisation_id and whose.id in holders and len(holders) > 1
        if self._allowed(right, lambda: revoke_grant(by=self._fresh(by), vault_id=vault.id, member_id=whose.id)):
            self.holds.discard((whose.id, vault.id))
        rotate_due(by=self._fresh(self.pick(self.people)))

    def rotate(self) -> None:
        """A new key for a vault."""
        by, vault = self.pick(self.people), self.pick(self.vaults)
        self._allowed((by.id, vault.id) in self.holds, lambda: rotate(by=self._fresh(by), vault_id=vault.id))

    def rewrap(self) -> None:
        """Older wraps move to the newest key."""
        for keys in keyring_of(self._fresh(self.pick(self.people))).all():
            rewrap_vault(keys)

    def rewrap_in_part(self) -> None:
        """The same, stopped after its first batch."""
        for keys in keyring_of(self._fresh(self.pick(self.people))).all():
            try:
                rewrap_vault(keys, progress=_stop, batch=2)
            except InterruptedError:
                return

    def change(self) -> None:
        """Somebody's roles change; keys that no longer fit are gone."""
        by, whose, roles = self.pick(self.people), self.pick(self.people), self.pick(KINDS_OF_PEOPLE)
        lost = {
            vault.id
            for vault in self.vaults
            if (whose.id, vault.id) in self.holds and not may_hold_grant(VaultKind(vault.kind), roles)
        }
        right = by.organisation_id == whose.organisation_id and by.id != whose.id and not self._last_of(whose, lost)
        if self._allowed(right, lambda: change_roles(by=self._fresh(by), member_id=whose.id, roles=roles)):
            self.holds -= {(whose.id, vault) for vault in lost}

    def leave(self) -> None:
        """Somebody leaves, carrying away every key that was at hand."""
        by, whose = self.pick(self.people), self.pick(self.people)
        held = {vault for member, vault in self.holds if member == whose.id}
        right = by.organisation_id == whose.organisation_id and by.id != whose.id and not self._last_of(whose, held)
        carried = [VaultKeys(keys.vault, dict(keys.privates)) for keys in keyring_of(self._fresh(whose)).all()]
        if self._allowed(right, lambda: leave(by=self._fresh(by), member_id=whose.id)):
            self.holds -= {(whose.id, vault) for vault in held}
            self.people.remove(whose)
            for other in self.people:  # whoever holds the vaults that wait comes in and gives them new keys
                rotate_due(by=self._fresh(other))
            self.stolen = [*self.stolen[-4:], Stolen(Keyring(carried), {record.id for record in self.records})]

    def open_page(self) -> None:
        """Somebody opens a page of records by the service, which writes it down and settles deposits."""
        by, group = self.pick(self.people), self.pick(list(Group))
        Opening.objects.filter(member=by.member).delete()  # the model knows no hours: nothing is a bulk opening here
        opened = open_records(by=self._fresh(by), records=[one.id for one in self.records], group=group, purpose="a check")
        self._same({one.id for one in self.records if self._may(by, one, group)}, set(opened), "a page")

    # Both sides compared --------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Somebody's keys against the model, and a leaver's against what was written afterwards."""
        if not self.records:
            return
        by, start = self.pick(self.people), self.pick(range(len(self.records)))
        some = self.records[start : start + _COMPARED]
        found = record_keys(keyring_of(self._fresh(by)), [one.id for one in some])
        for one in some:
            for group, blob in one.values.items():
                keys = found.get(one.id)
                opens = keys is not None and keys.holds(group) and keys.open(_TABLE, group, 1, blob) == _WORDS
                self._same(self._may(by, one, group), opens, f"{group} of a record")
        for thief in self.stolen:
            self._thief_finds_nothing(thief)

    def _thief_finds_nothing(self, thief: Stolen) -> None:
        after = [one.id for one in self.records if one.id not in thief.known]
        for wrap in Wrap.objects.filter(record__in=after):
            try:
                thief.ring.unwrap(wrap)
            except Broken:
                continue
            raise Divergence("a leaver's keys open what was written afterwards")

    def _may(self, by: Actor, record: Sealed, group: Group | None) -> bool:
        wanted = {WHOLE} if group is None else {WHOLE, str(group)}
        return any(
            (by.id, vault.id) in self.holds and wanted & self.scopes.get((record.id, vault.id), set()) for vault in self.vaults
        )

    def _last_of(self, whose: Actor, vaults: set[UUID]) -> bool:
        return any({member for member, held in self.holds if held == vault} == {whose.id} for vault in vaults)

    def _allowed(self, right: bool, act: Callable[[], object]) -> bool:  # noqa: FBT001
        try:
            act()
        except Refused as refusal:
            self._same(right, False, f"refused with {refusal.code}")
            return False
        self._same(right, True, "allowed")
        return True

    @staticmethod
    def _same(model: object, real: object, what: str) -> None:
        if model != real:
            raise Divergence(f"{what}: the model says {model}, the services {real}")

    # Making things --------------------------------------------------------------------------------------------------

    def _found(self, code: str) -> None:
        organisation = Organisation.objects.create(code=code, name=code, made_at=clock.now())
        founders = [self._join(organisation, roles) for roles in KINDS_OF_PEOPLE[:2]]
        made = make_first_vaults(organisation=organisation, members=[one.member for one in founders], by=None)
        self.vaults += made
        self.holds |= {
            (one.id, vault.id) for one in founders for vault in made if may_hold_grant(VaultKind(vault.kind), one.roles)
        }

    def _join(self, organisation: Organisation, roles: frozenset[Role]) -> Actor:
        member, private = make_member(organisation, f"w{new_id().hex[-12:]}", "not used", roles, "fr")
        Member.objects.filter(id=member.id).update(status=MemberStatus.ACTIVE)
        member.status = MemberStatus.ACTIVE
        self.people.append(Actor(member, roles, private))
        return self.people[-1]

    def _keep(self, keys: Any, owner: UUID, vault: Vault, scopes: set[str]) -> None:
        values = {group: keys.seal(_TABLE, group, 1, _WORDS) for group in Group}
        self.records.append(Sealed(keys.record, owner, values))
        self.scopes[(keys.record, vault.id)] = scopes

    def _own(self, by: Actor) -> list[Vault]:
        return [self._now(vault) for vault in self.vaults if vault.organisation_id == by.organisation_id]

    @staticmethod
    def _now(vault: Vault) -> Vault:
        return Vault.objects.select_related("organisation").get(id=vault.id)

    @staticmethod
    def _fresh(by: Actor) -> Actor:
        """The same person at a new request: roles and keyring read again."""
        return Actor(by.member, roles_of(by.member), by.private_key)

    def _ask_and_give(self, asker: Actor, giver: Actor, receiver: Actor, vault: Vault) -> None:
        request = ask_for_grant(by=self._fresh(asker), vault_id=vault.id, member_id=receiver.id)
        try:
            decide_grant(by=self._fresh(giver), request_id=request.id, give=True)
        except Refused:
            request.delete()  # so that the next asking starts anew
            raise


def _stop(_done: int) -> None:
    raise InterruptedError
