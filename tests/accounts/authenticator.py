"""A passkey made of software (WebAuthn level 2, attestation "none", ES256), for tests."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

ORIGIN = "http://localhost:8000"
_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


def text(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class SoftPasskey:
    """One credential; `count` is its signature counter (0 for those that do not count)."""

    def __init__(self, *, origin=ORIGIN, host="localhost", count=1):
        self.origin, self.host, self.count = origin, host, count
        self.id = os.urandom(32)
        self.key = ec.generate_private_key(ec.SECP256R1())

    def _client_data(self, kind, challenge):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _authenticator_data(self, attested=b""):
        flags = _PRESENT | _VERIFIED | (_ATTESTED if attested else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big") + attested

    def _attested(self):
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        return bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(cose)

    def create(self, options):
        """What `navigator.credentials.create` answers, as `passkey.js` encodes it."""
        client = self._client_data("webauthn.create", options["publicKey"]["challenge"])
        statement = {"fmt": "none", "attStmt": {}, "authData": self._authenticator_data(self._attested())}
        response = {"clientDataJSON": text(client), "attestationObject": text(cbor.encode(statement))}
        return self._credential(response)

    def get(self, options, *, counted=True):
        """What `navigator.credentials.get` answers."""
        if counted and self.count:
            self.count += 1
        client = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        data = self._authenticator_data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential({"clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature)})

    def _credential(self, response):
        return {
            "id": text(self.id),
            "rawId": text(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
