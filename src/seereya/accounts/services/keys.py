"""A member's key pair and the boxes its private half stands in."""

from __future__ import annotations

import hmac
import os
from uuid import UUID

from django.conf import settings

from seereya.accounts.models import Member
from seereya.foundation import seal
from seereya.foundation.seal import Broken


def parameters() -> seal.Stretch:
    """Argon2id parameters for new passphrases."""
    return seal.Stretch.from_text(settings.STRETCH) if settings.STRETCH else seal.DEFAULT


def passphrase_context(member: UUID, generation: int) -> bytes:
    return seal.context("member", member, "passphrase", generation)


def code_context(member: UUID, generation: int) -> bytes:
    return seal.context("member", member, "recovery-code", generation)


def organisation_context(member: UUID, generation: int) -> bytes:
    return seal.context("member", member, "organisation", generation)


def set_passphrase(member: Member, private: bytes, passphrase: str) -> None:
    """Boxes the private key under a passphrase, with a fresh salt; the row is not saved here."""
    salt, chosen = os.urandom(16), parameters()
    stretched = seal.stretch(passphrase, salt, chosen)
    member.salt, member.stretch, member.verifier = salt, chosen.to_text(), stretched.verifier
    member.private_boxed = seal.box(stretched.key, private, passphrase_context(member.id, member.key_generation))


def open_with_passphrase(member: Member, passphrase: str) -> bytes:
    """The private key, if the passphrase is right; `Broken` otherwise. One Argon2 call gives verifier and key."""
    stretched = seal.stretch(passphrase, bytes(member.salt), seal.Stretch.from_text(member.stretch))
    if not hmac.compare_digest(stretched.verifier, bytes(member.verifier)):
        raise Broken
    return seal.unbox(stretched.key, bytes(member.private_boxed), passphrase_context(member.id, member.key_generation))


def waste_a_stretch(passphrase: str) -> None:
    """Spends the time a real check would, for handles that do not exist."""
    seal.stretch(passphrase, b"no-such-member..", parameters())


def set_recovery_code(member: Member, private: bytes) -> str:
    """Boxes the private key under a fresh recovery code and returns the code, to be shown once; the row is not saved here."""
    code = seal.new_recovery_code()
    member.private_for_code = seal.box(seal.recovery_key(code), private, code_context(member.id, member.key_generation))
    return code


def seed_key(private: bytes) -> bytes:
    """The key a member's TOTP seed is boxed under."""
    return seal.derive(private, "totp/seed")
