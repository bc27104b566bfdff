"""Spreadsheets that were read and wait: in sight where they were brought, until they are entered or somebody throws them away."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.programme.models import BudgetSheet, Expense, ExpenseSheet
from seereya.programme.queries.grants import NotThere
from seereya.programme.services import budget_sheets, budgets, expense_sheets
from seereya.vault.models import Wrap
from tests.factories import money as ledger
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
LINES = "Ligne;Rubrique;Objet;Unité;Unités année 1;Valeur unitaire\n5.7.1;5.7;Ateliers;séance;20;1 000,00\n"


@pytest.fixture
def house():
    return ledger.money()


@pytest.fixture
def version(house):
    return budgets.begin_version(by=house.officer, grant_id=house.grant.id, reason="Avenant 1")


def read(house, document="F-1", amount="100,00"):
    data = f"N° du document;Jour;Nature;Ligne budgétaire;Montant;Monnaie\n{document};2024-05-03;office;5.7.1;{amount};EUR\n"
    return expense_sheets.stage_sheet(by=house.officer, grant_id=house.grant.id, data=data.encode())


def test_expenses_that_wait_are_listed_and_can_be_thrown_away(house):
    good, bad, entered = read(house, "F-1"), read(house, "F-2", amount="much"), read(house, "F-3")
    expense_sheets.enter_sheet(by=house.officer, sheet_id=entered.id)
    browser, new = browser_for(house.officer), reverse("programme:expense-sheet-new", args=[house.grant.id])
    page = browser.get(new).content.decode()
    assert [reverse("programme:expense-sheet", args=[one.id]) in page for one in (good, bad, entered)] == [True, True, False]
    assert "1 ligne lue · dont 1 fautive" in page
    assert reverse("programme:expense-sheet", args=[good.id]) not in browser_for(house.theirs).get(new).content.decode()
    away = reverse("programme:expense-sheet-throw-away", args=[bad.id])
    assert away in browser.get(reverse("programme:expense-sheet", args=[bad.id])).content.decode()
    assert browser_for(house.theirs).post(away).status_code == 404
    assert Wrap.objects.filter(record=bad.id).exists()
    assert browser.post(away).headers["location"] == new
    assert not Wrap.objects.filter(record=bad.id).exists()
    assert not ExpenseSheet.objects.filter(id=bad.id).exists()
    assert browser.post(away).status_code == 404
    assert AuditEntry.objects.filter(tag=Tag.EXPENSE_SHEET_THROWN_AWAY, subject=bad.id).exists()


def test_what_was_entered_is_not_thrown_away(house):
    entered = read(house)
    expense_sheets.enter_sheet(by=house.officer, sheet_id=entered.id)
    browser = browser_for(house.officer)
    away = reverse("programme:expense-sheet-throw-away", args=[entered.id])
    assert away not in browser.get(reverse("programme:expense-sheet", args=[entered.id])).content.decode()
    assert browser.post(away).status_code == 409
    assert Expense.objects.count() == ExpenseSheet.objects.count() == 1


def test_many_that_wait_are_cut_in_words_and_take_a_fixed_number_of_queries(house, django_assert_max_num_queries):
    browser, new = browser_for(house.officer), reverse("programme:expense-sheet-new", args=[house.grant.id])
    for number in range(expense_sheets.NEWEST + 1):
        read(house, f"F-{number}")
    with django_assert_max_num_queries(16):
        page = browser.get(new).content.decode()
    assert page.count("/expense-sheets/") == expense_sheets.NEWEST
    assert "Les plus anciens ne sont pas montrés" in page


def test_budgets_that_wait_are_listed_and_can_be_thrown_away(house, version):
    waits, taken = (budget_sheets.stage_sheet(by=house.officer, version_id=version.id, data=LINES.encode()) for _ in range(2))
    browser, new = browser_for(house.officer), reverse("programme:budget-sheet-new", args=[version.id])
    page = browser.get(new).content.decode()
    assert all(reverse("programme:budget-sheet", args=[one.id]) in page for one in (waits, taken))
    budget_sheets.take_over(by=house.officer, sheet_id=taken.id)
    page = browser.get(new).content.decode()
    assert [reverse("programme:budget-sheet", args=[one.id]) in page for one in (waits, taken)] == [True, False]
    away = reverse("programme:budget-sheet-throw-away", args=[waits.id])
    assert away in browser.get(reverse("programme:budget-sheet", args=[waits.id])).content.decode()
    assert browser_for(house.theirs).post(away).status_code in {403, 404}
    assert browser.post(away).headers["location"] == reverse("programme:budget", args=[version.id])
    assert not BudgetSheet.objects.filter(id=waits.id).exists()
    assert browser.post(reverse("programme:budget-sheet-throw-away", args=[taken.id])).status_code == 409
    with pytest.raises(NotThere):
        budget_sheets.throw_sheet_away(by=house.theirs, sheet_id=taken.id)
