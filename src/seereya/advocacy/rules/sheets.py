"""A spreadsheet of recommendations: which heading is which column, what each line lacks, where columns have moved. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from seereya.accounts.rules import Refused
from seereya.foundation.tables import sheets as tables
from seereya.foundation.tables.sheets import Fault, fold, letter

__all__ = ["Fault", "Line", "columns", "doubles", "fold", "letter", "place", "read_line"]

# Headings in French and English, folded, by column. The first of each is what the template of the manual writes.
HEADINGS: dict[str, tuple[str, ...]] = {
    "body": ("organe", "body", "mecanisme", "mechanism", "organe source", "source body"),
    "document": ("document", "cote", "symbol", "document symbol"),
    "paragraph": ("paragraphe", "paragraph", "numero", "no", "par", "para"),
    "state": ("etat auteur", "recommending state", "etat", "state", "pays", "country"),
    "text_fr": ("texte francais", "text french", "texte fr", "text fr", "texte", "recommandation", "recommandation fr"),
    "text_en": ("texte anglais", "text english", "texte en", "text en", "text", "recommendation", "recommendation en"),
    "theme": ("theme", "themes"),
    "addressee": ("destinataire", "addressee", "institution", "institution destinataire"),
    "position": ("position", "position de l etat", "position of the state", "state position"),
    "issued_on": ("date", "adoptee le", "issued on"),
    "note": ("note", "remarque", "source", "remark"),
}
NEEDED = ("body", "document", "paragraph")
TEXTS = ("text_fr", "text_en")
LENGTHS = {"document": 80, "state": 80, "addressee": 200, "note": 300}
_PARAGRAPH = re.compile(r"^[A-Z]?\d{1,4}([.\-]\d{1,4}){0,3}([ ]?\(?[a-z]{1,2}\)?)?$", re.IGNORECASE)
_CODED = {"body": "bodies", "theme": "recommendation_themes", "position": "recommendation_positions"}

Coder = Callable[[str, str], str]


@dataclass
class Line:
    """One line of the spreadsheet as it was understood, with its faults."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same recommendation in every file."""
        return tuple(self.values.get(name, "") for name in ("body", "document", "paragraph", "state"))  # type: ignore[return-value]


def place(paragraph: str) -> str:
    """A paragraph's number so that texts sort as numbers do: 115.2 before 115.10."""
    return re.sub(r"\d+", lambda found: found.group().zfill(7), paragraph.casefold())[:150]


def columns(header: Sequence[str]) -> dict[str, int]:
    """Column name to position, mapped by heading in French or English.

    Raises `Refused` (`missing_columns`, `double_columns`) with the headings meant.
    """
    found, doubles = tables.columns(header, HEADINGS)
    if doubles:
        raise Refused("double_columns", columns=", ".join(doubles))
    missing = [HEADINGS[name][0] for name in NEEDED if name not in found]
    if not any(name in found for name in TEXTS):
        missing.append(HEADINGS["text_fr"][0])
    if missing:
        raise Refused("missing_columns", columns=", ".join(missing))
    return found


def read_line(number: int, cells: Sequence[str], where: Mapping[str, int], header: Sequence[str], coder: Coder) -> Line:
    """One line as recommendations are written; every fault named by its column. `coder(vocabulary, typed)`: a term's code or nothing."""
    line = Line(number)
    values = {name: " ".join(cells[position].split()) if position < len(cells) else "" for name, position in where.items()}

    def fault(name: str, code: str, belongs: str = "") -> None:
        position = where[name]
        line.faults.append(Fault(number, letter(position), header[position], code, values[name][:80], belongs))

    line.faults += tables.beyond(number, cells, header)
    for name in NEEDED:
        if not values[name]:
            fault(name, "missing")
    for name, vocabulary in _CODED.items():
        if values.get(name):
            _code(values, name, vocabulary, coder, fault)
    if values["paragraph"] and not _PARAGRAPH.match(values["paragraph"]):
        fault("paragraph", "no_paragraph", _belongs(values["paragraph"], coder))
    _texts(values, where, coder, fault)
    if values.get("issued_on"):
        _day(values, fault)
    for name, most in LENGTHS.items():
        if len(values.get(name, "")) > most:
            fault(name, "too_long")
    line.values = values
    return line


def _code(values: dict[str, str], name: str, vocabulary: str, coder: Coder, fault: Callable[..., None]) -> None:
    code = coder(vocabulary, values[name])
    if code:
        values[name] = code
    else:
        fault(name, "unknown", _belongs(values[name], coder, but=name))


def _texts(values: dict[str, str], where: Mapping[str, int], coder: Coder, fault: Callable[..., None]) -> None:
    """A text in one language at least; a text that is a code or a paragraph's number stands in the wrong column."""
    written = [name for name in TEXTS if values.get(name)]
    if not written:
        fault(next(name for name in TEXTS if name in where), "missing")
    for name in written:
        belongs = _belongs(values[name], coder)
        if belongs or _PARAGRAPH.match(values[name]):
            fault(name, "no_text", belongs or "paragraph")


def _belongs(typed: str, coder: Coder, but: str = "") -> str:
    """The column a value looks as if it belonged to, where columns have moved; nothing otherwise."""
    for name, vocabulary in _CODED.items():
        if name != but and coder(vocabulary, typed):
            return name
    return "paragraph" if but and _PARAGRAPH.match(typed) else ""


def _day(values: dict[str, str], fault: Callable[..., None]) -> None:
    typed = values["issued_on"]
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            values["issued_on"] = datetime.strptime(typed[:10], shape).date().isoformat()  # noqa: DTZ007 - a day, no hour
        except ValueError:
            continue
        return
    fault("issued_on", "no_day")


def doubles(lines: Sequence[Line]) -> None:
    """Marks lines that say the same paragraph of the same State as one above them."""
    first: dict[tuple[str, str, str, str], int] = {}
    for line in lines:
        if line.faults:
            continue
        if line.key in first:
            line.faults.append(Fault(line.number, "", "", "double", str(first[line.key])))
        else:
            first[line.key] = line.number


def as_day(iso: str) -> date | None:
    """The day of a cell that was read."""
    return date.fromisoformat(iso) if iso else None
