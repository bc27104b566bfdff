"""Expenses out of a spreadsheet: every line accounted for, faults by line and column, all of it or nothing, once."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from seereya.accounts.rules import Refused
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.foundation.tables.sheets import fold
from seereya.programme import wording_expense_sheets as words
from seereya.programme.models import Expense, ExpenseShare, ExpenseSheet
from seereya.programme.queries.grants import NotThere
from seereya.programme.rules.expense_sheets import HEADINGS
from seereya.programme.services import expense_sheets as sheets
from seereya.programme.services import ledger as leaving
from seereya.programme.services import payments, rates
from seereya.programme.services.expense_template import template
from seereya.programme.services.expenses import Share, enter_expense, keys_of, read_content
from seereya.programme.services.judging import judge
from tests.factories import money as ledger
from tests.factories import programme as plan
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
HEADS = ["N° du document", "Jour", "Nature", "Payé à (code)", "Ligne budgétaire", "Activité", "Montant", "Monnaie", "Total du document",
         "Taxe que l’État rend", "Pour quoi faire"]  # fmt: skip


@pytest.fixture
def house():
    return ledger.money()


def row(document="F-1", day="2024-05-03", kind="Frais de bureau", amount="100,00", **more):
    values = {"document": document, "day": day, "kind": kind, "line": "5.7.1", "amount": amount, "currency": "EUR"} | more
    return [str(values.get(name, "")) for name in words.TEMPLATE]


def csv(*rows, heads=HEADS):
    return "\n".join(";".join(row) for row in (heads, *rows)).encode()


def xlsx(*rows, heads=HEADS):
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stage(house, data, by=None):
    return sheets.stage_sheet(by=by or house.officer, grant_id=house.grant.id, data=data)


def lines(house, sheet, by=None):
    return sheets.open_sheet(by=by or house.officer, sheet=sheet)


def faults(house, *rows, heads=HEADS):
    found = lines(house, stage(house, csv(*rows, heads=heads)))
    return [(one.line, one.column, one.code, one.value) for line in found for one in line.faults]


def faults_of(house, sheet):
    return [fault.code for one in lines(house, sheet) for fault in one.faults]


def plain(house, **more):
    """An expense as it stands, without what only its own number and day of entry are."""
    names = ("kind", "spent_on", "document_number", "document_key", "payee_id", "amount", "currency", "units", "rate_source", "eur", "tax",
             "computed", "status", "state", "version")  # fmt: skip
    found = []
    for one in Expense.objects.filter(organisation_id=house.officer.organisation_id, **more).order_by("number"):
        shares = one.shares.order_by("position").values_list("line", "top", "activity", "amount", "eur", "counted", "spent_on")
        pieces = one.pieces.order_by("kind").values_list("kind", "state", "binder")
        said = read_content(one, keys_of(house.officer, one)).words
        found.append(([getattr(one, name) for name in names], list(shares), list(pieces), said))
    return found


def test_a_dry_run_writes_nothing_and_entering_is_as_if_typed_by_hand(house):
    plan.activity(by=house.officer, of=house.grant, code="1.1.1")
    payee = ledger.payee(house.officer)
    rows = [
        row("F-1", payee=payee.code, activity="1.1.1", words="Zsheetwordsqk"),
        row("F-2", "31/05/2024", "Bank charges", "1 234,50", currency="XOF", line=""),
        row("F-3", "2024-12-31", "supply", "50", tax="8"),
        row("F-4", "2024-06-01", "office", "33333", currency="XOF", total="99999"),
        row("F-4", "2024-06-01", "office", "66666", currency="XOF", line="2.2.1", total="99999"),
    ]
    sheet = stage(house, csv(*rows))
    assert not Expense.objects.exists()
    assert sheet.counts == {"read": 5, "documents": 4, "new": 5}
    assert b"Zsheetwordsqk" not in bytes(sheet.content)
    sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    brought = plain(house)
    Expense.objects.all().delete()
    series = {code: line.series for code, line in house.lines.items()}
    for entry in (
        ledger.entry(house, payee=payee.id, words="Zsheetwordsqk", shares=[Share(series["5.7.1"], Decimal(100), "1.1.1")]),
        ledger.entry(house, document_number="F-2", spent_on=date(2024, 5, 31), kind="fee", amount="1234.50", currency="XOF", line=None),
        ledger.entry(house, document_number="F-3", spent_on=date(2024, 12, 31), kind="supply", amount="50", tax=Decimal(8)),
        ledger.entry(
            house, document_number="F-4", spent_on=date(2024, 6, 1), amount="99999", currency="XOF",
            shares=[Share(series["5.7.1"], Decimal(33333)), Share(series["2.2.1"], Decimal(66666))],
        ),
    ):  # fmt: skip
        enter_expense(by=house.officer, grant_id=house.grant.id, entry=entry)
    assert brought == plain(house)
    assert brought[0][3] == "Zsheetwordsqk"


def test_every_line_is_accounted_for_and_nothing_is_entered_twice(house):
    data = csv(row(), row("F-2"), ["", "", "", "", "", "", "200,00", "", "", "", ""])
    sheet = stage(house, data)
    assert sheet.counts == {"read": 3, "documents": 2, "new": 2, "sum": 1}
    sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    sheet.refresh_from_db()
    assert sheet.counts == {"read": 3, "documents": 2, "entered": 2, "sum": 1}
    assert [(one.line, one.fate, one.number, "words" in one.values) for one in lines(house, sheet)] == [
        (2, "entered", 1, False), (3, "entered", 2, False), (4, "sum", 0, False),
    ]  # fmt: skip
    with pytest.raises(Refused, match="expenses_entered_already"):
        sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    again = stage(house, data)
    assert again.counts == {"read": 3, "documents": 0, "stands": 2, "sum": 1}
    with pytest.raises(Refused, match="nothing_to_enter"):
        sheets.enter_sheet(by=house.officer, sheet_id=again.id)
    longer = stage(house, csv(row(), row("F-2"), row("F-3")))
    assert longer.counts == {"read": 3, "documents": 1, "stands": 2, "new": 1}
    sheets.enter_sheet(by=house.officer, sheet_id=longer.id)
    assert Expense.objects.count() == 3
    assert AuditEntry.objects.filter(tag=Tag.EXPENSE_SAVED).count() == 3


def test_two_looks_at_one_file_enter_it_once(house):
    first, second = stage(house, csv(row())), stage(house, csv(row()))
    sheets.enter_sheet(by=house.officer, sheet_id=first.id)
    with pytest.raises(Refused, match="import_moved_on"):
        sheets.enter_sheet(by=house.second, sheet_id=second.id)
    assert Expense.objects.count() == 1


def test_all_or_nothing(house):
    sheet = stage(house, csv(row("F-1", currency="CAD")))
    assert [one.faults[0].code for one in lines(house, sheet)] == ["no_rate"]
    with pytest.raises(Refused, match="import_not_clean"):
        sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    rate = {"currency": "CAD", "month": date(2024, 5, 1), "units": Decimal("1.4653"), "source": "InforEuro"}
    rates.set_rate(by=house.officer, grant_id=house.grant.id, **rate)
    sheet = stage(house, csv(row("F-1"), row("F-2", currency="CAD")))
    house.grant.rates.all().delete()
    with pytest.raises(Refused, match="rate_missing"):
        sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    assert not Expense.objects.exists()
    sheet.refresh_from_db()
    assert sheet.entered_at is None


@pytest.mark.parametrize(
    ("more", "column", "code"),
    [
        ({"document": ""}, "A", "missing"), ({"document": "– / –"}, "A", "no_number"), ({"document": "x" * 41}, "A", "too_long"),
        ({"day": ""}, "B", "missing"), ({"day": "2024-02-30"}, "B", "no_day"), ({"day": "05/31/2024"}, "B", "no_day"),
        ({"day": "31/05/24"}, "B", "no_day"), ({"day": "2023-12-31"}, "B", "outside_period"),
        ({"day": "2025-07-01"}, "B", "outside_period"), ({"day": "2224-05-03"}, "B", "in_future"),
        ({"kind": "Divers"}, "C", "no_kind"), ({"payee": "PY-9999"}, "D", "no_payee"), ({"line": "9.9"}, "E", "no_line"),
        ({"activity": "A9"}, "F", "no_activity"), ({"amount": "1,234"}, "G", "amount_ambiguous"),
        ({"amount": "1.234,56,7"}, "G", "amount_mixed_separators"), ({"amount": "-5"}, "G", "amount_negative"),
        ({"amount": "0"}, "G", "nothing"), ({"amount": "1,005"}, "G", "amount_ambiguous"),
        ({"amount": "10,0055"}, "G", "amount_too_many_decimals"), ({"currency": "FCFA"}, "H", "no_currency"),
        ({"currency": "CAD"}, "H", "no_rate"), ({"total": "101"}, "I", "unbalanced"), ({"tax": "100,01"}, "J", "tax_over"),
        ({"words": "x" * 501}, "K", "too_long"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_its_line_and_column(house, more, column, code):
    assert [one[:3] for one in faults(house, row("F-0"), row(**more))] == [(3, column, code)]


def test_both_ways_of_writing_thousands_are_read_where_they_can_be(house):
    sheet = stage(house, csv(row("F-1", amount="1.234,56"), row("F-2", amount="1,234.56"), row("F-3", amount="1 234,56")))
    assert {one.values["amount"] for one in lines(house, sheet)} == {"1234.56"}
    numbers = xlsx(["F-1", date(2024, 5, 3), "office", "", "5.7.1", "", 1.234, "EUR"], heads=HEADS[:8])
    assert lines(house, stage(house, numbers))[0].faults[0].code == "amount_too_many_decimals"
    numbers = xlsx([12, date(2024, 5, 3), "office", "", "5.7.1", "", 1234.5, "EUR"], heads=HEADS[:8])
    assert lines(house, stage(house, numbers))[0].values["document"] == "12"


def test_what_stands_twice_is_named(house):
    assert faults(house, row("F-0042 / b"), row("f0042B")) == [(3, "", "double", "2")]
    assert faults(house, row(), row(amount="60")) == [(3, "A", "parts_unsaid", "2")]
    assert not faults(house, row(total="100"), row(amount="60", total="60")), "two documents that each say what they come to"
    row_ = ledger.expense(house, document_number="f 1")
    found = faults(house, row(line="2.2.1"))
    assert found == [(2, "A", "stands_otherwise", str(row_.number))]
    assert stage(house, csv(row())).counts == {"read": 1, "documents": 0, "stands": 1}


def test_parts_of_one_document_agree_and_come_to_its_total(house):
    parts = [row(amount="60", total="100"), row(amount="40", line="2.2.1", total="100")]
    assert not faults(house, *parts)
    assert faults(house, parts[0], row(amount="41", line="2.2.1", total="100")) == [(3, "I", "unbalanced", "101.00 / 100.00")]
    assert faults(house, parts[0], row(amount="40", kind="fee", line="2.2.1", total="100")) == [(3, "C", "differs", "2")]
    many = [row(amount="20", line=code, total="100") for code in ("5.7.1", "2.2.1", "3.2.1", "6.1", "8.1")]
    assert faults(house, *many) == [(6, "A", "too_many_parts", "2")]
    torn = faults(house, parts[0], row(amount="quarante", line="2.2.1", total="100"))
    assert torn == [(3, "G", "amount_not_understood", "quarante")], "a part that cannot be read does not make the others wrong"


def test_shifted_columns_are_recognised(house):
    payee = ledger.payee(house.officer)
    found = lines(house, stage(house, csv(row(kind="2024-05-03", day="office", line=payee.code, currency="5.7.1"))))
    assert [(one.column, one.code, one.belongs) for one in found[0].faults] == [
        ("C", "no_kind", "day"), ("E", "no_line", "payee"), ("H", "no_currency", "line"), ("B", "no_day", "kind"),
    ]  # fmt: skip
    wide = lines(house, stage(house, xlsx([*row(), "de trop"])))
    assert [(one.column, one.code) for one in wide[0].faults] == [("L", "beyond_columns")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable_workbook"), (b"PK\x03\x04rubbish", "unreadable_workbook"), (csv(), "empty_workbook"),
        (csv(row()[1:], heads=HEADS[1:]), "missing_columns"), (csv([*row(), "x"], heads=[*HEADS, "Date"]), "double_columns"),
        (csv(row()[:4]), "unreadable_workbook_line"), (b"x" * 5_000_001, "workbook_too_large"),
        (csv(["", "", "", "", "", "", "5", "", "", "", ""]), "empty_workbook"),
        (csv(*[row(document=f"L-{number}") for number in range(2_001)]), "too_many_expense_lines"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_ledger_is_refused_whole(house, data, code):
    with pytest.raises(Refused, match=code):
        stage(house, data)
    assert not ExpenseSheet.objects.exists()


@pytest.mark.parametrize("tongue", ["fr", "en"])
def test_the_transaction_list_that_left_is_read_again(house, tongue):
    payee = ledger.payee(house.officer)
    ledger.expense(house, payee=payee.id)
    shares = [Share(house.lines[code].series, Decimal("50.00")) for code in ("5.7.1", "2.2.1")]
    ledger.expense(house, document_number="-2", shares=shares, tax=Decimal(0))
    ledger.expense(house, by=house.theirs, document_number="T-1")
    early = ledger.expense(house, document_number="E-1", spent_on=date(2023, 12, 31))
    assert early.status == "EL-PER"
    out = leaving.export_transactions(
        by=house.officer, grant_id=house.grant.id, starts=date(2023, 1, 1), ends=house.grant.ends, language=tongue
    )
    same = stage(house, out.data)
    assert same.counts == {"read": 5, "documents": 0, "stands": 4, "partner": 1}
    early.delete()
    before = plain(house)
    assert faults_of(house, stage(house, out.data)) == ["outside_period"]
    early_line = next(line for line in out.data.splitlines(keepends=True) if b"E-1" in line)
    out = replace(out, data=out.data.replace(early_line, b""))
    Expense.objects.filter(organisation=house.lead.organisation).delete()
    fresh = stage(house, out.data)
    assert fresh.counts == {"read": 4, "documents": 2, "new": 3, "partner": 1}
    sheets.enter_sheet(by=house.officer, sheet_id=fresh.id)
    assert plain(house) == before


@pytest.mark.parametrize("tongue", ["fr", "en"])
def test_the_template_is_read_back_and_offers_codes(house, tongue):
    payee = ledger.payee(house.officer, "Zpayeenameqk")
    name, data = template(by=house.officer, grant_id=house.grant.id, tongue=tongue)
    assert name == "expenses.xlsx"
    assert b"Zpayeenameqk" not in data
    book = load_workbook(io.BytesIO(data))
    sheet, codes = book.worksheets
    offered = {cell.value for line in codes.iter_rows() for cell in line}
    assert {payee.code, "5.7.1", "XOF", "EUR"} <= offered
    assert len(sheet.data_validations.dataValidation) == 4, "no activity is planned yet"
    with override(tongue):
        kind = str(words.COLUMNS["kind"])
    assert [cell.value for cell in sheet[1]][2] == kind
    with pytest.raises(Refused, match="empty_workbook"):
        stage(house, data)
    sheet.append(["F-1", date(2024, 5, 3), codes["A2"].value, payee.code, "5.7.1", None, 12.5, "EUR"])
    out = io.BytesIO()
    book.save(out)
    assert stage(house, out.getvalue()).counts == {"read": 1, "documents": 1, "new": 1}


def test_it_says_what_will_speak_against_an_expense(house):
    payee = ledger.payee(house.officer)
    ledger.expense(house, payee=payee.id, document_number="other")
    found = lines(
        house, stage(house, csv(row(payee=payee.code), row("F-2", amount="5", line=""), row("F-3", amount="7", kind="event")))
    )
    assert [one.notes for one in found] == [["looks_like_another"], ["no_line"], []]


def test_who_may_and_what_comes_after(house):
    sheet = stage(house, csv(row()), by=house.theirs)
    with pytest.raises(NotThere):
        sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    assert browser_for(house.officer).get(reverse("programme:expense-sheet", args=[sheet.id])).status_code == 404
    sheets.enter_sheet(by=house.theirs, sheet_id=sheet.id)
    entered = Expense.objects.get()
    assert entered.organisation_id == house.theirs.organisation_id
    with pytest.raises(Refused, match="pieces_missing"):
        payments.prepare_payment(by=house.theirs, expense_id=entered.id)


def test_it_is_read_and_entered_in_the_browser(house):
    browser = browser_for(house.officer)
    lists = browser.get(reverse("programme:expenses", args=[house.grant.id])).content.decode()
    assert reverse("programme:expense-sheet-new", args=[house.grant.id]) in lists
    new = reverse("programme:expense-sheet-new", args=[house.grant.id])
    page = browser.get(new).content.decode()
    assert "multipart/form-data" in page
    assert reverse("programme:expense-template", args=[house.grant.id]) in page
    book = browser.get(reverse("programme:expense-template", args=[house.grant.id]))
    assert "expenses.xlsx" in book.headers["Content-Disposition"]
    bad = browser.post(new, {"file": SimpleUploadedFile("a.csv", csv(row(), row("F-2", day="2023-01-01", amount="1,234")))})
    page = browser.get(bad.headers["location"]).content.decode()
    assert "colonne B (Jour)" in page
    assert "colonne G (Montant)" in page
    assert "1 janvier 2024" in page.replace("\xa0", " ")
    sent = browser.post(new, {"file": SimpleUploadedFile("a.csv", csv(row(words="Zsheetwordsqk"), row("F-2")))})
    assert sent.status_code == 302
    sheet = ExpenseSheet.objects.exclude(id=bad.headers["location"].rstrip("/").rsplit("/", 1)[1]).get()
    address, enter = (reverse(f"programme:expense-sheet{end}", args=[sheet.id]) for end in ("", "-enter"))
    assert enter in browser.get(address).content.decode()
    assert browser.post(enter).headers["location"] == address
    after = browser.get(address).content.decode()
    assert enter not in after
    assert reverse("programme:expense", args=[Expense.objects.get(number=2).id]) in after
    again = browser.post(enter)
    assert again.status_code == 409
    assert Expense.objects.count() == 2
    assert browser.get(address + "?page=2").status_code == 200
    assert browser.get(address + "?what=2").status_code == 400
    assert browser.post(new, {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2")}).status_code == 409


def _many(count, payees):
    day = date(2024, 1, 2)
    return csv(*(
        row(f"D-{n}", f"{day + timedelta(days=n % 360)}", ("office", "supply", "service")[n % 3], f"{n % 97 + 1},50", payee=payees[n % 7].code)
        for n in range(count)
    ))  # fmt: skip


def test_two_thousand_lines_take_hundreds_of_statements_and_are_judged_as_one_by_one(house, django_assert_max_num_queries):
    payees = [ledger.payee(house.officer, f"P{n}") for n in range(7)]
    with django_assert_max_num_queries(60):
        sheet = stage(house, _many(2000, payees))
    with django_assert_max_num_queries(260):
        sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    assert Expense.objects.count() == ExpenseShare.objects.count() == 2000
    for one in Expense.objects.order_by("number")[::400]:
        before = (one.computed, one.status, list(one.shares.values_list("counted", flat=True)))
        judge(one)
        assert (one.computed, one.status, list(one.shares.values_list("counted", flat=True))) == before


@pytest.mark.parametrize("count", [3, 450])
def test_the_page_takes_a_fixed_number_of_queries(house, count, django_assert_max_num_queries):
    payees = [ledger.payee(house.officer, f"P{n}") for n in range(7)]
    sheet = stage(house, _many(count, payees))
    sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    browser = browser_for(house.officer)
    with django_assert_max_num_queries(24):
        page = browser.get(reverse("programme:expense-sheet", args=[sheet.id])).content.decode()
    assert ("?page=2" in page) is (count > 200)


def test_the_words_above_its_columns_are_those_it_reads():
    for tongue in ("fr", "en"):
        with override(tongue):
            for name, said in words.COLUMNS.items():
                assert fold(str(said)) in HEADINGS[name], (tongue, name, str(said))


def test_purchases_of_one_file_are_laid_beside_each_other(house):
    payee = ledger.payee(house.officer)
    ledger.expense(house, kind="service", payee=payee.id, amount="15000", document_number="before", spent_on=date(2024, 4, 1))
    rows = [row(f"S-{n}", f"2024-05-0{n}", "service", f"{1500 + n}0", payee=payee.code) for n in (1, 2, 3)]
    sheet = stage(house, csv(*rows))
    assert {"splitting"} <= {code for one in lines(house, sheet) for code in one.notes}
    sheets.enter_sheet(by=house.officer, sheet_id=sheet.id)
    for one in Expense.objects.exclude(document_number="before"):
        assert "splitting" in one.computed
        judge(one)
        assert "splitting" in one.computed
