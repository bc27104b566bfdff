"""Where pictures and recordings of courses are kept: write-once, named by the SHA-256 of their bytes. They are no secret.

What they tell besides what is seen and heard (place, day, telephone) is taken out before they are kept.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import puremagic
from django.conf import settings

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.education.models import MediaFile
from seereya.education.rules.stripping import Damaged, strip
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id

PICTURE, VOICE = "picture", "voice"
# A picture is seen on a telephone, a voice lasts three minutes: more would make packs that nobody can pass on.
LARGEST = {PICTURE: 300 * 1024, VOICE: 4 * 1024 * 1024}
# What the content may be, as the detector says it, and what it is kept as. No SVG from outside: it can carry scripts and addresses.
ALLOWED = {
    PICTURE: {"image/jpeg": "image/jpeg", "image/png": "image/png"},
    VOICE: {
        "audio/mpeg": "audio/mpeg",
        "audio/mp3": "audio/mpeg",
        "audio/ogg": "audio/ogg",
        "application/ogg": "audio/ogg",
        "video/ogg": "audio/ogg",
        "audio/mp4": "audio/mp4",
        "audio/x-m4a": "audio/mp4",
        "video/mp4": "audio/mp4",
        "audio/webm": "audio/webm",
        "video/webm": "audio/webm",
        "audio/wav": "audio/wav",
        "audio/x-wav": "audio/wav",
    },
}
SVG = "image/svg+xml"
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", SVG: ".svg", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/mp4": ".m4a",
    "audio/webm": ".webm", "audio/wav": ".wav",
}  # fmt: skip
_READ_ONLY = 0o400


def root() -> Path:
    """The folder of all files of courses."""
    return Path(settings.HOME) / "courses"


def path_of(sha256: str) -> Path:
    """Where a file lies."""
    return root() / sha256[:2] / sha256


def detected(data: bytes, kind: str) -> str:
    """What a file is by its content, among what this kind allows. Raises `Refused("not_a_picture")` or `Refused("not_a_recording")`."""
    try:
        found = [(one.mime_type, one.confidence) for one in puremagic.magic_string(data[:8192])]
    except (puremagic.PureError, ValueError):
        found = []
    for mime, _ in sorted(found, key=lambda one: -one[1]):
        if mime in ALLOWED[kind]:
            return ALLOWED[kind][mime]
    if kind == VOICE and _frames_of_mp3(data):
        return "audio/mpeg"
    raise Refused(f"not_a_{'picture' if kind == PICTURE else 'recording'}")


def _frames_of_mp3(data: bytes) -> bool:
    """An MP3 without tags begins with the sign of its first frame: eleven bits, layer III."""
    return len(data) > 4 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2  # noqa: PLR2004


def keep(*, by: Actor, data: bytes, kind: str) -> MediaFile:
    """Keeps an uploaded picture or recording; the same bytes are kept once.

    Raises `Refused("media_empty")`, `Refused("picture_too_large")`, `Refused("recording_too_large")`, `Refused("media_damaged")` and what
    `detected` raises.
    """
    if not data:
        raise Refused("media_empty")
    if len(data) > LARGEST[kind]:
        raise Refused(f"{'picture' if kind == PICTURE else 'recording'}_too_large", most=LARGEST[kind] // 1024)
    mime = detected(data, kind)
    try:
        return store(by=by, data=strip(data, mime), mime=mime)
    except Damaged:
        raise Refused("media_damaged") from None


def store(*, by: Actor, data: bytes, mime: str) -> MediaFile:
    """Keeps bytes that were checked. First the file, then its row: a row never names a file that is not there."""
    sha256 = hashlib.sha256(data).hexdigest()
    _write_once(path_of(sha256), data)
    row, _ = MediaFile.objects.get_or_create(
        organisation_id=by.organisation_id,
        sha256=sha256,
        defaults={"id": new_id(), "mime": mime, "size": len(data), "made_by": by.member, "made_at": clock.now()},
    )
    return row


def _write_once(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.writing")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(_READ_ONLY)
    beside.rename(path)


def read(sha256: str) -> bytes:
    """The bytes of a file. Raises `Refused("media_altered")` where the disk does not give what was kept."""
    try:
        data = path_of(sha256).read_bytes()
    except OSError:
        raise Refused("media_altered") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused("media_altered")
    return data


def check() -> Iterator[tuple[str, str]]:
    """(where, fault) of every file, by its own hash: `missing`, `altered`, `writable`.

    A file that no row names is no fault here: files are written before their rows, and they are no secret.
    """
    rows = MediaFile.objects.order_by("sha256").values_list("sha256", "size").distinct()
    for sha256, size in rows.iterator(chunk_size=500):
        if fault := _fault(path_of(sha256), sha256, size):
            yield f"courses/{sha256[:2]}/{sha256}", fault


def _fault(path: Path, sha256: str, size: int) -> str:
    try:
        stat = path.stat()
        if stat.st_size != size or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            return "altered"
    except OSError:
        return "missing"
    return "writable" if stat.st_mode & 0o222 else ""
