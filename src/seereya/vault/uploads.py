"""Uploads stream through memory into sealed files; no body is ever written to disk in clear (decision 21)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http.multipartparser import MultiPartParser

from seereya.foundation import clock, seal
from seereya.foundation.identifiers import new_id
from seereya.foundation.seal.streams import Readable

HEAD = 8192
PIECE = 1 << 20


class SealedFile(UploadedFile):  # type: ignore[type-arg]
    """An upload that stands sealed on disk under a key that only memory holds.

    `head`: its first bytes in clear, in memory; `plain` and `sealed`: digests of the clear and of the sealed bytes, taken while it
    streamed in, so that nothing has to be read a second time.
    """

    def __init__(self, name: str | None, content_type: str | None, size: int, path: Any, key: bytes, upload_id: Any) -> None:
        super().__init__(file=None, name=name, content_type=content_type, size=size)
        self.path = path
        self.key = key
        self.upload_id = upload_id
        self.head = b""
        self.plain = seal.Digest(b"", size)
        self.sealed = seal.Digest(b"", 0)

    def read_clear(self) -> Any:
        """Yields the clear bytes in chunks, from memory."""
        with self.path.open("rb") as file:
            yield from seal.iter_stream(file, self.key, stream_context(self.upload_id))

    def remove(self) -> None:
        """Deletes the sealed file."""
        self.path.unlink(missing_ok=True)


def remember(file: SealedFile) -> list[str]:
    """What opens an upload again in a later request: to be kept sealed, by whoever sent it."""
    found = [str(file.upload_id), file.key.hex(), file.plain.sha256.hex(), str(file.plain.size)]
    return [*found, file.sealed.sha256.hex(), str(file.sealed.size)]


def path_of(kept: list[str]) -> Path:
    """Where a remembered upload lies, if it still does."""
    return Path(settings.HOME) / "uploads" / f"{UUID(kept[0])}.sealed"


def recall(kept: list[str], name: str, content_type: str) -> SealedFile:
    """A remembered upload, to be kept or removed. Raises `OSError` where it is gone, `Broken` where it was altered."""
    made = SealedFile(name, content_type, int(kept[3]), path_of(kept), bytes.fromhex(kept[1]), UUID(kept[0]))
    made.plain = seal.Digest(bytes.fromhex(kept[2]), int(kept[3]))
    made.sealed = seal.Digest(bytes.fromhex(kept[4]), int(kept[5]))
    with made.path.open("rb") as file:
        made.head = seal.SealedFile(file, made.sealed.size, made.key, stream_context(made.upload_id)).read_at(0, HEAD)
    return made


def stream_context(upload_id: UUID) -> bytes:
    """What a sealed upload is bound to, for as long as it is kept."""
    return seal.context("upload", upload_id)


class Receiving:
    """One file on its way in: sealed and hashed piece by piece."""

    def __init__(self) -> None:
        folder = settings.HOME / "uploads"
        folder.mkdir(mode=0o700, exist_ok=True)
        self.upload_id, self.key, self.head = new_id(), seal.new_key(), b""
        self.path = folder / f"{self.upload_id}.sealed"
        self.target: IO[bytes] = self.path.open("xb")
        self.sealer = seal.StreamSealer(self.target, self.key, stream_context(self.upload_id))

    def write(self, data: bytes) -> None:
        """Takes in more of the file."""
        if len(self.head) < HEAD:
            self.head += data[: HEAD - len(self.head)]
        self.sealer.write(data)

    def finish(self, name: str | None, content_type: str | None) -> SealedFile:
        """The file, whole."""
        plain = self.sealer.finish()
        self.target.close()
        made = SealedFile(name, content_type, plain.size, self.path, self.key, self.upload_id)
        made.head, made.plain, made.sealed = self.head, plain, self.sealer.sealed
        return made

    def abandon(self) -> None:
        """Nothing of it stays."""
        self.target.close()
        self.path.unlink(missing_ok=True)


def seal_stream(stream: Readable, name: str = "", content_type: str = "") -> SealedFile:
    """Takes a file from anything that can be read, as an upload would; nothing stays where reading fails."""
    receiving = Receiving()
    try:
        while data := stream.read(PIECE):
            receiving.write(data)
        return receiving.finish(name, content_type)
    except BaseException:
        receiving.abandon()
        raise


def sweep(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Removes sealed uploads nobody came back for: their keys are gone with the process that held them. Returns how many."""
    limit = (clock.now() - older_than).timestamp()
    stale = [path for path in (settings.HOME / "uploads").glob("*.sealed") if path.stat().st_mtime < limit]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def was_cut(request: Any) -> bool:
    """Whether a file of this request did not come in whole (the line broke, the disk was full); nothing of it was kept."""
    return bool(getattr(request, "upload_cut", False))


class SealedUpload(FileUploadHandler):
    """Django's upload handler that seals each chunk as it arrives; what breaks off leaves nothing behind."""

    chunk_size = PIECE

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._inside = False
        self._receiving: Receiving | None = None
        self._made: list[SealedFile] = []

    def handle_raw_input(self, input_data: Any, META: Any, _length: Any, _boundary: Any, encoding: Any = None) -> Any:  # noqa: N803
        """Parses the body with itself as handler: Django tells a handler of an early end, but not of a broken line."""
        if self._inside:
            return None
        self._inside = True
        try:
            return MultiPartParser(META, input_data, [self], encoding).parse()
        except BaseException:
            self.upload_interrupted()
            raise

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._receiving = Receiving()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        assert self._receiving is not None
        try:
            self._receiving.write(raw_data)
        except OSError:  # the disk is full: said by the form, not by an error page
            self.upload_interrupted()
            raise StopUpload from None

    def file_complete(self, file_size: int) -> SealedFile:  # noqa: ARG002
        assert self._receiving is not None
        made = self._receiving.finish(self.file_name, self.content_type)
        self._receiving = None
        self._made.append(made)
        return made

    def upload_interrupted(self) -> None:
        """The body ended in the middle of a file: nothing of the whole sending is kept."""
        if self._receiving is not None:
            self._receiving.abandon()
            self._receiving = None
        for one in self._made:
            one.remove()
        if self.request is not None:
            self.request.upload_cut = True  # type: ignore[attr-defined]
