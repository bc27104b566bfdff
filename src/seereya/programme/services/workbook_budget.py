"""The budget comparison as a sheet whose sums are formulas: whoever receives it can follow every figure, and change one to see."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from seereya.foundation.money import format_percent, percent
from seereya.foundation.tables.leaving import as_words
from seereya.programme import rules_budget as rules
from seereya.programme.queries.budget import Comparison, LineSpent
from seereya.reference.saying import language, term

MONEY, SHARE, COUNT = "#,##0.00", "0.0%", "#,##0.00"
BOLD, HEAD = Font(bold=True), PatternFill("solid", fgColor="E8EAF6")
FIRST = 6
# Columns: A line, B what, C partner, D unit, E units, F unit value, G budget, H transfers, I budget now, J before, K period, L total,
# M left, N spent of budget, O moved of budget.
WIDTHS = {"A": 10, "B": 52, "C": 10, "D": 14, "E": 10, "F": 13, **dict.fromkeys("GHIJKLM", 16), "N": 10, "O": 10}
SUMS = {7: (1, 2, 3, 4, 5, 6), 9: (7, 8), 11: (9, 10), 13: (11, 12)}


def styled(sheet: Any, value: Any, *, form: str = "", bold: bool = False, wrap: bool = False) -> Any:
    """A cell with its number format; only where it has one may it be a formula, of ours."""
    cell = WriteOnlyCell(sheet, value) if form else as_words(sheet, value)
    if form:
        cell.number_format = form
    if bold:
        cell.font, cell.fill = BOLD, HEAD
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def headings() -> list[str]:
    """The words above the columns."""
    return [
        _("Line"), _("Budget line"), _("Partner"), _("Unit"), _("Units"), _("Unit value"), _("Budget"), _("Transfers"),
        _("Budget after transfers"), _("Spent before"), _("Spent in the period"), _("Spent in all"), _("Left"), _("Spent, %"),
        _("Moved, %"),
    ]  # fmt: skip


def write(book: Any, comparison: Comparison, *, title: str, period: str) -> None:
    """Writes the sheet: each heading with its lines, then the sums of annex III, then the two ceilings."""
    sheet = book.create_sheet(_("Budget"))
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"C{FIRST}"
    for words in (title, period, _("Amounts in euros. Sums and percentages are formulas."), ""):
        sheet.append([styled(sheet, words, bold=words == title)])
    sheet.append([styled(sheet, words, bold=True, wrap=True) for words in headings()])
    by_top: dict[int, list[LineSpent]] = {}
    for one in comparison.lines:
        by_top.setdefault(one.line.top, []).append(one)
    rows, at = _places(by_top), FIRST
    moved = rules.net_moves(comparison.frame.moves)
    agreed = {line: comparison.current[line] - comparison.original[line] for line in rules.TYPED}
    for line in rules.ALL_LINES:
        lines = by_top.get(line, [])
        assert rows[line] == at
        sheet.append(_heading_row(sheet, line, at, len(lines), rows, agreed.get(line, Decimal(0))))
        for offset, one in enumerate(lines, 1):
            sheet.append(_line_row(sheet, one, at + offset))
        at += 1 + len(lines)
    _foot(sheet, comparison, rows, moved)


def _places(by_top: dict[int, list[LineSpent]]) -> dict[int, int]:
    """On which row each line of annex III stands."""
    found, at = {}, FIRST
    for line in rules.ALL_LINES:
        found[line] = at
        at += 1 + len(by_top.get(line, []))
    return found


def _heading_row(sheet: Any, line: int, at: int, count: int, rows: dict[int, int], moved: Decimal) -> list[Any]:
    """A heading: the sum of its lines; or, for a subtotal, of other headings."""

    def sums(letter: str) -> Any:
        if line in SUMS:
            return "=" + "+".join(f"{letter}{rows[part]}" for part in SUMS[line])
        return f"=SUM({letter}{at + 1}:{letter}{at + count})" if count else Decimal(0)

    cell: Callable[..., Any] = lambda value, form=MONEY: styled(sheet, value, form=form, bold=True)  # noqa: E731
    transfers = sums("H") if line in SUMS else moved
    return [
        cell(line, "0"), styled(sheet, term("eu_budget_headings", f"B{line}"), bold=True, wrap=True), *[cell("")] * 4,
        cell(sums("G")), cell(transfers), cell(f"=G{at}+H{at}"), cell(sums("J")), cell(sums("K")), *_results(cell, at),
        cell(f"=IF(G{at}=0,0,ABS(H{at})/G{at})", SHARE),
    ]  # fmt: skip


def _results(cell: Callable[..., Any], at: int) -> list[Any]:
    return [cell(f"=J{at}+K{at}"), cell(f"=I{at}-L{at}"), cell(f"=IF(I{at}=0,0,L{at}/I{at})", SHARE)]


def _line_row(sheet: Any, one: LineSpent, at: int) -> list[Any]:
    """A budget line; transfers stand at the headings, because they are made between headings."""
    line = one.line
    units = sum((Decimal(number) for number in line.numbers), Decimal(0))
    cell: Callable[..., Any] = lambda value, form=MONEY: styled(sheet, value, form=form)  # noqa: E731
    return [
        as_words(sheet, line.code), as_words(sheet, line.title), line.partner.code if line.partner else "", as_words(sheet, line.unit),
        cell(units, COUNT), cell(line.unit_value), cell(f"=ROUND(E{at}*F{at},2)"), "", cell(f"=G{at}"), cell(one.before),
        cell(one.period), *_results(cell, at), "",
    ]  # fmt: skip


def _foot(sheet: Any, comparison: Comparison, rows: dict[int, int], moved: dict[int, Decimal]) -> None:
    """Ceilings and rules, as formulas too."""
    sheet.append([])
    for line, most in ((rules.INDIRECT, "7"), (rules.RESERVE, "5")):
        words = _("Line %(line)s of direct costs, at most %(most)s") % {"line": line, "most": format_percent(most, language())}
        share = styled(sheet, f"=IF(I{rows[7]}=0,0,I{rows[line]}/I{rows[7]})", form=SHARE)
        sheet.append(["", words, "", "", "", "", share])
    words = _("Moved without an addendum, most of all headings (at most 25% of each)")
    shares = [percent(abs(moved[one.line]), one.reference) or Decimal(0) for one in comparison.standings]
    sheet.append(["", words, "", "", "", "", styled(sheet, max(shares, default=Decimal(0)) / 100, form=SHARE)])
    excess = sum((one.excess for one in comparison.frame.transfers), Decimal(0))
    sheet.append(["", _("Over a quarter, taken on as ineligible"), "", "", "", "", styled(sheet, excess, form=MONEY)])
    if comparison.outside:
        words = _("Spent on no line of this budget (not in the sums above)")
        sheet.append(["", words, "", "", "", "", styled(sheet, comparison.outside, form=MONEY)])
