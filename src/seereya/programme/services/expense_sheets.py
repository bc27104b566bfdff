"""Expenses out of a spreadsheet: read for a look first, sealed meanwhile, entered as a whole by the same rules as one by hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.tables.sheets import Fault, letter, trimmed
from seereya.programme.content_money import SheetLine, SheetRead
from seereya.programme.models import Expense, ExpenseShare, ExpenseSheet, Grant
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules import expense_sheets as rules
from seereya.programme.rules.expense_sheets import Line
from seereya.programme.services.entries import Document, Entry, Share, document_key, document_of, standing
from seereya.programme.services.expense_cells import Cells
from seereya.programme.services.expenses import enter_expenses, look_ahead
from seereya.programme.services.finance_vault import finance_vault
from seereya.reference.spreadsheets import rows_of
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group
from seereya.vault.services.erasing import unmake_record

TABLE = "expense_sheet"
NEWEST = 20  # spreadsheets that wait, on a page
# Every fresh expense lacks its pieces: that is not said of each line.
_EXPECTED = frozenset({"piece_missing", "no_attendance"})


class _Look:
    """A spreadsheet while it is read: its lines, the documents they are, what stands of them already."""

    def __init__(self, by: Actor, grant: Grant, data: bytes) -> None:
        self.by, self.grant, self.cells = by, grant, Cells(by, grant)
        self.header: list[str] = []
        self.where: dict[str, int] = {}
        self.lines = list(self._read(data))
        if all(line.passed for line in self.lines):
            raise Refused("empty_workbook")
        found = rules.gather(self.lines, self.where, self.header, document_key)
        self.documents = {parts[0].number: parts for parts in found if all(line.readable for line in parts)}
        self.entries = {first: _entry(parts, self.cells) for first, parts in self.documents.items()}
        self.stands = self._standing()

    def _read(self, data: bytes) -> Iterable[Line]:
        known, read = self.cells.known(), 0
        for number, cells in enumerate(rows_of(data), start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not self.header:
                self.header = trimmed(cells)
                self.where = rules.columns(self.header)
                continue
            if (read := read + 1) > rules.MOST:
                raise Refused("too_many_expense_lines", most=rules.MOST)
            yield rules.read_line(number, self.cells.plain(cells), self.where, self.header, known)

    def _standing(self) -> dict[int, int]:
        """First lines of documents that stand in the ledger with all that the file says, and under which number; faults for others."""
        rows = standing(self.by.organisation_id, [document_of(one) for one in self.entries.values()])
        shares = _shares(rows.values())
        found = {}
        for first, entry in self.entries.items():
            row = rows.get(document_of(entry))
            if row is not None and _same(row, entry, shares.get(row.id, Counter()), self.grant, taxed="tax" in self.where):
                found[first] = row.number
                for line in self.documents[first]:
                    line.faults.clear()  # of a day outside the grant: it was entered so by hand
            elif row is not None:
                at = self.where["document"]
                fault = Fault(first, letter(at), self.header[at], "stands_otherwise", str(row.number))
                self.documents[first][0].faults.append(fault)
        return found

    @property
    def clean(self) -> bool:
        return not any(line.faults for line in self.lines)

    @property
    def fresh(self) -> dict[int, Entry]:
        """What would be entered, by the line each document begins on."""
        return {first: entry for first, entry in self.entries.items() if first not in self.stands}

    def told(self) -> list[SheetLine]:
        """Every line with what becomes of it."""
        notes = self._notes() if self.clean else {}
        return [
            SheetLine(
                line.number, self._fate(line), line.first, line.values, line.faults, notes.get(line.first, []),
                self.stands.get(line.first, 0),
            )
            for line in self.lines
        ]  # fmt: skip

    def _fate(self, line: Line) -> str:
        return "refused" if line.faults else line.passed or ("stands" if line.first in self.stands else "new")

    def _notes(self) -> dict[int, list[str]]:
        """What will speak against each new expense, by the rules that judge it when it is entered."""
        firsts = {new_id(): first for first in self.fresh}
        entries = {row_id: self.entries[first] for row_id, first in firsts.items()}
        rows = look_ahead(by=self.by, grant=self.grant, entries=entries) if entries else []
        return {firsts[row.id]: [code for code in row.computed if code not in _EXPECTED] for row in rows}


def _entry(parts: Sequence[Line], cells: Cells) -> Entry:
    """A document as the service takes it, out of its lines."""
    values = parts[0].values
    shares = [
        Share(cells.lines.get(line.values.get("line", "")), Decimal(line.values["amount"]), line.values.get("activity", ""))
        for line in parts
    ]
    return Entry(
        rules.common(parts, "kind"), date.fromisoformat(values["day"]), values["document"], rules.amount_of(parts), values["currency"],
        shares, cells.payees.get(rules.common(parts, "payee")), Decimal(rules.common(parts, "tax") or 0), rules.common(parts, "words"),
    )  # fmt: skip


_Charged = Counter[tuple[UUID | None, str, Decimal]]


def _shares(rows: Iterable[Expense]) -> dict[UUID, _Charged]:
    """What expenses are charged to: line, activity by the code it has now, amount."""
    found: dict[UUID, _Charged] = {}
    wanted = [row.id for row in rows]
    for start in range(0, len(wanted), 500):
        shares = ExpenseShare.objects.filter(expense__in=wanted[start : start + 500])
        for expense, line, code, typed, amount in shares.values_list(
            "expense_id", "line", "for_activity__code", "activity", "amount"
        ):
            found.setdefault(expense, Counter())[line, code or typed, amount] += 1
    return found


def _same(row: Expense, entry: Entry, charged: _Charged, grant: Grant, *, taxed: bool) -> bool:
    """Whether an expense that stands says all that a file says of it. What it was for is sealed, and not compared."""
    said = Counter((share.line, share.activity, share.amount) for share in entry.shares)
    alike = (row.grant_id, row.kind, row.payee_id) == (grant.id, entry.kind, entry.payee)
    return alike and charged == said and (row.tax == entry.tax or not taxed)


@transaction.atomic
def stage_sheet(*, by: Actor, grant_id: UUID, data: bytes, token: UUID | None = None) -> ExpenseSheet:
    """Reads a spreadsheet and keeps what would become of it, sealed, for a look; nothing is entered.

    Raises `NotThere`, `Refused` (`unreadable_workbook`, `unreadable_workbook_line`, `workbook_too_large`, `too_many_expense_lines`,
    `missing_columns`, `double_columns`, `empty_workbook`).
    """
    if token and (sent := ExpenseSheet.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    grant = grant_of(by, grant_id)
    look = _Look(by, grant, data)
    lines = look.told()
    row = ExpenseSheet(
        id=token or new_id(), grant=grant, organisation_id=by.organisation_id, sha256=hashlib.sha256(data).hexdigest(),
        version=0, made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    keys = vaults.make_record(by=by, record_id=row.id, into={finance_vault(by): None})
    _store(row, keys, lines, len(look.fresh))
    row.save(force_insert=True)
    _note(by, row, Tag.EXPENSE_SHEET_READ)
    return row


def _store(row: ExpenseSheet, keys: RecordKeys, lines: list[SheetLine], documents: int) -> None:
    """Seals the lines as the next version and counts them; the caller saves the row."""
    row.version += 1
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, SheetRead(lines).to_json())
    row.counts = {"read": len(lines), "documents": documents} | dict(Counter(line.fate for line in lines))


def _note(by: Actor, row: ExpenseSheet, tag: Tag) -> None:
    facts: dict[str, object] = dict(row.counts)
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)


def sheet_of(by: Actor, sheet_id: UUID, *, locked: bool = False) -> ExpenseSheet:
    """A spreadsheet that the own organisation read. Raises `NotThere`."""
    rows = ExpenseSheet.objects.select_for_update(of=("self",)) if locked else ExpenseSheet.objects.all()
    row = rows.select_related("grant", "organisation").filter(id=sheet_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def waiting_sheets(by: Actor, grant: Grant) -> list[ExpenseSheet]:
    """Spreadsheets of a grant that the own organisation read and did not enter, the newest first; `NEWEST` of them and one more."""
    rows = ExpenseSheet.objects.filter(grant=grant, organisation_id=by.organisation_id, entered_at=None)
    return list(rows.select_related("made_by").defer("content").order_by("-made_at", "-id")[: NEWEST + 1])


def open_sheet(*, by: Actor, sheet: ExpenseSheet) -> list[SheetLine]:
    """Its lines, for a page; on the record before they are shown. Raises `Refused("finance_holder_needed")`."""
    return _lines(sheet, vaults.open_records(by=by, records=[sheet.id]).get(sheet.id))


def _lines(sheet: ExpenseSheet, keys: RecordKeys | None) -> list[SheetLine]:
    if keys is None:
        raise Refused("finance_holder_needed")
    return SheetRead.from_json(keys.open(TABLE, Group.CONTENT, sheet.version, sheet.content)).lines


@transaction.atomic
def enter_sheet(*, by: Actor, sheet_id: UUID) -> ExpenseSheet:
    """Enters all that a spreadsheet brings, or nothing of it; what stands already is passed over. Once.

    Raises `NotThere`, `Refused` (`expenses_entered_already`, `import_not_clean`, `nothing_to_enter`, `import_moved_on`, and as
    `enter_expenses`).
    """
    sheet = sheet_of(by, sheet_id, locked=True)
    if sheet.entered_at is not None:
        raise Refused("expenses_entered_already", count=sheet.counts["documents"])
    if sheet.counts.get("refused"):
        raise Refused("import_not_clean")
    keys = record_keys(keyring_of(by), [sheet.id]).get(sheet.id)
    lines = _lines(sheet, keys)
    entries = _entries(lines, Cells(by, sheet.grant))
    if not entries:
        raise Refused("nothing_to_enter")
    documents: list[Document] = [document_of(one) for one in entries.values()]
    if standing(by.organisation_id, documents):
        raise Refused("import_moved_on")
    ids = {first: new_id() for first in entries}
    made = enter_expenses(by=by, grant_id=sheet.grant_id, entries={ids[first]: entry for first, entry in entries.items()})
    _entered(lines, dict(zip(entries, made, strict=True)))
    sheet.entered_at = clock.now()
    assert keys is not None
    _store(sheet, keys, lines, len(made))
    sheet.save()
    _note(by, sheet, Tag.EXPENSE_SHEET_ENTERED)
    return sheet


@transaction.atomic
def throw_sheet_away(*, by: Actor, sheet_id: UUID) -> ExpenseSheet:
    """A spreadsheet that is not to be entered goes, with its keys; that it was there stays in the log. What was entered stays.

    Raises `NotThere`, `Refused("expenses_entered_already")`.
    """
    sheet = sheet_of(by, sheet_id, locked=True)
    if sheet.entered_at is not None:
        raise Refused("expenses_entered_already", count=sheet.counts["documents"])
    unmake_record(by=by, record_id=sheet.id)
    _note(by, sheet, Tag.EXPENSE_SHEET_THROWN_AWAY)
    sheet.delete()
    return sheet


def _entries(lines: Iterable[SheetLine], cells: Cells) -> dict[int, Entry]:
    """The new documents of a spreadsheet by their first line; a line of the budget that is gone since is refused, not left out."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        if line.fate == "new":
            if line.values.get("line") and line.values["line"] not in cells.lines:
                raise Refused("import_moved_on")
            found.setdefault(line.first, []).append(Line(line.line, line.values))
    return {first: _entry(parts, cells) for first, parts in found.items()}


def _entered(lines: Iterable[SheetLine], made: Mapping[int, Expense]) -> None:
    """Each line by the number of its expense. What it was for stands sealed there now, and not twice."""
    for line in lines:
        line.values.pop("words", None)
        if line.fate == "new":
            line.fate, line.number = "entered", made[line.first].number
