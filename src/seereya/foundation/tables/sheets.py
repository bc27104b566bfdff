"""What every spreadsheet that somebody typed has in common: headings however they are written, letters of columns, faults by cell. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class Figure(str):
    """A number that a workbook holds as a number, in plain digits: it has one reading, whatever marks somebody else would type."""

    __slots__ = ()


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: the line of the spreadsheet, its column's letter and heading, a code for the words, the value."""

    line: int
    column: str
    heading: str
    code: str
    value: str = ""
    belongs: str = ""


def fold(words: str) -> str:
    """A heading however it was typed: capitals, accents, punctuation and spaces do not make another one."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", words) if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.casefold()).split())


def letter(position: int) -> str:
    """A column's letter as spreadsheets write it: A, B … Z, AA."""
    found = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def trimmed(cells: Sequence[str]) -> list[str]:
    """Headings without the empty cells behind the last one."""
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def columns(header: Sequence[str], headings: Mapping[str, Sequence[str]]) -> tuple[dict[str, int], list[str]]:
    """Which column stands where, by headings known in French or English; and the headings that say what another one says already."""
    found: dict[str, int] = {}
    doubles: list[str] = []
    for position, heading in enumerate(header):
        name = next((one for one, known in headings.items() if fold(heading) in known), "")
        if name in found:
            doubles.append(heading)
        elif name:
            found[name] = position
    return found, doubles


def beyond(line: int, cells: Sequence[str], header: Sequence[str]) -> list[Fault]:
    """A value to the right of the last heading belongs to no column: something was pushed aside."""
    found = [cell for position, cell in enumerate(cells) if position >= len(header) and cell.strip()]
    return [Fault(line, letter(len(header)), "", "beyond_columns", found[0][:80])] if found else []
