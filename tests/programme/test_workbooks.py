"""The workbook: every figure to the cent against a recomputation of its own, in Python and by LibreOffice."""

from __future__ import annotations

import csv
import io
import random
import shutil
import subprocess
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from openpyxl import load_workbook

from seereya.programme.queries.budget import comparison
from seereya.programme.queries.ledger import transactions
from seereya.programme.services import ledger as ledgers
from seereya.programme.services import transfers
from seereya.programme.services.transfers import Wanted
from seereya.programme.services.workbooks import quarterly_workbook
from tests.factories import money as ledger

pytestmark = pytest.mark.django_db
CENT = Decimal("0.01")
STARTS, ENDS = date(2024, 4, 1), date(2024, 6, 30)
PEG = Decimal("655.957")


@pytest.fixture
def house():
    found = ledger.money()
    chance = random.Random(4)
    codes = ["1.1.1.1", "2.2.1", "3.2.1", "5.7.1", "6.1"]
    for number in range(40):
        currency = chance.choice(["EUR", "XOF"])
        amount = Decimal(chance.randrange(100, 9_000_000)) / 100
        amount = amount.quantize(Decimal(1)) + 1 if currency == "XOF" else amount
        day = date(2024, 1, 5) + timedelta(days=chance.randrange(0, 230))
        ledger.expense(
            found, by=found.theirs if number % 3 == 0 else found.officer, line=chance.choice(codes), amount=str(amount),
            currency=currency, spent_on=day, document_number=f"=D{number}",
        )  # fmt: skip
    transfers.make_transfer(by=found.officer, grant_id=found.grant.id, wanted=Wanted(1, 5, Decimal("1234.56"), "x"))
    return found


def recomputed(house):
    """What the comparison must say, from the documents themselves: nothing of the code under test is asked."""
    budget, before, period = defaultdict(Decimal), defaultdict(Decimal), defaultdict(Decimal)
    for heading, _code, _title, number, value in ledger.LINES:
        budget[int(heading[1:].split(".")[0])] += Decimal(number) * Decimal(value)
    for row in house.grant.expenses.prefetch_related("shares"):
        eur = row.amount if row.currency == "EUR" else (row.amount / PEG).quantize(CENT, rounding=ROUND_HALF_UP)
        if row.spent_on <= ENDS:
            (period if row.spent_on >= STARTS else before)[row.shares.all()[0].top] += eur
    moved = {1: Decimal("-1234.56"), 5: Decimal("1234.56")}
    found = {}
    for line in (1, 2, 3, 4, 5, 6, 8, 10, 12):
        now = budget[line] + moved.get(line, 0)
        spent = before[line] + period[line]
        found[line] = [budget[line], moved.get(line, Decimal(0)), now, before[line], period[line], spent, now - spent]
    for line, parts in ((7, range(1, 7)), (9, (7, 8)), (11, (9, 10)), (13, (11, 12))):
        found[line] = [sum(column) for column in zip(*(found[part] for part in parts), strict=True)]
    return found


def workbook(house, tongue="fr"):
    compared = comparison(house.grant, ENDS, starts=STARTS)
    return quarterly_workbook(
        grant=house.grant, comparison=compared, transactions=transactions(house.grant, STARTS, ENDS), tongue=tongue
    )


class Sheet:
    """Formulas worked out by hand, for those this workbook uses: sums, differences, products rounded to the cent."""

    def __init__(self, sheet):
        self.cells = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")}

    def value(self, place):
        found = self.cells.get(place, Decimal(0))
        return self.work_out(found[1:]) if isinstance(found, str) and found.startswith("=") else Decimal(str(found))

    def work_out(self, words):
        if words.startswith("SUM("):
            first, last = words[4:-1].split(":")
            return sum((self.value(f"{first[0]}{row}") for row in range(int(first[1:]), int(last[1:]) + 1)), Decimal(0))
        if words.startswith("ROUND("):
            left, right = words[6:-3].split("*")
            return (self.value(left) * self.value(right)).quantize(CENT, rounding=ROUND_HALF_UP)
        if "-" in words:
            left, right = words.split("-")
            return self.value(left) - self.value(right)
        return sum((self.value(part) for part in words.split("+")), Decimal(0))

    def lines(self):
        return {self.cells[f"A{row}"]: row for row in range(6, 60) if isinstance(self.cells.get(f"A{row}"), int)}


def test_every_figure_of_the_comparison_to_the_cent(house):
    sheet = Sheet(load_workbook(io.BytesIO(workbook(house)))["Budget"])
    expected = recomputed(house)
    rows = sheet.lines()
    assert set(rows) == set(range(1, 14))
    for line, row in rows.items():
        assert [sheet.value(f"{letter}{row}") for letter in "GHIJKLM"] == expected[line], line
    assert sheet.cells[f"G{rows[7]}"].startswith("=G")
    assert sheet.cells[f"L{rows[1]}"] == f"=J{rows[1]}+K{rows[1]}"


def test_transactions_are_listed_with_their_sum_and_no_smuggled_formula(house):
    sheet = load_workbook(io.BytesIO(workbook(house)))[{"fr": "Transactions"}["fr"]]
    rows = list(sheet.iter_rows(min_row=2))
    listed = list(transactions(house.grant, STARTS, ENDS))
    assert len(rows) == len(listed) + 1
    assert [Decimal(str(row[13].value)) for row in rows[:-1]] == [one.eur for one in listed]
    assert all(row[7].data_type == "s" for row in rows[:-1])
    assert Sheet(sheet).value(f"N{len(listed) + 2}") == sum(one.eur for one in listed)


def test_the_list_as_csv_is_kept_by_its_digest_and_can_be_checked(house):
    out = ledgers.export_transactions(by=house.officer, grant_id=house.grant.id, starts=STARTS, ends=ENDS, language="fr")
    rows = list(csv.reader(io.StringIO(out.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + len(list(transactions(house.grant, STARTS, ENDS)))
    assert rows[1][7].startswith("'=")
    digest, found = ledgers.check_file(by=house.officer, grant_id=house.grant.id, file=[out.data])
    assert (digest, found) == (out.row.sha256, out.row)
    assert ledgers.check_file(by=house.officer, grant_id=house.grant.id, file=[out.data[:-1]])[1] is None
    theirs = ledgers.export_transactions(by=house.theirs, grant_id=house.grant.id, starts=STARTS, ends=ENDS, language="en")
    assert b"LEAD" not in theirs.data
    book = ledgers.export_workbook(by=house.officer, grant_id=house.grant.id, starts=STARTS, ends=ENDS, language="en")
    assert load_workbook(io.BytesIO(book.data)).sheetnames[0] == "Budget"


def test_a_sample_is_drawn_again_by_its_seed(house):
    values = {"by": house.officer, "grant_id": house.grant.id, "starts": STARTS, "ends": ENDS, "size": 5}
    first = ledgers.draw_sample(**values, seed="audit-2024")
    second = ledgers.draw_sample(**values, seed="audit-2024")
    assert first.drawn == second.drawn
    assert len(ledgers.sample_of(by=house.officer, sample_id=first.id)[1]) == 5
    assert ledgers.draw_sample(**values).seed != ledgers.draw_sample(**values).seed


@pytest.mark.heavy
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_comes_to_the_same_figures(house, tmp_path):
    (tmp_path / "q.xlsx").write_bytes(workbook(house))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "q.xlsx")], check=True, capture_output=True, timeout=180
    )
    plain = Sheet(load_workbook(tmp_path / "out" / "q.xlsx", data_only=True)["Budget"])
    expected = recomputed(house)
    for line, row in plain.lines().items():
        figures = [plain.value(f"{letter}{row}").quantize(CENT, rounding=ROUND_HALF_UP) for letter in "GHIJKLM"]
        assert figures == expected[line], line
