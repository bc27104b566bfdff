"""A budget out of a spreadsheet: every line accounted for, faults by line and column, all of it or nothing, and back again."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from seereya.accounts.rules import Refused, Role
from seereya.foundation.tables.sheets import fold
from seereya.programme import wording_sheets
from seereya.programme.models import BudgetSheet
from seereya.programme.queries.budget import charged
from seereya.programme.queries.grants import NotThere
from seereya.programme.rules.sheets import HEADINGS
from seereya.programme.services import budget_sheets as sheets
from seereya.programme.services import budgets
from tests.factories import money as ledger
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
HEADS = ["Ligne", "Rubrique", "Objet", "Unité", "Unités année 1", "Unités année 2", "Valeur unitaire", "Partenaire", "Pilier"]
GOOD = ["5.7.1", "5.7", "Ateliers", "séance", "20", "10", "1 000,00", "PART", "4"]


@pytest.fixture
def house():
    return ledger.money()


@pytest.fixture
def version(house):
    return budgets.begin_version(by=house.officer, grant_id=house.grant.id, reason="Avenant 1")


def csv(*rows, heads=HEADS):
    return "\n".join(";".join(row) for row in (heads, *rows)).encode()


def xlsx(*rows, heads=HEADS):
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stage(house, version, data):
    return sheets.stage_sheet(by=house.officer, version_id=version.id, data=data)


def faults(sheet):
    return [(one["line"], one["column"], one["code"], one["belongs"]) for row in sheet.rows for one in row["faults"]]


def plain(version):
    return [
        (line.series, line.code, line.heading, line.top, line.title, line.unit, [Decimal(one) for one in line.numbers], line.unit_value,
         line.amount, line.partner_id, line.justification)
        for line in version.lines.order_by("position", "code")
    ]  # fmt: skip


@pytest.mark.parametrize("tongue", ["fr", "en"])
def test_what_leaves_is_read_back_as_it_stood(house, version, tongue):
    before = plain(version)
    out = sheets.export_version(by=house.officer, version=version, tongue=tongue)
    same = stage(house, version, out.data)
    assert same.counts == {"read": len(before), "same": len(before)}
    for line in version.lines.all():
        budgets.remove_line(by=house.officer, version_id=version.id, line_id=line.id)
    fresh = stage(house, version, out.data)
    assert fresh.counts == {"read": len(before), "new": len(before)}
    sheets.take_over(by=house.officer, sheet_id=fresh.id)
    after = plain(version)
    assert [one[1:6] for one in after] == [one[1:6] for one in before]
    assert [one[7:] for one in after] == [one[7:] for one in before]
    assert [one[0] for one in after] == [one[0] for one in before], "what was spent on a line stays on it"
    with pytest.raises(Refused, match="import_taken_over"):
        sheets.take_over(by=house.officer, sheet_id=fresh.id)


def test_a_dry_run_writes_nothing_and_taking_over_writes_all_of_it(house, version):
    rows = [
        ["1", "1. Ressources humaines", "", "", "", "", "", "", ""],
        ["1.1.1.1", "B1.1.1", "Juriste", "mois", 12, 6, 2000.5, "", ""],
        ["5.7.1", "5.7 Conférences, séminaires", "Ateliers", "séance", 20, 0, 1000, "PART", ""],
        ["5.7.2", "5.7", "Causeries", "séance", 10, 5.5, 99.99, "part", ""],
    ]
    rows[0][0] = ""
    before = plain(version)
    sheet = stage(house, version, xlsx(*rows))
    assert plain(version) == before
    assert sheet.counts == {"read": 4, "passed": 1, "changed": 2, "new": 1, "gone": 5}
    sheets.take_over(by=house.officer, sheet_id=sheet.id)
    lines = {line.code: line for line in version.lines.all()}
    assert set(lines) == {"1.1.1.1", "5.7.1", "5.7.2"}
    assert lines["1.1.1.1"].amount == Decimal("36009.00")
    assert (lines["5.7.2"].amount, lines["5.7.2"].partner_id) == (Decimal("1549.85"), house.partner.organisation.id)
    assert lines["5.7.1"].series == house.lines["5.7.1"].series


def test_shifted_columns_are_recognised_by_what_stands_in_them(house, version):
    shifted = ["5.7.1", "Ateliers", "séance", "20", "10", "1000", "PART", "", ""]
    sheet = stage(house, version, csv(shifted))
    found = faults(sheet)
    assert (2, "B", "unknown", "") in found
    assert (2, "D", "no_words", "unit_value") in found
    assert (2, "G", "amount_not_understood", "partner") in found
    moved = stage(house, version, csv(["B5.7", "5.7.1", *GOOD[2:]]))
    assert (2, "B", "unknown", "code") in faults(moved)
    wide = stage(house, version, xlsx([*GOOD, "de trop"]))
    assert (2, "J", "beyond_columns", "") in faults(wide)
    with pytest.raises(Refused, match="import_not_clean"):
        sheets.take_over(by=house.officer, sheet_id=wide.id)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1,234", "ambiguous"), ("1.234", "ambiguous"), ("1 234.567,8", "mixed_separators"), ("mille", "not_understood")],
)
def test_amounts_of_two_readings_are_refused_and_a_workbooks_own_numbers_are_not(house, version, typed, code):
    sheet = stage(house, version, csv(GOOD, ["5.7.3", "5.7", "Salle", "jour", "1", "", typed, "", ""]))
    assert faults(sheet) == [(3, "G", f"amount_{code}", "")]
    assert sheet.counts == {"read": 2, "changed": 1, "refused": 1, "gone": 6}
    page = browser_for(house.officer).get(reverse("programme:budget-sheet", args=[sheet.id])).content.decode()
    assert "colonne G (Valeur unitaire)" in page
    if typed == "1,234":
        assert "1 234" in page.replace("\u202f", " ").replace("\xa0", " ")
        assert "1,234" in page
    number = stage(house, version, xlsx(["5.7.3", "5.7", "Salle", "jour", 1, None, 1.234, "", ""]))
    assert faults(number) == [(2, "G", "amount_too_many_decimals", "")], "a part of a cent is not rounded away"
    assert not faults(stage(house, version, xlsx(["5.7.3", "5.7", "Salle", "jour", 1, None, 1234.5, "", ""])))


def test_what_a_line_lacks_and_what_stands_twice_is_named(house, version):
    sheet = stage(
        house, version,
        csv(GOOD, GOOD, ["", "B7", "Sous-total", "", "3", "", "", "ONU", ""], ["5.8.1", "5.8", "x" * 161, "u", "", "", "1", "", ""]),
    )  # fmt: skip
    assert faults(sheet) == [
        (3, "", "double", ""), (4, "A", "missing", ""), (4, "D", "missing", ""), (4, "G", "missing", ""), (4, "B", "a_sum", ""),
        (4, "H", "no_partner", ""), (5, "C", "too_long", ""), (5, "E", "missing", ""),
    ]  # fmt: skip
    heads = [*HEADS[:-1], "Montant"]
    wrong = stage(house, version, csv([*GOOD[:-1], "29 999,00"], heads=heads))
    assert faults(wrong) == [(2, "I", "another_amount", "")]
    assert not faults(stage(house, version, csv([*GOOD[:-1], "30 000,00"], heads=heads)))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable_workbook"), (b"PK\x03\x04rubbish", "unreadable_workbook"), (csv(), "empty_workbook"),
        (csv(GOOD[1:], heads=HEADS[1:]), "missing_columns"), (csv([*GOOD, "x"], heads=[*HEADS, "Line"]), "double_columns"),
        (csv(GOOD[:4]), "unreadable_workbook_line"), (b"x" * 5_000_001, "workbook_too_large"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_budget_is_refused_whole(house, version, data, code):
    with pytest.raises(Refused, match=code):
        stage(house, version, data)
    assert not BudgetSheet.objects.exists()


def test_who_may_and_when(house, version):
    with pytest.raises(Refused, match="coordinator_only"):
        sheets.stage_sheet(by=house.theirs, version_id=version.id, data=csv(GOOD))
    sheet = stage(house, version, csv(GOOD))
    with pytest.raises(NotThere):
        sheets.take_over(by=house.theirs, sheet_id=sheet.id)
    line = version.lines.get(code="8.1")
    budgets.remove_line(by=house.officer, version_id=version.id, line_id=line.id)
    with pytest.raises(Refused, match="import_moved_on"):
        sheets.take_over(by=house.officer, sheet_id=sheet.id)
    again = stage(house, version, csv(GOOD))
    budgets.adopt_version(by=house.officer, version_id=version.id, on=house.grant.starts)
    with pytest.raises(Refused, match="version_adopted"):
        sheets.take_over(by=house.officer, sheet_id=again.id)


def test_a_line_with_expenses_that_the_file_lacks_is_named(house, version):
    ledger.expense(house, line="2.2.1")
    sheet = stage(house, version, csv(GOOD))
    assert charged(version, ["2.2.1", "3.2.1"]) == ["2.2.1"]
    page = browser_for(house.lead.join(Role.FINANCE, language="en")).get(reverse("programme:budget-sheet", args=[sheet.id]))
    assert "Expenses are charged to lines that the file lacks: 2.2.1." in page.content.decode()


def test_it_is_read_and_taken_over_in_the_browser(house, version):
    browser = browser_for(house.officer)
    file = browser.get(reverse("programme:budget-file", args=[version.id]))
    assert load_workbook(io.BytesIO(file.content)).sheetnames[0]
    page = browser.get(reverse("programme:budget-sheet-new", args=[version.id]))
    assert "multipart/form-data" in page.content.decode()
    sent = browser.post(
        reverse("programme:budget-sheet-new", args=[version.id]), {"file": SimpleUploadedFile("budget.csv", csv(GOOD))}
    )
    assert sent.status_code == 302
    sheet = BudgetSheet.objects.get()
    taken = browser.post(reverse("programme:budget-sheet-take", args=[sheet.id]))
    assert taken.headers["location"] == reverse("programme:budget", args=[version.id])
    assert browser.post(reverse("programme:budget-sheet-take", args=[sheet.id])).status_code == 409
    bad = browser.post(
        reverse("programme:budget-sheet-new", args=[version.id]), {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2")}
    )
    assert bad.status_code == 409


def test_the_words_above_its_columns_are_those_it_reads():
    for tongue in ("fr", "en"):
        with override(tongue):
            for name, words in wording_sheets.COLUMNS.items():
                assert fold(str(words)) in HEADINGS[name], (tongue, name)
