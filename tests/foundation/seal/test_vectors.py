"""The ciphers are the published ones: answers known from RFCs and NIST, and an independent reading of our envelopes."""

import hashlib
import hmac

import pytest
from argon2.low_level import Type, core, ffi, lib
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from seereya.foundation.seal import SigningKey, context, derive, keypair, seal_to, verify


def test_argon2id_gives_the_answer_of_rfc_9106():
    out = ffi.new("uint8_t[]", 32)
    parts = {"pwd": b"\x01" * 32, "salt": b"\x02" * 16, "secret": b"\x03" * 8, "ad": b"\x04" * 12}
    held = {name: ffi.new("uint8_t[]", value) for name, value in parts.items()}
    asked = ffi.new("argon2_context *", {"out": out, "outlen": 32, "version": 0x13, "t_cost": 3, "m_cost": 32})
    asked.lanes = asked.threads = 4
    asked.flags = lib.ARGON2_DEFAULT_FLAGS
    for name, value in parts.items():
        setattr(asked, name, held[name])
        setattr(asked, f"{name}len", len(value))
    assert core(asked, Type.ID.value) == 0
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert bytes(ffi.buffer(out)[0:32]).hex() == expected


@pytest.mark.parametrize(
    ("key", "nonce", "plain", "bound", "sealed"),
    [
        ("00" * 32, "00" * 12, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        ("00" * 32, "00" * 12, "00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
        (
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
        ),
    ],
)
def test_aes_256_gcm_gives_the_answers_submitted_to_nist(key, nonce, plain, bound, sealed):
    cipher = AESGCM(bytes.fromhex(key))
    got = cipher.encrypt(bytes.fromhex(nonce), bytes.fromhex(plain), bytes.fromhex(bound))
    assert got.hex() == sealed


def test_chacha20_poly1305_gives_the_answer_of_rfc_8439():
    cipher = ChaCha20Poly1305(bytes(range(0x80, 0xA0)))
    plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    sealed = cipher.encrypt(bytes.fromhex("070000004041424344454647"), plain, bytes.fromhex("50515253c0c1c2c3c4c5c6c7"))
    assert sealed[:16].hex() == "d31a8d34648e60db7b86afbc53ef7ec2"
    assert sealed[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691"


def test_ed25519_gives_the_answer_of_rfc_8032():
    key = SigningKey.from_bytes(bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"))
    assert key.public.hex() == "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    signature = key.sign(bytes.fromhex("af82"))
    assert signature.hex() == (
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    assert verify(key.public, bytes.fromhex("af82"), signature)


def expand(key, info, length):
    """HKDF-Expand of RFC 5869, written out."""
    out = block = b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(key, block + info + bytes([counter]), "sha256")
        out += block
    return out[:length]


def test_derived_keys_are_hkdf_expand_with_our_prefix():
    key = bytes.fromhex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
    assert expand(key, bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"), 42).hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )
    assert derive(key, "sealed", 42) == expand(key, b"seereya/1/sealed", 42)
    assert len({derive(key, label) for label in ("a", "b", "ab")}) == 3


def test_an_envelope_opens_with_nothing_but_the_published_standards():
    """HPKE base mode (RFC 9180) over the hybrid KEM MLKEM768-X25519 (0x647a), HKDF-SHA256, AES-256-GCM."""
    pair, ctx = keypair(), context("grant", 7)
    blob = seal_to(pair.public, b"vault key", ctx)
    enc, sealed = blob[2:1122], blob[1122:]
    lattice = MLKEM768PrivateKey.from_seed_bytes(pair.private[1:65])
    curve = X25519PrivateKey.from_private_bytes(pair.private[65:])
    shared = hashlib.sha3_256(
        lattice.decapsulate(enc[:1088])
        + curve.exchange(X25519PublicKey.from_public_bytes(enc[1088:]))
        + enc[1088:]
        + pair.public[-32:]
        + b"\\.//^\\"
    ).digest()
    suite = b"HPKE" + bytes.fromhex("647a00010002")

    def extract(salt, label, value):
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + value, "sha256")

    def labelled(secret, label, info, length):
        return expand(secret, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)

    info = b"seereya/1/envelope" + blob[:2] + ctx
    schedule = b"\0" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared, b"secret", b"")
    key, nonce = labelled(secret, b"key", schedule, 32), labelled(secret, b"base_nonce", schedule, 12)
    assert AESGCM(key).decrypt(nonce, sealed, b"") == b"vault key"
