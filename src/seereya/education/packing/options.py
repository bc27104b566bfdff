"""What somebody chooses about a pack."""

from __future__ import annotations

from dataclasses import dataclass

from seereya.education.rules.resultcode import mark_of


@dataclass(frozen=True)
class PackOptions:
    """Languages; `neutral`: nothing in it names the project or who made it; `code`: an anonymous result at the end; `sheet`: to print."""

    languages: tuple[str, ...]
    neutral: bool = False
    code: bool = True
    sheet: bool = True


def folder_name(code: str, number: int, digest: str, *, neutral: bool) -> str:
    """The folder a pack is unpacked to, and the name of its ZIP: the course's code, or a mark that says nothing."""
    return f"module-{mark_of(digest).lower()}" if neutral else f"{code.lower()}-{number}"
