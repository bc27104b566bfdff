"""Time-based one-time codes (RFC 6238): the seed stands sealed to the member, and a code works once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pyotp
from django.conf import settings
from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Authenticator, Member
from seereya.accounts.rules import Refused
from seereya.accounts.services.keys import seed_key
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal

_STEP = 30
_DRIFT = 1


@dataclass(frozen=True)
class NewSeed:
    """A seed to be shown once: as text to type and as an address that a phone's camera reads."""

    seed: str
    address: str

    @property
    def grouped(self) -> str:
        """The seed in groups of four, as people type it."""
        return " ".join(self.seed[at : at + 4] for at in range(0, len(self.seed), 4))


def new_totp(member: Member) -> NewSeed:
    """A fresh seed; it is stored only when a first code proves that the phone has it."""
    seed = pyotp.random_base32()
    return NewSeed(seed, address_of(member, seed))


def address_of(member: Member, seed: str) -> str:
    """The `otpauth:` address of a seed, which a phone's camera reads."""
    return pyotp.TOTP(seed).provisioning_uri(name=member.handle, issuer_name=settings.PRODUCT_NAME)


def matching_step(seed: str, code: str) -> int | None:
    """The time step whose code this is (now, one before, one after), or nothing."""
    digits = "".join(code.split())
    now = int(clock.now().timestamp()) // _STEP
    totp = pyotp.TOTP(seed)
    for step in range(now - _DRIFT, now + _DRIFT + 1):
        if pyotp.utils.strings_equal(digits, totp.generate_otp(step)):
            return step
    return None


def _seed_context(member: UUID, authenticator: UUID) -> bytes:
    return seal.context("totp", member, authenticator)


@transaction.atomic
def set_totp(*, member: Member, private: bytes, seed: str, code: str, label: str = "") -> Authenticator:
    """Stores a seed after its first right code; replaces an older application. Raises `Refused("wrong_code")`."""
    step = matching_step(seed, code)
    if step is None:
        raise Refused("wrong_code")
    Authenticator.objects.filter(member=member, kind="totp").delete()
    row = Authenticator(member=member, kind="totp", label=label[:60], last_step=step, made_at=clock.now())
    row.seed = seal.box_padded(seed_key(private), seed.encode(), _seed_context(member.id, row.id))
    row.save()
    record(
        tag=Tag.SECOND_FACTOR_SET, actor=member.id, organisation=member.organisation_id, subject=member.id, facts={"kind": "totp"}
    )
    return row


@transaction.atomic
def check_totp(*, by: Actor, code: str) -> None:
    """Accepts a code once. Raises `Refused`: `wrong_code`, `code_replayed`, `no_second_factor`."""
    row = Authenticator.objects.select_for_update().filter(member=by.member, kind="totp").first()
    if row is None:
        raise Refused("no_second_factor")
    seed = seal.unbox_padded(seed_key(by.private_key), bytes(row.seed), _seed_context(by.id, row.id)).decode()
    step = matching_step(seed, code)
    if step is None:
        raise Refused("wrong_code")
    if step <= row.last_step:
        raise Refused("code_replayed")
    row.last_step, row.used_at = step, clock.now()
    row.save(update_fields=["last_step", "used_at"])


@transaction.atomic
def remove_authenticator(*, by: Actor, authenticator_id: UUID) -> None:
    """Removes a factor; the last one stays, because none would lock its owner out."""
    mine = Authenticator.objects.select_for_update().filter(member=by.member)
    if not mine.filter(id=authenticator_id).exists():
        raise Refused("no_such_factor")
    if mine.count() == 1:
        raise Refused("last_factor")
    mine.filter(id=authenticator_id).delete()
    record(tag=Tag.SECOND_FACTOR_SET, actor=by.id, organisation=by.organisation_id, subject=by.id, facts={"kind": "removed"})
