"""Every page about money answers, narrows, refuses in words, and does what its buttons say."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from seereya.accounts.rules import Role
from seereya.programme.content_money import Helped
from seereya.programme.models import BudgetLine, Expense, ExpensePiece, LedgerExport, Rate, SupportReceipt, Transfer
from seereya.programme.rules_expenses import State
from seereya.programme.services import ledger as ledgers
from seereya.programme.services import support, transfers
from seereya.programme.services.transfers import Wanted
from seereya.vault.rules import VaultKind
from tests.factories import money as ledger
from tests.factories import programme as plan
from tests.factories.accounts import browser_for
from tests.factories.vault import give

pytestmark = pytest.mark.django_db
YEAR = {"starts": "2024-01-01", "ends": "2024-12-31"}


@pytest.fixture
def house():
    return ledger.money()


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


def text(answer):
    return answer.content.decode()


def test_every_page_opens(house):
    payee, grant, by = ledger.payee(house.officer), house.grant.id, house.officer
    row = ledger.expense(house, payee=payee.id)
    moved = transfers.make_transfer(by=by, grant_id=grant, wanted=Wanted(1, 5, Decimal(5000), "Zreason"))
    drawn = ledgers.draw_sample(by=by, grant_id=grant, starts=date(2024, 1, 1), ends=date(2024, 12, 31))
    given = support.Given("RF-MAT", Decimal(5000), "XOF", date(2024, 5, 1))
    receipt = support.write_receipt(by=by, grant_id=grant, given=given, helped=Helped("Zhelped"))
    browser = browser_for(by)
    pages = {
        "money-home": [], "payees": [], "payee-new": [], "payee": [payee.id], "budget": [house.version.id], "transfer": [moved.id],
        "transfer-notify": [moved.id], "sample": [drawn.id], "receipt": [receipt.id], "support-tie": [receipt.id],
    }  # fmt: skip
    of_grant = (
        "money budgets budget-new transfers transfer-new rates rate-new rates-import expenses expense-new statement support support-new "
        "audit export-new export-check sample-new"
    )
    of_expense = "expense expense-edit payment-return payment-paid eligibility"
    pages |= {name: [grant] for name in of_grant.split()} | {name: [row.id] for name in of_expense.split()}
    pages["piece"] = [row.id, "XE-INV"]
    for name, args in pages.items():
        answer = browser.get(url(name, *args))
        assert answer.status_code == 200, name
        assert "Zhelped" not in text(answer)
    assert browser.get("/").status_code == 200


def test_a_budget_is_written_and_adopted_in_the_browser(house):
    browser = browser_for(house.officer)
    answer = browser.post(url("budget-new", house.grant.id), {"reason": "Avenant 1"})
    version = answer.headers["location"].rstrip("/").rsplit("/", 1)[-1]
    line = {
        "heading": "B5.1", "code": "5.1.9", "title": "Fascicules", "unit": "tirage", "year_1": "2", "year_2": "1,5",
        "unit_value": "1 000,00", "partner": "", "justification": "",
    }  # fmt: skip
    assert browser.post(url("budget-line-new", version), line).status_code == 302
    row = BudgetLine.objects.get(code="5.1.9")
    assert row.amount == 3500
    ambiguous = browser.post(url("budget-line-new", version), line | {"code": "5.1.8", "unit_value": "1,234"})
    assert ambiguous.status_code == 422
    assert browser.post(url("budget-line", version, row.id), line | {"year_1": "1"}).status_code == 302
    assert browser.post(url("budget-adopt", version), {"on": "2024-09-01"}).status_code == 302
    assert browser.post(url("budget-line", version, row.id), line).status_code == 409


def test_a_transfer_is_tried_refused_and_recorded(house):
    browser, before = browser_for(house.officer), Transfer.objects.count()
    tried = browser.get(url("transfers", house.grant.id) + "?source=1&target=5&amount=10000")
    assert tried.status_code == 200
    assert Transfer.objects.count() == before
    values = {"source": "1", "target": "5", "amount": "10000", "reason": "Ateliers", "agreement": ""}
    refused = browser.post(url("transfer-new", house.grant.id), values)
    assert refused.status_code == 409
    assert "25" in text(refused)
    assert browser.post(url("transfer-new", house.grant.id), values | {"accept_excess": "on"}).status_code == 302
    row = Transfer.objects.get()
    assert row.excess == 5000
    assert browser.post(url("transfer-notify", row.id), {"on": "2024-06-01"}).status_code == 302


def test_an_expense_goes_its_whole_way(house):
    browser, second = browser_for(house.officer), browser_for(house.second)
    planned = plan.activity(by=house.lead.join(Role.COORDINATOR), of=house.grant, code="A4.1.2", title="Zplannedqk")
    line = str(house.lines["5.7.1"].series)
    values = {
        "kind": "office", "spent_on": "2024-05-03", "document_number": "F-9", "payee": "", "amount": "65 596", "currency": "XOF",
        "tax": "", "words": "Zwhatforqk", "line_1": line, "activity_1": "A4.1.2", "amount_1": "",
    }  # fmt: skip
    assert browser.post(url("expense-new", house.grant.id), values).status_code == 302
    row = Expense.objects.get()
    assert row.eur == Decimal("100.00")
    assert browser.post(url("expense-new", house.grant.id), values | {"activity_1": "A9"}).status_code == 422
    assert "Zplannedqk" in text(browser.get(url("expense", row.id)))
    assert "F-9" in text(browser.get(url("expenses", house.grant.id) + "?activity=A4.1.2"))
    spent = text(browser.get(url("activity", planned.id)))
    assert "100,00" in spent
    assert "?activity=A4.1.2" in spent
    assert browser.post(url("expense-new", house.grant.id), values).status_code == 409
    parts = {"document_number": "F-10", "amount_1": "60 000", "line_2": line, "activity_2": "", "amount_2": "5 000"}
    assert browser.post(url("expense-new", house.grant.id), values | parts).status_code == 409
    assert browser.post(url("payment-prepare", row.id)).status_code == 409
    for kind in ("XE-INV", "XE-PAY"):
        assert browser.post(url("piece", row.id, kind), {"state": "there", "binder": "C-1"}).status_code == 302
    assert browser.post(url("payment-prepare", row.id)).status_code == 302
    assert browser.post(url("payment-approve", row.id)).status_code == 409
    assert second.post(url("payment-approve", row.id)).status_code == 302
    assert browser.post(url("payment-paid", row.id), {"on": "2024-05-04", "means": "cash"}).status_code == 302
    assert Expense.objects.get().state == State.PAID
    assert "Zwhatforqk" in text(browser.get(url("expense", row.id)))
    assert browser.post(url("eligibility", row.id), {"status": "EL-INEL", "why": "non"}).status_code == 302


def test_a_scan_is_sealed_and_opened_for_a_purpose(house):
    row, browser = ledger.expense(house), browser_for(house.officer)
    scan = SimpleUploadedFile("facture.pdf", b"%PDF-1.4 Zscanqk", content_type="application/pdf")
    answer = browser.post(url("piece", row.id, "XE-INV"), {"state": "there", "binder": "C-1", "scan": scan})
    assert answer.status_code == 302
    piece = ExpensePiece.objects.exclude(item=None).get()
    assert browser.get(url("scan", piece.id)).status_code == 200
    assert browser.post(url("scan", piece.id), {"purpose": ""}).status_code == 422
    opened = browser.post(url("scan", piece.id), {"purpose": "contrôle"})
    assert b"".join(opened.streaming_content) == b"%PDF-1.4 Zscanqk"
    assert browser_for(house.theirs).get(url("scan", piece.id)).status_code == 404


def test_a_partners_scan_is_opened_by_the_coordinators_auditor_once_the_key_was_given(house):
    row = ledger.expense(house, by=house.theirs)
    scan = SimpleUploadedFile("f.pdf", b"%PDF-1.4 theirs", content_type="application/pdf")
    browser_for(house.theirs).post(url("piece", row.id, "XE-INV"), {"state": "there", "binder": "", "scan": scan})
    piece = ExpensePiece.objects.exclude(item=None).get()
    auditor = house.lead.join(Role.AUDITOR)
    assert browser_for(auditor).post(url("scan", piece.id), {"purpose": "audit"}).status_code == 404
    give(auditor, house.lead.vaults[VaultKind.FINANCE], by=house.officer)
    opened = browser_for(auditor).post(url("scan", piece.id), {"purpose": "audit"})
    assert b"".join(opened.streaming_content) == b"%PDF-1.4 theirs"


def test_lists_are_narrowed_and_unknown_parameters_refused(house, django_assert_max_num_queries):
    for number in range(60):
        ledger.expense(house, document_number=f"D{number}")
    browser = browser_for(house.officer)
    listed = url("expenses", house.grant.id)
    for query, status in (
        ("?q=D59", 200), ("?state=draft&status=EL-PEN&kind=office&page=2", 200), ("?partner=LEAD", 200), ("?partner=NOPE", 400),
        ("?state=x", 400), ("?page=0", 400), ("?foo=1", 400),
    ):  # fmt: skip
        assert browser.get(listed + query).status_code == status, query
    with django_assert_max_num_queries(22):
        browser.get(listed)
    assert browser.get(url("money", house.grant.id) + "?to=hier").status_code == 400
    assert browser.get(url("statement", house.grant.id) + "?month=2024-05").status_code == 200


def test_rates_are_entered_and_read_from_a_file(house):
    browser = browser_for(house.officer)
    values = {"currency": "CAD", "month": "2024-05", "units": "1,4653", "source": "InforEuro"}
    assert browser.post(url("rate-new", house.grant.id), values).status_code == 302
    file = SimpleUploadedFile("r.csv", b"currency,month,units\nUSD,2024-05,1.0723\n", content_type="text/csv")
    assert browser.post(url("rates-import", house.grant.id), {"file": file, "source": "InforEuro"}).status_code == 302
    assert Rate.objects.count() == 2
    broken = SimpleUploadedFile("r.csv", b"\xff\xfe\x00", content_type="text/csv")
    assert browser.post(url("rates-import", house.grant.id), {"file": broken, "source": "x"}).status_code == 409


def test_a_file_taken_out_is_known_again(house):
    ledger.expense(house)
    browser = browser_for(house.officer)
    answer = browser.post(url("export-new", house.grant.id), YEAR | {"kind": "workbook"})
    assert load_workbook(io.BytesIO(answer.content)).sheetnames
    row = LedgerExport.objects.get()
    assert row.sha256 in text(browser.get(url("audit", house.grant.id)))
    for data, known in ((answer.content, True), (answer.content + b" ", False)):
        checked = browser.post(url("export-check", house.grant.id), {"file": SimpleUploadedFile("a.xlsx", data)})
        assert ("notice done" in text(checked)) is known
    assert browser.post(url("sample-new", house.grant.id), YEAR | {"size": "60", "seed": "x"}).status_code == 302


def test_help_is_written_tied_and_its_register_opened_by_who_holds_identities(house):
    browser = browser_for(house.officer)
    values = {
        "help": "RF-MAT",
        "amount": "5 000",
        "currency": "XOF",
        "given_on": "2024-05-01",
        "name": "Zhelpedqk",
        "referral": "REF-1",
    }
    assert browser.post(url("support-new", house.grant.id), values).status_code == 302
    row = SupportReceipt.objects.get()
    assert b"Zhelpedqk" not in bytes(row.register)
    paid = ledger.expense(house, kind="support", line="6.1", amount="5000", currency="XOF")
    assert browser.post(url("support-tie", row.id), {"number": "77"}).status_code == 409
    assert browser.post(url("support-tie", row.id), {"number": str(paid.number)}).status_code == 302
    assert browser.get(url("register", house.grant.id)).status_code == 403
    protection = browser_for(house.lead.join(Role.PROTECTION))
    opened = protection.post(url("register", house.grant.id), {"purpose": "audit sur place", "on_site": "on"})
    assert "Zhelpedqk" in text(opened)
    auditor = browser_for(house.lead.join(Role.AUDITOR))
    listed = text(auditor.get(url("support", house.grant.id)))
    assert row.code in listed
    assert "Zhelpedqk" not in listed
    assert auditor.get(url("register", house.grant.id)).status_code == 403
    scan = SimpleUploadedFile("r.pdf", b"%PDF-1.4", content_type="application/pdf")
    refused = browser.post(url("piece", paid.id, "XE-DIS"), {"state": "there", "binder": "S", "scan": scan})
    assert refused.status_code == 409


def test_a_donor_sees_headings_and_no_list(house):
    ledger.expense(house)
    donor = browser_for(house.lead.join(Role.DONOR))
    assert donor.get(url("money", house.grant.id)).status_code == 200
    for name in ("expenses", "support", "audit", "transfers"):
        assert donor.get(url(name, house.grant.id)).status_code == 403
