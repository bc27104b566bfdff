"""age files (age-encryption.org/v1) for backups and hand-over: any expert opens them with a standard tool."""

from dataclasses import dataclass, field
from typing import Final

import pyrage

from .errors import Broken
from .streams import Readable, Writable

AGE_BEGINNING: Final = b"age-encryption.org/v1\n"  # the first line of every age file (C2SP age, section Header)


@dataclass(frozen=True, slots=True)
class AgeIdentity:
    """An age key pair in its text form: `AGE-SECRET-KEY-1...` and `age1...`."""

    secret: str = field(repr=False)
    public: str


class _Watched:
    """Both files, whose own failures (disk full, cable out) can thus be told from a failure to decrypt."""

    def __init__(self, source: Readable, target: Writable) -> None:
        self._source = source
        self._target = target
        self.failure: OSError | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except OSError as failure:
            self.failure = failure
            raise

    def write(self, data: bytes) -> int:
        try:
            self._target.write(data)
        except OSError as failure:
            self.failure = failure
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here; the caller flushes its own file."""


def new_age_identity() -> AgeIdentity:
    """A fresh X25519 age identity."""
    identity = pyrage.x25519.Identity.generate()
    return AgeIdentity(secret=str(identity), public=str(identity.to_public()))


def age_encrypt_stream(source: Readable, target: Writable, recipients: list[str]) -> None:
    """Encrypt `source` into `target` for one or more `age1...` recipients, in constant memory.

    Raises ValueError when there is no recipient or one is malformed; failures of the files (OSError) pass through.
    """
    if not recipients:
        raise ValueError("an age file needs at least one recipient")
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError as problem:
        raise ValueError("not an age recipient") from problem
    watched = _Watched(source, target)
    try:
        pyrage.encrypt_io(watched, watched, keys)
    except (pyrage.EncryptError, OSError):
        if watched.failure is not None:
            raise watched.failure from None
        raise


def age_decrypt_stream(source: Readable, target: Writable, identity: str) -> None:
    """Decrypt `source` into `target`, in constant memory.

    Raises Broken on any failure to open; what `target` then holds is a beginning at best and must be thrown away.
    Failures of the files themselves (OSError) pass through.
    """
    watched = _Watched(source, target)
    try:
        pyrage.decrypt_io(watched, watched, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError, OSError):
        if watched.failure is not None:
            raise watched.failure from None
        raise Broken from None
