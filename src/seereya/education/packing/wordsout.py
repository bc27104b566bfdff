"""Words of a screen as paragraphs and lists: all that a text of a course knows of form."""

from __future__ import annotations

from typing import Any

_BULLETS = ("- ", "• ", "* ")


def blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs (divided by an empty line) and lists (lines that begin with a dash)."""
    found: list[dict[str, Any]] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        plain: list[str] = []
        for line in filter(None, (one.strip() for one in part.split("\n"))):
            if line.startswith(_BULLETS):
                found += _paragraph(plain)
                plain = []
                if not (found and found[-1].get("open")):
                    found.append({"items": [], "open": True})
                found[-1]["items"].append(line[2:].strip())
            else:
                plain.append(line)
        found += _paragraph(plain)
        if found:
            found[-1].pop("open", None)
    return found


def _paragraph(lines: list[str]) -> list[dict[str, Any]]:
    return [{"text": " ".join(lines)}] if lines else []
