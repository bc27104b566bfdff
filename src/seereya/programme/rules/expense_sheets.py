"""Expenses as a spreadsheet: which heading is which column, what each line lacks, which lines are parts of one document. Pure.

A line is one document, or the part of one on one budget line. Parts are never guessed: they have the number of one expense, as the
transaction list gives it, or all say what the document comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from seereya.foundation.money import BadAmount, exact_amount, parse_amount
from seereya.foundation.tables import sheets as tables
from seereya.foundation.tables.sheets import Fault, Figure, letter
from seereya.programme.rules import sheets
from seereya.programme.rules_expenses import MOST_PARTS

MOST = 2_000  # entered in one go, while nobody else can write on SQLite: 1.4 s

# Headings in French and English, folded, by column. Those of the transaction list are among them, so that it can be read again.
HEADINGS: dict[str, tuple[str, ...]] = {
    "document": (
        "n du document",
        "document no",
        "no du document",
        "numero du document",
        "number of the document",
        "n de piece",
        "no de piece",
        "numero de piece",
        "piece",
        "document",
    ),
    "day": ("jour", "day", "date", "jour du document", "day of the document", "date du document", "date of the document"),
    "kind": ("nature", "kind", "genre", "type"),
    "payee": ("paye a code", "payee code", "paye a", "payee", "beneficiaire", "fournisseur", "supplier"),
    "line": ("ligne budgetaire", "budget line", "ligne", "line"),
    "activity": ("activite", "activity"),
    "amount": ("montant", "amount"),
    "currency": ("monnaie", "currency", "devise"),
    "total": ("total du document", "total of the document", "montant du document", "amount of the document", "total"),
    "tax": ("taxe que l etat rend", "tax that the state gives back", "taxe recuperable", "recoverable tax"),
    "words": ("pour quoi faire", "what for", "objet", "libelle", "description"),
    "number": ("n", "no", "numero", "number"),
    "partner": ("partenaire", "partner"),
}
NEEDED = ("document", "day", "kind", "amount", "currency")
LENGTHS = {"document": 40, "words": 500}
_AMOUNTS = ("amount", "total", "tax")
_SUMS = frozenset({*_AMOUNTS, "number"})
# A day outside the grant is no fault of what stands in the ledger already: typed by hand, and judged as it is.
OUTSIDE = "outside_period"
_SHAPES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
# What the parts of one document say alike; on a later part an empty cell says what the first one says.
_COMMON = ("kind", "payee", "total", "tax", "words")

Coder = Callable[[str], str]


@dataclass(frozen=True)
class Known:
    """What a cell may name, each by what it is kept as; nothing for others. `rate`: whether a currency has one on a day."""

    kind: Coder
    payee: Coder
    line: Coder
    activity: Coder
    currency: Coder
    partner: Coder
    rate: Callable[[str, date], bool]
    own: str
    key: Coder
    starts: date
    ends: date
    today: date


@dataclass
class Line:
    """One line of the spreadsheet as it was understood, with its faults.

    `passed`: why it is no expense of this ledger (a `sum`, of a `partner`); `first`: the line its document begins on.
    """

    number: int
    values: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    passed: str = ""
    first: int = 0

    @property
    def readable(self) -> bool:
        """Whether it says what an expense is, be it of a day outside the grant."""
        return all(fault.code == OUTSIDE for fault in self.faults)


def columns(header: Sequence[str]) -> dict[str, int]:
    """Column name to position. Raises as `sheets.columns`."""
    return sheets.columns(header, HEADINGS, NEEDED)


class _Reading:
    """One line while it is read: its values, and a fault for each cell that cannot stand."""

    def __init__(self, line: Line, cells: Sequence[str], where: Mapping[str, int], header: Sequence[str], known: Known) -> None:
        self.line, self.values, self.known = line, line.values, known
        self._cells, self._where, self._header = cells, where, header

    def fault(self, name: str, code: str, value: str | None = None) -> None:
        typed = self.values.get(name, "") if value is None else value
        belongs = _belongs(typed, self.known, but=name) if code in _MOVED else ""
        at = self._where[name]
        self.line.faults.append(Fault(self.line.number, letter(at), self._header[at], code, typed[:80], belongs))

    def named(self, name: str, coder: Coder, code: str) -> None:
        """A cell that names something by a code."""
        typed = self.values.get(name, "")
        if typed and (found := coder(typed)):
            self.values[name] = found
        elif typed:
            self.fault(name, code)

    def day(self) -> None:
        """The day of the document: a day there is, not to come, within the grant's period."""
        typed = self.values["day"]
        found = _day(typed)
        if typed and found is None:
            self.fault("day", "no_day")
        if found is None:
            return
        self.values["day"] = found.isoformat()
        if found > self.known.today:
            self.fault("day", "in_future", typed)
        elif not self.known.starts <= found <= self.known.ends:
            self.fault("day", OUTSIDE, typed)

    def amount(self, name: str) -> None:
        """A number in plain digits. A workbook's own number has one reading; a typed one is read as everywhere, never guessed."""
        cell = self._cells[self._where[name]]
        try:
            value = exact_amount(cell) if isinstance(cell, Figure) else parse_amount(self.values[name])
        except BadAmount as bad:
            self.fault(name, f"amount_{bad.code}")
            return
        if not value and name != "tax":
            self.fault(name, "nothing")
        else:
            self.values[name] = str(value)


_MOVED = frozenset({"no_day", "no_kind", "no_payee", "no_line", "no_currency", "no_activity", "amount_not_understood"})


def read_line(number: int, cells: Sequence[str], where: Mapping[str, int], header: Sequence[str], known: Known) -> Line:
    """One line as a ledger has it; every fault named by its column. Days come out as ISO, amounts in plain digits, names as codes."""
    line = Line(number, first=number)
    line.values = {name: " ".join(cells[at].split()) if at < len(cells) else "" for name, at in where.items()}
    values = line.values
    if not any(cell for name, cell in values.items() if name not in _SUMS):
        line.passed = "sum"
        return line
    if (partner := values.get("partner", "")) and (code := known.partner(partner)) and code != known.own:
        line.passed = "partner"
        return line
    line.faults = tables.beyond(number, cells, header)
    _checked(_Reading(line, cells, where, header, known))
    return line


def _checked(reading: _Reading) -> None:
    """Every cell of a line by what its column holds."""
    values, known = reading.values, reading.known
    for name in NEEDED:
        if not values[name]:
            reading.fault(name, "missing")
    if values["document"] and not known.key(values["document"]):
        reading.fault("document", "no_number")
    for name in ("kind", "payee", "line", "activity", "currency", "partner"):
        reading.named(name, getattr(known, name), f"no_{name}")
    reading.day()
    for name in _AMOUNTS:
        if values.get(name):
            reading.amount(name)
    for name, most in LENGTHS.items():
        if len(values.get(name, "")) > most:
            reading.fault(name, "too_long")
    _rate(reading)


def _rate(reading: _Reading) -> None:
    """A currency whose rate changes has one in the month of the day."""
    values, columns = reading.values, {one.code for one in reading.line.faults}
    if not columns & {"no_day", "missing", "no_currency", "in_future", OUTSIDE}:
        day = date.fromisoformat(values["day"])
        if not reading.known.rate(values["currency"], day):
            reading.fault("currency", "no_rate", f"{values['currency']} {day:%m/%Y}")


def _day(typed: str) -> date | None:
    for shape in _SHAPES:
        try:
            return datetime.strptime(typed, shape).date()  # noqa: DTZ007 - a day, no hour
        except ValueError:
            continue
    return None


def _belongs(typed: str, known: Known, but: str) -> str:
    """The column a value looks as if it belonged to, where columns have moved; nothing otherwise."""
    for name, coder in (("payee", known.payee), ("currency", known.currency), ("kind", known.kind), ("line", known.line)):
        if name != but and coder(typed):
            return name
    return "day" if but != "day" and _day(typed) else ""


def gather(lines: Sequence[Line], where: Mapping[str, int], header: Sequence[str], key: Coder) -> list[list[Line]]:
    """The lines by document, each document's parts together; faults where parts do not agree or a document stands twice."""

    def fault(line: Line, name: str, code: str, value: str) -> None:
        at = where.get(name)
        column, heading = (letter(at), header[at]) if at is not None else ("", "")
        line.faults.append(Fault(line.number, column, heading, code, value[:80]))

    found: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        if not line.passed and line.readable:
            values = line.values
            face = (key(values["document"]), values["day"], values["currency"])
            told = (values.get("number", ""), "") if values.get("number") else ("", values.get("total", ""))
            # Without a number or a total, a line stands for itself.
            found.setdefault((*face, *told, "" if any(told) else str(line.number)), []).append(line)
    documents = list(found.values())
    torn = {key(line.values.get("document", "")) for line in lines if not line.readable}
    for parts in documents:
        _together(parts, fault, whole=key(parts[0].values["document"]) not in torn)
    _twice(documents, key, fault)
    return documents


Faulty = Callable[[Line, str, str, str], None]


def _together(parts: list[Line], fault: Faulty, *, whole: bool) -> None:
    """The parts of one document agree on what is the document's, and come to its total where all of them could be read."""
    first = parts[0]
    for line in parts:
        line.first = first.number
    for name in _COMMON:
        said = next((line for line in parts if line.values.get(name)), None)
        for line in parts:
            if said and line.values.get(name) and line.values[name] != said.values[name]:
                fault(line, name, "differs", str(said.number))
    if len(parts) > MOST_PARTS:
        fault(parts[MOST_PARTS], "document", "too_many_parts", str(first.number))
    total, told = amount_of(parts), common(parts, "total")
    if whole and told and Decimal(told) != total and all(line.readable for line in parts):
        fault(parts[-1], "total", "unbalanced", f"{total} / {Decimal(told)}")
    if Decimal(common(parts, "tax") or 0) > total:
        fault(first, "tax", "tax_over", "")


def amount_of(parts: Sequence[Line]) -> Decimal:
    """What a document comes to."""
    return sum((Decimal(line.values["amount"]) for line in parts), Decimal(0))


def common(parts: Sequence[Line], name: str) -> str:
    """What the parts of a document say of it."""
    return next((line.values[name] for line in parts if line.values.get(name)), "")


def _twice(documents: Sequence[Sequence[Line]], key: Coder, fault: Faulty) -> None:
    """A document stands once; two of one number and day are two only where each says what it comes to, or has its number."""
    amounts: dict[tuple[str, ...], dict[Decimal, int]] = {}
    unsaid: dict[tuple[str, ...], int] = {}
    for parts in documents:
        first, amount = parts[0], amount_of(parts)
        face = (key(first.values["document"]), first.values["day"], first.values["currency"])
        known = amounts.setdefault(face, {})
        if amount in known:
            fault(first, "", "double", str(known[amount]))
        elif known and (face in unsaid or not _says_whole(parts)):
            fault(first, "document", "parts_unsaid", str(unsaid.get(face, min(known.values()))))
        known.setdefault(amount, first.number)
        if not _says_whole(parts):
            unsaid.setdefault(face, first.number)


def _says_whole(parts: Sequence[Line]) -> bool:
    return bool(common(parts, "total") or common(parts, "number"))
