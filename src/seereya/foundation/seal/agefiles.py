"""age files (age-encryption.org/v1) for backups and hand-over: any expert opens them with a standard tool."""

from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

import pyrage

from .errors import Broken


class Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class AgeIdentity:
    """An age key pair in its text form: `AGE-SECRET-KEY-1...` and `age1...`."""

    secret: str = field(repr=False)
    public: str


class _Watched:
    """A file whose own failures (disk full, cable out) can be told from a failure to decrypt."""

    def __init__(self, file: object) -> None:
        self._file = file
        self.failure: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)  # type: ignore[attr-defined,no-any-return]
        except OSError as failure:
            self.failure = failure
            raise

    def write(self, data: bytes) -> int:
        try:
            self._file.write(data)  # type: ignore[attr-defined]
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


def age_encrypt_stream(
    source: BinaryIO | Readable, target: BinaryIO | Writable, recipients: list[str]
) -> None:
    """Encrypt `source` into `target` for one or more `age1...` recipients, in constant memory.

    Raises ValueError when there is no recipient or one is malformed.
    """
    if not recipients:
        raise ValueError("an age file needs at least one recipient")
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError as problem:
        raise ValueError("not an age recipient") from problem
    pyrage.encrypt_io(source, target, keys)


def age_decrypt_stream(source: BinaryIO | Readable, target: BinaryIO | Writable, identity: str) -> None:
    """Decrypt `source` into `target`, in constant memory.

    Raises Broken on any failure to open; what `target` then holds is a beginning at best and must be thrown away.
    Failures of the files themselves (OSError) pass through.
    """
    reading, writing = _Watched(source), _Watched(target)
    try:
        pyrage.decrypt_io(reading, writing, [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, pyrage.IdentityError, OSError):
        failure = reading.failure or writing.failure
        if failure is not None:
            raise failure from None
        raise Broken from None
