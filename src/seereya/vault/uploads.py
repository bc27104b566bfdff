"""Uploads stream through memory into sealed files; no body is ever written to disk in clear (decision 21)."""

from __future__ import annotations

from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from seereya.foundation import clock, seal
from seereya.foundation.identifiers import new_id


class SealedFile(UploadedFile):  # type: ignore[type-arg]
    """An upload that stands sealed on disk under a key that only memory holds."""

    def __init__(self, name: str | None, content_type: str | None, size: int, path: Any, key: bytes, upload_id: Any) -> None:
        super().__init__(file=None, name=name, content_type=content_type, size=size)
        self.path = path
        self.key = key
        self.upload_id = upload_id

    def read_clear(self) -> Any:
        """Yields the clear bytes in chunks, from memory."""
        with self.path.open("rb") as file:
            yield from seal.iter_stream(file, self.key, seal.context("upload", self.upload_id))

    def remove(self) -> None:
        """Deletes the sealed file."""
        self.path.unlink(missing_ok=True)


def sweep(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Removes sealed uploads nobody came back for: their keys are gone with the process that held them. Returns how many."""
    limit = (clock.now() - older_than).timestamp()
    stale = [path for path in (settings.HOME / "uploads").glob("*.sealed") if path.stat().st_mtime < limit]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


class SealedUpload(FileUploadHandler):
    """Django's upload handler that seals each chunk as it arrives."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        folder = settings.HOME / "uploads"
        folder.mkdir(mode=0o700, exist_ok=True)
        self.upload_id = new_id()
        self.key = seal.new_key()
        self.path = folder / f"{self.upload_id}.sealed"
        self.target: IO[bytes] = self.path.open("xb")
        self.sealer = seal.StreamSealer(self.target, self.key, seal.context("upload", self.upload_id))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        self.sealer.write(raw_data)

    def file_complete(self, file_size: int) -> SealedFile:
        self.sealer.finish()
        self.target.close()
        return SealedFile(self.file_name, self.content_type, file_size, self.path, self.key, self.upload_id)

    def upload_interrupted(self) -> None:
        self.target.close()
        self.path.unlink(missing_ok=True)
