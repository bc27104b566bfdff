"""Backups are age files: any of the recipients opens them, nobody else, and damage is seen."""

import io
import os

import pytest

from seereya.foundation.seal import Broken, age_decrypt_stream, age_encrypt_stream, new_age_identity

OWN, PARTNER = new_age_identity(), new_age_identity()
DATA = os.urandom(200_000)


def encrypted(*recipients):
    target = io.BytesIO()
    age_encrypt_stream(io.BytesIO(DATA), target, list(recipients))
    return target.getvalue()


def decrypted(blob, secret):
    target = io.BytesIO()
    age_decrypt_stream(io.BytesIO(blob), target, secret)
    return target.getvalue()


def test_each_recipient_opens_the_file_and_a_stranger_does_not():
    blob = encrypted(OWN.public, PARTNER.public)
    assert blob.startswith(b"age-encryption.org/v1\n")
    assert decrypted(blob, OWN.secret) == decrypted(blob, PARTNER.secret) == DATA
    with pytest.raises(Broken):
        decrypted(blob, new_age_identity().secret)


def test_a_damaged_cut_or_foreign_file_is_refused_with_the_one_error():
    blob = encrypted(OWN.public)
    for position in (0, 30, 60, 150, 250, len(blob) // 2, len(blob) - 1):
        damaged = bytearray(blob)
        damaged[position] ^= 1
        with pytest.raises(Broken):
            decrypted(bytes(damaged), OWN.secret)
    for size in (0, 10, 100, 300, len(blob) - 1, len(blob) - len(DATA) % 65536 - 16):
        with pytest.raises(Broken):
            decrypted(blob[:size], OWN.secret)
    with pytest.raises(Broken):
        decrypted(blob, "AGE-SECRET-KEY-1NOTAKEY")


@pytest.mark.parametrize("recipients", [[], ["age1notakey"], [OWN.public, ""], [OWN.secret]])
def test_a_backup_to_nobody_is_not_made(recipients):
    target = io.BytesIO()
    with pytest.raises(ValueError, match="recipient"):
        age_encrypt_stream(io.BytesIO(DATA), target, recipients)
    assert target.getvalue() == b""


def test_a_full_disk_is_said_to_be_a_full_disk():
    class Full(io.BytesIO):
        def write(self, _data):
            raise OSError(28, "No space left on device")

    blob = encrypted(OWN.public)
    with pytest.raises(OSError, match="No space") as told:
        age_decrypt_stream(io.BytesIO(blob), Full(), OWN.secret)
    assert told.value.errno == 28
    with pytest.raises(OSError, match="No space"):
        age_encrypt_stream(io.BytesIO(DATA), Full(), [OWN.public])


def test_an_identity_does_not_show_its_secret():
    assert OWN.secret not in repr(OWN)
    assert OWN.secret.startswith("AGE-SECRET-KEY-1")
