"""Who a member is (decision 4): sealed to the organisation's staff vault and to the member; the database knows a handle."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import seal
from seereya.vault.keyring import RecordKeys, keyring_of
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import Group, Refused, VaultKind
from seereya.vault.services.openings import open_records
from seereya.vault.services.records import wraps_for

_TABLE, _VERSION = "member", 1


@dataclass(frozen=True)
class Profile:
    """A member's name and how to reach that member in an emergency."""

    name: str = ""
    email: str = ""
    telephone: str = ""


def _own_context(member_id: UUID) -> bytes:
    return seal.context("profile-key", member_id)


@transaction.atomic
def save_profile(*, by: Actor, name: str, email: str = "", telephone: str = "") -> None:
    """Keeps one's own name and contact. Raises `Refused("no_staff_vault")` before the founding ceremony."""
    staff = Vault.objects.filter(organisation_id=by.organisation_id, kind=VaultKind.STAFF).order_by("made_at").first()
    if staff is None:
        raise Refused("no_staff_vault")
    keys = RecordKeys.new(by.id)
    Wrap.objects.filter(record=by.id).delete()
    Wrap.objects.bulk_create(wraps_for(keyring_of(by), keys, {staff: frozenset({Group.CONTACT})}, owner=by.organisation_id))
    mine = seal.seal_to(bytes(by.member.public_key), keys.group_key(Group.CONTACT), _own_context(by.id))
    data = json.dumps(asdict(Profile(name.strip(), email.strip(), telephone.strip())), ensure_ascii=False).encode()
    by.member.profile = len(mine).to_bytes(4, "big") + mine + keys.seal(_TABLE, Group.CONTACT, _VERSION, data)
    by.member.save(update_fields=["profile"])
    record(tag=Tag.PROFILE_CHANGED, actor=by.id, organisation=by.organisation_id, subject=by.id)


def _parts(member: Member) -> tuple[bytes, bytes]:
    """The key sealed to the member, and the sealed profile."""
    blob = bytes(member.profile)
    cut = 4 + int.from_bytes(blob[:4], "big")
    return blob[4:cut], blob[cut:]


def _read(keys: RecordKeys, sealed: bytes) -> Profile:
    return Profile(**json.loads(keys.open(_TABLE, Group.CONTACT, _VERSION, sealed)))


def own_profile(*, by: Actor) -> Profile:
    """One's own name and contact, as they stand."""
    if not by.member.profile:
        return Profile()
    mine, sealed = _parts(by.member)
    key = seal.open_with(by.private_key, mine, _own_context(by.id))
    return _read(RecordKeys(by.id, None, {Group.CONTACT: key}), sealed)


def open_profile(*, by: Actor, member_id: UUID, purpose: str) -> Profile:
    """A colleague's name and contact, for who holds the staff vault and says what for; the log keeps it.

    Raises `Refused`: `purpose_needed`, `no_profile`.
    """
    keys = open_records(by=by, records=[member_id], group=Group.CONTACT, purpose=purpose).get(member_id)
    member = Member.objects.filter(id=member_id, organisation_id=by.organisation_id).first()
    if keys is None or member is None or not member.profile:
        raise Refused("no_profile")
    return _read(keys, _parts(member)[1])


def erase_profile(member_id: UUID) -> None:
    """Forgets who somebody was: the key goes with the words. Inside the caller's transaction."""
    Wrap.objects.filter(record=member_id).delete()
    Member.objects.filter(id=member_id).update(profile=b"")
