"""Words of a screen as paragraphs and lists: all that a text of a course knows of form."""

from __future__ import annotations

from itertools import groupby
from typing import Any

_BULLETS = ("- ", "• ", "* ")


def blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs (divided by an empty line) and lists (lines that begin with a dash)."""
    found: list[dict[str, Any]] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in map(str.strip, part.split("\n")) if line]
        for listed, group in groupby(lines, key=lambda line: line.startswith(_BULLETS)):
            kept = list(group)
            found.append({"points": [line[2:].strip() for line in kept]} if listed else {"text": " ".join(kept)})
    return found
