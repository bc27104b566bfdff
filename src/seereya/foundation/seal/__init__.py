"""The only door to cryptography: every other module seals, opens, splits and signs through these names.

Every sealed blob starts with a suite byte and a version byte; every ciphertext is bound to a `context`; every failure
to open is `Broken`, without detail. Nothing here knows Django, a model or a domain noun.
"""

from .agefiles import AGE_BEGINNING, AgeIdentity, age_decrypt_stream, age_encrypt_stream, new_age_identity
from .boxes import box, box_padded, pad, unbox, unbox_padded, unpad
from .codes import WrongCode, new_recovery_code, recovery_key
from .envelopes import KeyPair, keypair, open_with, seal_to
from .errors import Broken
from .passphrases import DEFAULT, Stretch, Stretched, new_passphrase, normalise_passphrase, stretch
from .primitives import context, derive, new_key
from .sealedfiles import SealedFile
from .shares import (
    MistypedShare,
    MixedShares,
    NotEnoughShares,
    Share,
    join,
    join_two,
    split,
    split_in_two,
)
from .signing import SigningKey, verify
from .streams import Digest, StreamSealer, iter_stream, open_stream, seal_stream

__all__ = [
    "AGE_BEGINNING",
    "DEFAULT",
    "AgeIdentity",
    "Broken",
    "Digest",
    "KeyPair",
    "MistypedShare",
    "MixedShares",
    "NotEnoughShares",
    "SealedFile",
    "Share",
    "SigningKey",
    "StreamSealer",
    "Stretch",
    "Stretched",
    "WrongCode",
    "age_decrypt_stream",
    "age_encrypt_stream",
    "box",
    "box_padded",
    "context",
    "derive",
    "iter_stream",
    "join",
    "join_two",
    "keypair",
    "new_age_identity",
    "new_key",
    "new_passphrase",
    "new_recovery_code",
    "normalise_passphrase",
    "open_stream",
    "open_with",
    "pad",
    "recovery_key",
    "seal_stream",
    "seal_to",
    "split",
    "split_in_two",
    "stretch",
    "unbox",
    "unbox_padded",
    "unpad",
    "verify",
]
