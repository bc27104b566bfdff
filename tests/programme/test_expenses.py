"""The ledger: converted once, split to the cent, nothing twice, two persons, judged with reasons."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from seereya.accounts.rules import Refused, Role
from seereya.foundation import clock
from seereya.programme.models import Activity, Expense, ExpenseShare, Payment
from seereya.programme.queries.grants import NotThere
from seereya.programme.queries.ledger import spent_on, transactions, waiting
from seereya.programme.rules_expenses import Kind, Piece, State
from seereya.programme.services import payees, payments, pieces, rates
from seereya.programme.services.expenses import Share, change_expense, decide_eligibility, document_key
from seereya.programme.services.finance_vault import finance_vault
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind
from tests.factories import accounts
from tests.factories import money as ledger
from tests.factories import programme as plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return ledger.money()


def test_francs_are_converted_at_the_fixed_rate_and_both_amounts_are_kept(house):
    row = ledger.expense(house, amount="655957", currency="XOF")
    assert (row.eur, row.units, row.rate_source) == (Decimal("1000.00"), Decimal("655.957"), "fixed")
    assert (row.amount, row.currency) == (Decimal(655957), "XOF")


def test_a_month_without_a_rate_is_refused_in_words_until_it_is_entered(house):
    with pytest.raises(Refused, match="rate_missing") as refused:
        ledger.expense(house, currency="CAD")
    assert refused.value.values == {"currency": "CAD", "month": "05/2024"}
    rates.set_rate(
        by=house.officer,
        grant_id=house.grant.id,
        currency="CAD",
        month=date(2024, 5, 17),
        units=Decimal("1.4653"),
        source="InforEuro",
    )
    row = ledger.expense(house, currency="CAD")
    assert row.eur == Decimal("68.25")
    assert row.rate_source == "InforEuro"


def test_rates_are_read_from_a_file_all_or_none(house):
    by, grant = house.officer, house.grant.id
    assert (
        rates.import_rates(
            by=by, grant_id=grant, text="currency;month;units\nUSD;2024-05;1,0723\nGBP;2024-05;0,8554\n", source="I"
        )
        == 2
    )
    with pytest.raises(Refused, match="rates_not_readable") as refused:
        rates.import_rates(by=by, grant_id=grant, text="currency,month,units\nUSD,2024-06,1.07\nGBP,juin,0.85\n", source="I")
    assert refused.value.values == {"line": 3}
    with pytest.raises(Refused, match="rate_missing"):
        rates.rate_for(house.grant, "USD", date(2024, 6, 1))
    with pytest.raises(Refused, match="rate_is_fixed"):
        rates.set_rate(by=by, grant_id=grant, currency="XOF", month=date(2024, 6, 1), units=Decimal(1), source="x")
    with pytest.raises(Refused, match="coordinator_only"):
        rates.set_rate(by=house.theirs, grant_id=grant, currency="USD", month=date(2024, 6, 1), units=Decimal(1), source="x")


def test_the_same_document_is_not_entered_twice(house):
    ledger.expense(house, document_number="F-0042 / b")
    with pytest.raises(Refused, match="duplicate_expense") as refused:
        ledger.expense(house, document_number="f0042B")
    assert refused.value.values["number"] == 1
    assert document_key("  N° 12-a ") == "n12a"
    ledger.expense(house, by=house.theirs, document_number="F-0042 / b")  # a partner's own ledger


def test_a_split_must_balance_and_its_euros_come_to_the_whole(house):
    series = [house.lines[code].series for code in ("5.7.1", "2.2.1", "3.2.1")]
    shares = [Share(one, Decimal(33333)) for one in series]
    with pytest.raises(Refused, match="split_does_not_balance") as refused:
        ledger.expense(house, amount="100000", currency="XOF", shares=shares)
    assert refused.value.values["difference"] == 1
    row = ledger.expense(house, amount="99999", currency="XOF", shares=shares)
    parts = list(row.shares.order_by("position").values_list("eur", flat=True))
    assert sum(parts) == row.eur
    assert [share.top for share in row.shares.order_by("position")] == [5, 2, 3]


def test_what_speaks_against_a_cost_is_said_and_a_person_decides(house):
    row = ledger.expense(house, spent_on=date(2023, 12, 31))
    assert row.computed[:1] == ["before_period"]
    assert row.status == "EL-PER"
    assert ExpenseShare.objects.get(expense=row).counted == 0
    with pytest.raises(Refused, match="reason_needed"):
        decide_eligibility(by=house.second, expense_id=row.id, status="EL-OK", why=" ")
    row = decide_eligibility(by=house.second, expense_id=row.id, status="EL-OK", why="Zdecisionqk")
    assert row.decided_by_id == house.second.id
    assert row.computed[:1] == ["before_period"]
    assert ExpenseShare.objects.get(expense=row).counted == 100
    assert b"Zdecisionqk" not in bytes(Expense.objects.get(pk=row.pk).content)
    row = decide_eligibility(by=house.second, expense_id=row.id, status="", why="back")
    assert row.status == "EL-PER"


def test_pieces_make_a_cost_complete(house):
    row = ledger.expense(house)
    assert row.computed == ["piece_missing"]
    assert row.status == "EL-PEN"
    assert ledger.completed(row, by=house.officer).status == "EL-OK"
    with pytest.raises(Refused, match="piece_reason_needed"):
        pieces.set_piece(by=house.officer, expense_id=row.id, said=pieces.PieceSaid("XE-INV", Piece.NOT_ASKED))


def test_recoverable_tax_is_never_charged(house):
    row = ledger.completed(ledger.expense(house, amount="118.00", tax=Decimal("18.00")), by=house.officer)
    assert ExpenseShare.objects.get(expense=row).counted == 100
    assert ledger.expense(house, amount="5.00", tax=Decimal("5.00"), document_number="T").status == "EL-TAX"


def test_a_per_diem_needs_the_list_of_who_was_there(house):
    row = ledger.expense(house, kind=Kind.PER_DIEM)
    assert "no_attendance" in row.computed
    with pytest.raises(Refused, match="attendance_needed"):
        payments.prepare_payment(by=house.officer, expense_id=row.id)


def test_no_payment_by_one_person(house):
    row = ledger.completed(ledger.expense(house), by=house.officer)
    payments.prepare_payment(by=house.officer, expense_id=row.id)
    assert waiting(house.officer).to_approve == 0
    assert waiting(house.second).to_approve == 1
    with pytest.raises(Refused, match="same_person"):
        payments.approve_payment(by=house.officer, expense_id=row.id)
    with pytest.raises(NotThere):
        payments.approve_payment(by=house.theirs, expense_id=row.id)
    with pytest.raises(Refused, match="expense_is_prepared"):
        change_expense(by=house.officer, expense_id=row.id, version=row.version, entry=ledger.entry(house))
    payments.return_payment(by=house.second, expense_id=row.id, why="Le devis manque")
    payments.prepare_payment(by=house.officer, expense_id=row.id)
    payments.approve_payment(by=house.second, expense_id=row.id)
    payment = payments.note_paid(by=house.officer, expense_id=row.id, on=date(2024, 5, 10), means="transfer")
    assert payment.approved_by_id == house.second.id
    assert Expense.objects.get(pk=row.pk).state == State.PAID
    assert Payment.objects.count() == 1


def test_purchases_in_pieces_are_flagged(house):
    seller = ledger.payee(house.officer)
    values = {"payee": seller.id, "kind": Kind.SUPPLY, "line": "3.2.1"}
    ledger.expense(house, amount="40000", document_number="A", **values)
    row = ledger.expense(house, amount="25000", document_number="B", spent_on=date(2024, 7, 1), **values)
    assert "splitting" in row.computed
    later = ledger.expense(house, amount="25001", document_number="C", spent_on=date(2024, 12, 1), **values)
    assert "splitting" not in later.computed


def test_a_payee_is_a_code_and_the_name_is_opened_for_a_purpose(house):
    row = ledger.payee(house.officer, "Zpayeenameqk")
    assert row.code.startswith("LEAD-PY-")
    assert b"Zpayeenameqk" not in bytes(row.name)
    assert payees.open_payee(by=house.second, payee_id=row.id, purpose="virement").name == "Zpayeenameqk"
    with pytest.raises(Refused, match="purpose_needed"):
        payees.open_payee(by=house.second, payee_id=row.id, purpose="")
    with pytest.raises(NotThere):
        payees.open_payee(by=house.theirs, payee_id=row.id, purpose="virement")
    with pytest.raises(Refused, match="payee_kind_needed"):
        ledger.payee(house.officer, kind="victim")


def test_an_auditor_holds_nothing_until_it_is_given(house):
    auditor = house.lead.join(Role.AUDITOR)
    row = ledger.payee(house.officer)
    with pytest.raises(NotThere):
        payees.open_payee(by=auditor, payee_id=row.id, purpose="contrôle")
    assert VaultKind.FINANCE in house.lead.vaults


def test_an_old_version_is_refused_and_tomorrow_too(house):
    row = ledger.expense(house)
    with pytest.raises(Refused, match="changed_meanwhile"):
        change_expense(by=house.officer, expense_id=row.id, version=row.version - 1, entry=ledger.entry(house))
    changed = change_expense(by=house.officer, expense_id=row.id, version=row.version, entry=ledger.entry(house, amount="7.00"))
    assert changed.eur == 7
    assert changed.shares.count() == 1
    with pytest.raises(Refused, match="spent_in_future"):
        ledger.expense(house, spent_on=clock.today() + timedelta(days=1), document_number="Z")


def test_an_organisation_founded_earlier_gets_its_finance_vault_when_it_first_needs_it():
    organisation = accounts.organisation("OLD")
    officer, auditor = (accounts.member(role, organisation=organisation) for role in (Role.FINANCE, Role.AUDITOR))
    made = finance_vault(officer)
    assert made.kind == VaultKind.FINANCE
    assert finance_vault(officer).id == made.id
    assert made.id in keyring_of(officer)
    assert made.id not in keyring_of(auditor)


def test_an_expense_names_an_activity_of_its_grant_by_code(house):
    planned = plan.activity(by=house.lead.join(Role.COORDINATOR), of=house.grant, code="4.1.2", pillar=4)
    total = Decimal("100.00")
    row = ledger.expense(house, shares=[Share(house.lines["5.7.1"].series, total, " 4.1.2 ")])
    share = ExpenseShare.objects.get(expense=row)
    assert (share.activity, share.for_activity_id) == ("4.1.2", planned.id)
    with pytest.raises(Refused, match="no_such_activity"):
        ledger.expense(house, document_number="F-2", shares=[Share(house.lines["5.7.1"].series, total, "4.1.3")])
    Activity.objects.filter(id=planned.id).update(code="4.1.9")
    (listed,) = transactions(house.grant, date(2024, 1, 1), date(2024, 12, 31))
    assert listed.activity == "4.1.9"


def test_what_an_activity_cost_is_summed_for_the_coordinator_and_for_each_partner_its_own(house):
    planned = plan.activity(by=house.lead.join(Role.COORDINATOR), of=house.grant, code="4.1.2", pillar=4)
    line, half = house.lines["5.7.1"].series, Decimal("50.00")
    ledger.expense(house, shares=[Share(line, half, "4.1.2"), Share(line, half)])
    ledger.expense(house, by=house.theirs, document_number="F-2", shares=[Share(line, Decimal("100.00"), "4.1.2")])
    assert [(one.partner, one.count, one.eur) for one in spent_on(house.officer, planned)] == [
        ("LEAD", 1, Decimal("50.00")), ("PART", 1, Decimal("100.00")),
    ]  # fmt: skip
    assert [one.partner for one in spent_on(house.theirs, planned)] == ["PART"]


def test_codes_typed_before_are_tied_to_the_plan(house):
    plan.activity(by=house.lead.join(Role.COORDINATOR), of=house.grant, code="4.1.2", pillar=4)
    for number, code in (("F-1", "4.1.2"), ("F-2", "A9")):
        row = ledger.expense(house, document_number=number)
        ExpenseShare.objects.filter(expense=row).update(activity=code)
    import_module("seereya.programme.migrations.0007_expense_activities").tie(apps, None)
    tied = dict(ExpenseShare.objects.values_list("activity", "for_activity__code"))
    assert tied == {"4.1.2": "4.1.2", "A9": None}
