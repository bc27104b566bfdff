"""A budget as a spreadsheet: which heading is which column, what each line lacks, where columns have moved. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from seereya.accounts.rules import Refused
from seereya.foundation.money import BadAmount, exact_amount, parse_amount
from seereya.foundation.tables import sheets as tables
from seereya.foundation.tables.sheets import Fault, Figure, letter
from seereya.programme import rules_budget as budget

YEARS = 5
_YEAR = {
    f"year_{year}": (f"unites annee {year}", f"units year {year}", f"annee {year}", f"year {year}", f"quantite annee {year}")
    for year in range(1, YEARS + 1)
}
# Headings in French and English, folded, by column; a file that counts units once calls them quantity.
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("ligne", "line", "code", "numero", "no", "ligne no", "line no", "numero de la ligne", "number of the line"),
    "heading": ("rubrique", "heading", "rubrique de l annexe iii", "heading of annex iii", "poste"),
    "title": (
        "objet",
        "pour quoi faire",
        "what for",
        "intitule",
        "libelle",
        "ligne budgetaire",
        "budget line",
        "designation",
        "description",
    ),
    "unit": ("unite", "unit"),
    **_YEAR,
    "unit_value": ("valeur unitaire", "unit value", "cout unitaire", "unit cost", "prix unitaire"),
    "partner": ("partenaire", "partner"),
    "amount": ("montant", "amount", "total"),
    "justification": ("justification", "justifications"),
}
HEADINGS["year_1"] += ("unites", "units", "quantite", "quantity", "nombre", "number")
NEEDED = ("code", "heading", "title", "unit", "year_1", "unit_value")
LENGTHS = {"code": 16, "title": 160, "unit": 40, "justification": 500}
_CODE = re.compile(r"[0-9A-Za-z]+([.\-/][0-9A-Za-z]+)*")
_LINE = re.compile(r"\d{1,2}(\.\d{1,3}){1,4}")

Coder = Callable[[str], str]


@dataclass(frozen=True)
class Known:
    """What a cell may name: a heading of annex III by its code or words, a partner of the grant by code or name; nothing for others."""

    heading: Coder
    partner: Coder


@dataclass
class Line:
    """One line of the spreadsheet as it was understood, with its faults. `passed`: a heading or a sum, which is no line of a budget."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    passed: bool = False


def columns(
    header: Sequence[str], headings: Mapping[str, Sequence[str]] = HEADINGS, needed: Sequence[str] = NEEDED
) -> dict[str, int]:
    """Column name to position. Raises `Refused` (`missing_columns`, `double_columns`) with the headings meant."""
    found, doubles = tables.columns(header, headings)
    if doubles:
        raise Refused("double_columns", columns=", ".join(doubles))
    if missing := [f"{headings[name][0]} / {headings[name][1]}" for name in needed if name not in found]:
        raise Refused("missing_columns", columns=", ".join(missing))
    return found


def read_line(number: int, cells: Sequence[str], where: Mapping[str, int], header: Sequence[str], known: Known) -> Line:
    """One line as a budget has it; every fault named by its column. Amounts come out in plain digits."""
    line = Line(number, faults=tables.beyond(number, cells, header))
    typed = {name: cells[position].strip() if position < len(cells) else "" for name, position in where.items()}
    line.values = {name: " ".join(cell.split()) for name, cell in typed.items()}
    if not any(line.values.get(name) for name in ("code", "unit", "unit_value", *_YEAR)) and not line.faults:
        line.passed = True
        return line

    def fault(name: str, code: str, belongs: str = "") -> None:
        line.faults.append(Fault(number, letter(where[name]), header[where[name]], code, line.values[name][:80], belongs))

    for name in NEEDED:
        if not line.values[name] and name not in _YEAR:
            fault(name, "missing")
    _named(line.values, known, fault)
    _worded(line.values, known, fault)
    for name in (*_YEAR, "unit_value", "amount"):
        if line.values.get(name):
            _amount(line.values, name, cells[where[name]], known, fault)
    if not any(line.values.get(name) for name in _YEAR):
        fault("year_1", "missing")
    if not line.faults and line.values.get("amount") and Decimal(line.values["amount"]) != amount_of(line.values):
        fault("amount", "another_amount")
    return line


def _named(values: dict[str, str], known: Known, fault: Callable[..., None]) -> None:
    """Heading and partner by their codes."""
    if values["heading"]:
        code = known.heading(values["heading"])
        if not code:
            fault("heading", "unknown", _belongs(values["heading"], known, but="heading"))
        elif budget.line_of(code) not in budget.TYPED:
            fault("heading", "a_sum")
        else:
            values["heading"] = code
    if values.get("partner"):
        code = known.partner(values["partner"])
        if not code:
            fault("partner", "no_partner", _belongs(values["partner"], known, but="partner"))
        values["partner"] = code or values["partner"]


def _worded(values: dict[str, str], known: Known, fault: Callable[..., None]) -> None:
    """Words are words: a number, a partner or a heading in their place was pushed there."""
    if values["code"] and not _CODE.fullmatch(values["code"]):
        fault("code", "no_code", _belongs(values["code"], known, but="code"))
    for name in ("title", "unit"):
        if values[name] and (belongs := _belongs(values[name], known)):
            fault(name, "no_words", belongs)
    for name, most in LENGTHS.items():
        if len(values.get(name, "")) > most:
            fault(name, "too_long")


def _amount(values: dict[str, str], name: str, cell: str, known: Known, fault: Callable[..., None]) -> None:
    """A number in plain digits. A workbook's own number has one reading; a typed one is read as everywhere, never guessed."""
    try:
        value = exact_amount(cell) if isinstance(cell, Figure) else parse_amount(values[name])
    except BadAmount as bad:
        belongs = _belongs(values[name], known) if bad.code == "not_understood" else ""
        fault(name, f"amount_{bad.code}", belongs)
    else:
        values[name] = str(value)


def _belongs(typed: str, known: Known, but: str = "") -> str:
    """The column a value looks as if it belonged to, where columns have moved; nothing otherwise."""
    if but != "partner" and known.partner(typed):
        return "partner"
    if but not in {"heading", "code"} and typed.startswith("B") and known.heading(typed):
        return "heading"
    if but != "code" and _LINE.fullmatch(typed) and typed.count(".") > 1:
        return "code"
    try:
        parse_amount(typed)
    except BadAmount as bad:
        return "unit_value" if bad.code in {"ambiguous", "mixed_separators"} else ""
    return "unit_value"


def numbers_of(values: Mapping[str, str]) -> list[Decimal]:
    """Units year by year, without the empty years at the end."""
    found = [Decimal(values.get(name) or 0) for name in _YEAR]
    while len(found) > 1 and not found[-1]:
        found.pop()
    return found


def amount_of(values: Mapping[str, str]) -> Decimal:
    """What a line comes to."""
    return budget.amount_of_line(numbers_of(values), Decimal(values["unit_value"]))


def doubles(lines: Sequence[Line]) -> None:
    """Marks lines with the number of a line above them."""
    first: dict[str, int] = {}
    for line in lines:
        if line.passed or line.faults:
            continue
        code = line.values["code"]
        if code in first:
            line.faults.append(Fault(line.number, "", "", "double", str(first[code])))
        else:
            first[code] = line.number
