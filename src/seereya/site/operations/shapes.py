"""The shape of sealed bytes, seen without a key: suite and version, lengths that padding can give, never anything in clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from seereya.site.operations.tables import Table, fields, label, rows, sealed_fields

_BOXES: Final = (b"\x01\x01", b"\x02\x01")
_ENVELOPE: Final = b"\x11\x01"
_STREAM: Final = b"\x21\x01\x10"
_BOX_OVERHEAD, _ENVELOPE_OVERHEAD, _STREAM_OVERHEAD = 46, 1138, 58 + 16
_PURPOSE_HEAD = 20
_MOST = 20


@dataclass
class Counter:
    """How many sealed values were looked at."""

    seen: int = 0


def box(blob: bytes) -> bool:
    """Whether bytes are a box."""
    return blob[:2] in _BOXES and len(blob) >= _BOX_OVERHEAD


def envelope(blob: bytes) -> bool:
    """Whether bytes are sealed to somebody's public key."""
    return blob[:2] == _ENVELOPE and len(blob) >= _ENVELOPE_OVERHEAD


def stream(blob: bytes) -> bool:
    """Whether bytes are the beginning of a sealed file."""
    return blob[:3] == _STREAM and len(blob) >= _STREAM_OVERHEAD


def _either(blob: bytes) -> bool:
    return box(blob) or envelope(blob) or stream(blob)


def _purpose(blob: bytes) -> bool:
    """Words of the log: the vault's id and version stand before the box."""
    return box(blob[_PURPOSE_HEAD:])


# Fields of a stricter or other shape than "a box, an envelope or a stream".
_SHAPES: Final[dict[str, Callable[[bytes], bool]]] = {
    "audit.AuditEntry.sealed": _purpose,
    "accounts.Member.private_boxed": box,
    "accounts.Member.private_for_code": box,
    "accounts.Member.private_for_organisation": envelope,
    "accounts.Organisation.recovery_private": box,
    "accounts.Session.private_boxed": box,
    "vault.Grant.wrapped": envelope,
    "vault.VaultKey.previous": box,
    "vault.VaultKey.private_for_organisation": envelope,
    "jobs.Job.keys_sealed": envelope,
}
_FORMS: Final = {"deposit": envelope, "settled": box}


def faults(counter: Counter) -> Iterator[tuple[str, str]]:
    """(where, what) for every sealed value that cannot be one; twenty at most of each field. Sealed files of the home as well."""
    for model, name in sealed_fields():
        yield from _field(model, name, counter)
    yield from _files(counter)


def _field(model: Table, name: str, counter: Counter) -> Iterator[tuple[str, str]]:
    column = f"{label(model)}.{name}"
    shape = _SHAPES.get(column, _either)
    forms = name == "blob" and any(field.name == "form" for field in fields(model))
    columns = ["pk", name, "form"] if forms else ["pk", name]
    found = 0
    for row in rows(model).order_by("pk").values_list(*columns).iterator(chunk_size=500):
        blob = row[1].encode() if isinstance(row[1], str) else bytes(row[1] or b"")
        counter.seen += 1
        fits = _FORMS.get(row[2], _either) if forms else shape
        if (blob or forms) and not fits(blob):
            found += 1
            yield _place(column, row[0]), _("is not sealed as it should be")
        if found >= _MOST:
            return


def _place(column: str, key: Any) -> str:
    return f"{column} {key.hex() if isinstance(key, bytes | memoryview) else key}"


def _files(counter: Counter) -> Iterator[tuple[str, str]]:
    folder = settings.HOME / "uploads"
    for path in sorted(folder.glob("*.sealed")) if folder.is_dir() else []:
        counter.seen += 1
        with path.open("rb") as file:
            head = file.read(_STREAM_OVERHEAD)
        if not stream(head):
            yield f"uploads/{path.name}", _("is not sealed as it should be")
