"""The list of what leaves with one version of a form: made when it is let out, and again, to the byte, whenever it is taken."""

from __future__ import annotations

from collections.abc import Iterable

from seereya.advocacy.content_submissions import Attached
from seereya.evidence import manifest
from seereya.evidence.manifest import Line


def copy_name(reference: str, number: int, language: str, form: str) -> str:
    """The file name of a frozen copy."""
    return f"{reference}-v{number}-{language}.{form}"


def lines_of(copies: Iterable[Line], attached: Iterable[Attached]) -> list[Line]:
    """The frozen copies by their names, then the attachments in their order."""
    attachments = [Line(one.name, one.size, one.sha256, one.place, one.sealed) for one in attached]
    return [*sorted(copies, key=lambda line: line.file), *attachments]


def manifest_of(copies: Iterable[Line], attached: Iterable[Attached]) -> tuple[bytes, int]:
    """The list as it is sent, and how many files it lists."""
    lines = lines_of(copies, attached)
    return manifest.write(lines), len(lines)
