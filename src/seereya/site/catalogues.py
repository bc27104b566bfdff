"""Compiles the message catalogues (`.po` to `.mo`) without gettext, which a fresh machine lacks.

Run as `python -m seereya.site.catalogues`; only catalogues newer than their compiled form are written. The `.mo` layout is
that of the GNU gettext manual, section "The Format of GNU MO Files", little-endian, without the optional hash table.
"""

from __future__ import annotations

import ast
import os
import struct
from pathlib import Path

HERE = Path(__file__).resolve().parent
_MAGIC = 0x950412DE
_HEADER_SIZE = 28


class BadCatalogue(ValueError):
    """A `.po` file that cannot be read; the message gives file and line."""


def messages(text: str, name: str = "catalogue") -> dict[str, str]:
    """The translated messages of a `.po` file: key as gettext looks it up (context, plural) to translation.

    Fuzzy, obsolete and untranslated entries are left out, so that the source language shows instead.

    Raises:
        BadCatalogue: a line is neither comment, keyword nor quoted string.
    """
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    fuzzy, field = False, ""
    for number, raw in enumerate([*text.split("\n"), "", 'msgid ""'], start=1):
        line = raw.strip()
        keyword, _, quoted = line.partition(" ")
        if line.startswith("#"):
            if line.startswith("#,"):
                fuzzy = fuzzy or "fuzzy" in line
            continue
        if not line:
            _keep(found, entry, fuzzy=fuzzy)
            entry, fuzzy, field = {}, False, ""
        elif line.startswith('"') and field:
            entry[field] += _unquote(line, name, number)
        elif keyword in {"msgctxt", "msgid", "msgid_plural", "msgstr"} or keyword.startswith("msgstr["):
            if keyword in entry:
                raise BadCatalogue(f"{name}, line {number}: “{keyword}” twice; entries are separated by an empty line.")
            field = keyword
            entry[field] = _unquote(quoted.strip(), name, number)
        else:
            raise BadCatalogue(f"{name}, line {number}: neither a comment, a keyword nor a quoted string.")
    return found


def _unquote(quoted: str, name: str, number: int) -> str:
    try:
        value = ast.literal_eval(quoted)
    except (SyntaxError, ValueError) as error:
        raise BadCatalogue(f"{name}, line {number}: not a quoted string.") from error
    if not isinstance(value, str):
        raise BadCatalogue(f"{name}, line {number}: not a quoted string.")
    return value


def _keep(found: dict[str, str], entry: dict[str, str], *, fuzzy: bool) -> None:
    if "msgid" not in entry or (fuzzy and entry["msgid"]):
        return
    forms = [entry[field] for field in sorted(entry, key=_form) if field.startswith("msgstr")]
    if not forms or not all(forms):
        return
    key = entry["msgid"] + ("\0" + entry["msgid_plural"] if "msgid_plural" in entry else "")
    if "msgctxt" in entry:
        key = entry["msgctxt"] + "\4" + key
    found[key] = "\0".join(forms)


def _form(field: str) -> int:
    digits = field.removeprefix("msgstr[").removesuffix("]")
    return int(digits) if digits.isdigit() else 0


def compiled(found: dict[str, str]) -> bytes:
    """The bytes of a `.mo` file: a header, two tables of (length, offset) pairs, the strings ended by NUL."""
    pairs = sorted((key.encode(), value.encode()) for key, value in found.items())
    keys_at = _HEADER_SIZE
    values_at = keys_at + 8 * len(pairs)
    at = values_at + 8 * len(pairs)
    tables: list[int] = []
    body = bytearray()
    for column in (0, 1):
        for pair in pairs:
            tables += [len(pair[column]), at + len(body)]
            body += pair[column] + b"\0"
    header = (_MAGIC, 0, len(pairs), keys_at, values_at, 0, at)
    return struct.pack(f"<7I{len(tables)}I", *header, *tables) + bytes(body)


def compile_all(folder: Path = HERE) -> list[Path]:
    """Compiles every catalogue under a folder whose `.mo` is missing or older; returns what was written."""
    written = []
    for source in sorted(folder.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Written aside and renamed: a server that starts meanwhile never reads half a catalogue.
        draft = target.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(compiled(messages(source.read_text(encoding="utf-8"), str(source))))
        draft.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
