"""What a file is by its first bytes, and what its name and its sender say it is. Nothing is rejected for it."""

from __future__ import annotations

import mimetypes
from importlib.metadata import version

import puremagic

from seereya.evidence.content import Finding
from seereya.evidence.rules import UNKNOWN, contradictions, plain_type

_SURE = 0.3
_TEXT = frozenset(range(32, 256)) | {9, 10, 13, 27}


def detected_type(head: bytes, by_name: str) -> str:
    """The type of a file by its first bytes; among types that the bytes allow equally, the one its name says. Empty if unknown."""
    try:
        found = [(plain_type(one.mime_type), one.confidence) for one in puremagic.magic_string(head) if one.mime_type]
    except (puremagic.PureError, ValueError):
        found = []
    sure = [mime for mime, confidence in found if confidence >= _SURE and mime not in UNKNOWN]
    if plain_type(by_name) in sure:
        return plain_type(by_name)
    if sure:
        return sure[0]
    return "text/plain" if head and set(head) <= _TEXT and _reads(head) else ""


def _reads(head: bytes) -> bool:
    """Whether the bytes are text in UTF-8; a character cut in two at the end does not count."""
    try:
        head.decode()
    except UnicodeDecodeError as broken:
        return broken.start >= len(head) - 3
    return True


def look_at(head: bytes, *, name: str, declared: str) -> tuple[str, list[Finding]]:
    """The detected type, and a finding for whatever the content contradicts (decision: mark, never reject)."""
    by_name = mimetypes.guess_type(name)[0] or ""
    detected = detected_type(head, by_name)
    tool = f"puremagic {version('puremagic')}"
    said = {"declared": declared, "name": by_name}
    wrong = contradictions(detected=detected, declared=declared, by_name=by_name)
    return detected, [Finding(f"contradicts_{code}", tool, said[code]) for code in wrong]
