"""The lines of a budget out of a spreadsheet: read for a look first, taken over as a whole or not at all; and out into one."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.tables.leaving import as_words
from seereya.foundation.tables.sheets import fold, letter, trimmed
from seereya.programme import rules_budget
from seereya.programme.models import BudgetLine, BudgetSheet, BudgetVersion, Grant
from seereya.programme.queries.budget import lines_in_force
from seereya.programme.queries.grants import NotThere, grant_of, partners
from seereya.programme.rules import sheets
from seereya.programme.rules.sheets import Known, Line
from seereya.programme.services.budgets import in_writing
from seereya.programme.services.ledger import Out, put_out
from seereya.programme.services.workbook_budget import MONEY, styled
from seereya.programme.wording_sheets import COLUMNS
from seereya.reference import terms
from seereya.reference.saying import language
from seereya.reference.spreadsheets import MOST_LINES, rows_of

_WORDS = ("heading", "code", "title", "unit", "justification")
GONE = "gone"
NEWEST = 20  # spreadsheets that wait, on a page


@dataclass(frozen=True)
class Read:
    """A spreadsheet as it was read: its lines, and what each would become; counts that add up to all of them."""

    lines: list[Line]
    fates: list[str]


def read_sheet(data: bytes, version: BudgetVersion) -> Read:
    """Reads a spreadsheet and says of every line what would become of it in a version; nothing is written.

    Raises `Refused` (`unreadable_workbook`, `unreadable_workbook_line`, `workbook_too_large`, `missing_columns`, `double_columns`,
    `empty_workbook`).
    """
    header: list[str] = []
    lines: list[Line] = []
    where: dict[str, int] = {}
    known = _known(version.grant)
    for number, cells in enumerate(rows_of(data), start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = trimmed(cells)
            where = sheets.columns(header)
            continue
        if len(lines) >= MOST_LINES:
            raise Refused("workbook_too_large")
        lines.append(sheets.read_line(number, cells, where, header, known))
    if all(line.passed for line in lines):
        raise Refused("empty_workbook")
    sheets.doubles(lines)
    return Read(lines, _fates(lines, version))


def _known(grant: Grant) -> Known:
    """Headings by code (`B1.1.1` or `1.1.1`) or words in either language; partners by code or name."""
    headings: dict[str, str] = {}
    for code, word in terms.vocabulary("eu_budget_headings").items():
        for said in (code, code.removeprefix("B"), word.fr, word.en):
            headings.setdefault(fold(said), code)
    found: dict[str, str] = {}
    for one in partners(grant):
        found |= {fold(one.organisation.code): one.organisation.code, fold(one.organisation.name): one.organisation.code}
    return Known(lambda typed: headings.get(fold(typed), ""), lambda typed: found.get(fold(typed), ""))


def _fates(lines: list[Line], version: BudgetVersion) -> list[str]:
    """Of each line: passed over, refused, new, changed, or the same as it stands."""
    known = {one.code: one for one in version.lines.select_related("partner")}
    found = []
    for line in lines:
        row = known.get(line.values.get("code", ""))
        same = row is not None and not line.faults and not line.passed and _same(row, line.values)
        fate = "passed" if line.passed else "refused" if line.faults else "new" if row is None else "same" if same else "changed"
        found.append(fate)
    return found


def _same(row: BudgetLine, values: dict[str, str]) -> bool:
    """Whether the columns that the spreadsheet has say what the line says. A column it lacks says nothing."""
    kept = {name: getattr(row, name) for name in _WORDS} | {"partner": row.partner.code if row.partner else ""}
    numbers = [Decimal(number) for number in row.numbers]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    words = all(kept[name] == values[name] for name in kept if name in values)
    return words and numbers == sheets.numbers_of(values) and row.unit_value == Decimal(values["unit_value"])


@transaction.atomic
def stage_sheet(*, by: Actor, version_id: UUID, data: bytes, token: UUID | None = None) -> BudgetSheet:
    """Keeps what was read for a look. Raises `NotThere`, `Refused` (`coordinator_only`, `version_adopted`, as `read_sheet`)."""
    if token and (sent := BudgetSheet.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    version = in_writing(by, version_id)
    found = read_sheet(data, version)
    rows = [
        {"line": line.number, "values": line.values, "faults": [asdict(one) for one in line.faults], "fate": fate}
        for line, fate in zip(found.lines, found.fates, strict=True)
    ]
    codes = {line.values.get("code", "") for line in found.lines}
    gone = [{"code": one.code, "title": one.title} for one in version.lines.order_by("position") if one.code not in codes]
    rows += [{"line": 0, "values": one, "faults": [], "fate": GONE} for one in gone]
    counts = {"read": len(found.lines)} | dict(Counter(str(row["fate"]) for row in rows))
    sheet = BudgetSheet.objects.create(
        id=token or new_id(), version=version, organisation_id=by.organisation_id, sha256=hashlib.sha256(data).hexdigest(), rows=rows,
        counts=counts, made_by=by.member, made_at=clock.now(),
    )  # fmt: skip
    _note(by, version, "read")
    return sheet


def sheet_of(by: Actor, sheet_id: UUID, *, locked: bool = False) -> BudgetSheet:
    """A spreadsheet the own organisation read. Raises `NotThere`."""
    rows = BudgetSheet.objects.select_for_update(of=("self",)) if locked else BudgetSheet.objects.all()
    row = rows.select_related("version", "version__grant").filter(id=sheet_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.version.grant_id)
    return row


def waiting_sheets(by: Actor, version: BudgetVersion) -> list[BudgetSheet]:
    """Spreadsheets that the own organisation read for a version and did not take over, the newest first; `NEWEST` of them and one more."""
    rows = BudgetSheet.objects.filter(version=version, organisation_id=by.organisation_id, taken_over_at=None)
    return list(rows.select_related("made_by").defer("rows").order_by("-made_at", "-id")[: NEWEST + 1])


@transaction.atomic
def throw_sheet_away(*, by: Actor, sheet_id: UUID) -> BudgetSheet:
    """A spreadsheet that is not to be taken over goes; that it was there stays in the log.

    Raises `NotThere`, `Refused("import_taken_over")`.
    """
    sheet = sheet_of(by, sheet_id, locked=True)
    if sheet.taken_over_at is not None:
        raise Refused("import_taken_over")
    _note(by, sheet.version, "sheet-thrown-away")
    sheet.delete()
    return sheet


@transaction.atomic
def take_over(*, by: Actor, sheet_id: UUID) -> BudgetSheet:
    """The version has the lines of the spreadsheet, in its order, and no others: every line or none.

    Raises `NotThere`, `Refused` (`import_taken_over`, `import_not_clean`, `import_moved_on`, `version_adopted`).
    """
    sheet = sheet_of(by, sheet_id, locked=True)
    version = in_writing(by, sheet.version_id)
    if sheet.taken_over_at is not None:
        raise Refused("import_taken_over")
    if sheet.counts.get("refused"):
        raise Refused("import_not_clean")
    rows = [row for row in sheet.rows if row["fate"] not in {"passed", GONE}]
    kept = {line.code: line for line in version.lines.select_for_update(of=("self",)).select_related("partner")}
    gone = {row["values"]["code"] for row in sheet.rows if row["fate"] == GONE}
    fates = _fates([Line(row["line"], row["values"]) for row in rows], version)
    if fates != [row["fate"] for row in rows] or gone != set(kept) - {row["values"]["code"] for row in rows}:
        raise Refused("import_moved_on")
    _write(version, [row["values"] for row in rows], kept)
    sheet.taken_over_at = clock.now()
    sheet.save(update_fields=["taken_over_at"])
    _note(by, version, "sheet")
    return sheet


def _write(version: BudgetVersion, found: list[dict[str, str]], kept: dict[str, BudgetLine]) -> None:
    """Lines keep their series by their number, so that what was spent on them stays on them."""
    series = {line.code: line.series for line in lines_in_force(version.grant)}
    paid = {one.organisation.code: one.organisation_id for one in partners(version.grant)}
    codes = {values["code"] for values in found}
    version.lines.exclude(code__in=codes).delete()
    for position, values in enumerate(found, 1):
        code = values["code"]
        row = kept.get(code) or BudgetLine(version=version, code=code, series=series.get(code) or new_id())
        for name in _WORDS:
            setattr(row, name, values.get(name, getattr(row, name)))
        if "partner" in values:
            row.partner_id = paid[values["partner"]] if values["partner"] else None
        row.top, row.unit_value, row.position = rules_budget.line_of(row.heading), Decimal(values["unit_value"]), position
        row.numbers, row.amount = [str(number) for number in sheets.numbers_of(values)], sheets.amount_of(values)
        row.save()


def _note(by: Actor, version: BudgetVersion, step: str) -> None:
    record(tag=Tag.BUDGET_CHANGED, actor=by.id, organisation=by.organisation_id, subject=version.id, facts={"step": step})


def export_version(*, by: Actor, version: BudgetVersion, tongue: str) -> Out:
    """The lines of a version as a workbook that can be changed and read again; its SHA-256 is kept before it leaves."""
    grant = version.grant
    with override(tongue):
        data = version_workbook(version)
    return put_out(by, grant, "budget", grant.starts, grant.ends, data, "xlsx")


def version_workbook(version: BudgetVersion) -> bytes:
    """The lines, and beside them the headings of annex III that a line may have, in the language of now."""
    book = Workbook(write_only=True)
    lines = list(version.lines.select_related("partner").order_by("position", "code"))
    years = max([3, *(len(line.numbers) for line in lines)])
    names = [name for name in sheets.HEADINGS if not name.startswith("year_") or int(name[-1]) <= years]
    sheet = book.create_sheet(_("Lines"))
    for at, name in enumerate(names):
        sheet.column_dimensions[letter(at)].width = {"title": 48, "justification": 48, "heading": 10}.get(name, 14)
    sheet.freeze_panes = "B2"
    sheet.append([styled(sheet, str(COLUMNS[name]), bold=True, wrap=True) for name in names])
    for row, line in enumerate(lines, 2):
        sheet.append([_cell(sheet, line, name, names, row) for name in names])
    offered = book.create_sheet(_("Headings of annex III"))
    offered.column_dimensions["B"].width = 70
    for code, word in terms.vocabulary("eu_budget_headings").items():
        if rules_budget.line_of(code) in rules_budget.TYPED:
            offered.append([as_words(offered, code), as_words(offered, word.label(language()))])
    book.properties.title, book.properties.creator = version.grant.code, ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, line: BudgetLine, name: str, names: list[str], row: int) -> Any:
    """A cell of a line; what it comes to is a formula, so that a changed unit shows at once."""
    if name.startswith("year_"):
        at = int(name[-1]) - 1
        return styled(sheet, Decimal(line.numbers[at]) if at < len(line.numbers) else Decimal(0), form=MONEY)
    if name == "unit_value":
        return styled(sheet, line.unit_value, form=MONEY)
    if name == "amount":
        last, first, value = (letter(names.index(one)) for one in (names[names.index("unit_value") - 1], "year_1", "unit_value"))
        return styled(sheet, f"=ROUND(SUM({first}{row}:{last}{row})*{value}{row},2)", form=MONEY)
    return as_words(sheet, (line.partner.code if line.partner else "") if name == "partner" else getattr(line, name))
