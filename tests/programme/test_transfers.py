"""Budget versions and transfers through the services: written by the coordinator, kept, tried without a trace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from seereya.accounts.rules import Refused
from seereya.audit.models import AuditEntry
from seereya.programme.models import BudgetLine, Transfer
from seereya.programme.queries.budget import comparison
from seereya.programme.services import budgets, transfers
from seereya.programme.services.transfers import Wanted
from tests.factories import money as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return ledger.money()


def test_ceilings_are_checked_when_a_budget_is_adopted(house):
    version = budgets.begin_version(by=house.officer, grant_id=house.grant.id, reason="Avenant 1")
    assert version.lines.count() == len(ledger.LINES)
    line = version.lines.get(code="8.1")
    assert line.series == house.lines["8.1"].series
    entry = budgets.LineEntry("B8", "8.1", "Coûts indirects", "unité", [Decimal(1)], Decimal(9000))
    budgets.save_line(by=house.officer, version_id=version.id, entry=entry, line_id=line.id)
    with pytest.raises(Refused, match="indirect_over_ceiling"):
        budgets.adopt_version(by=house.officer, version_id=version.id, on=date(2024, 9, 1))
    budgets.remove_line(by=house.officer, version_id=version.id, line_id=line.id)
    budgets.adopt_version(by=house.officer, version_id=version.id, on=date(2024, 9, 1))
    with pytest.raises(Refused, match="version_adopted"):
        budgets.remove_line(by=house.officer, version_id=version.id, line_id=version.lines.first().id)


def test_only_the_coordinator_writes_the_budget(house):
    with pytest.raises(Refused, match="coordinator_only"):
        budgets.begin_version(by=house.theirs, grant_id=house.grant.id, reason="x")
    with pytest.raises(Refused, match="coordinator_only"):
        transfers.make_transfer(by=house.theirs, grant_id=house.grant.id, wanted=Wanted(1, 5, Decimal(1), "x"))


def test_trying_a_transfer_writes_nothing(house):
    before = AuditEntry.objects.count()
    tried = transfers.simulate(by=house.theirs, grant_id=house.grant.id, wanted=Wanted(1, 5, Decimal(10000)))
    assert tried.excess == 5000  # a quarter of heading 5 (20 000) is 5 000
    assert tried.lines_after[5] == 30000
    assert Transfer.objects.count() == 0
    assert AuditEntry.objects.count() == before


def test_over_a_quarter_is_refused_or_taken_on_as_ineligible(house):
    wanted = Wanted(1, 5, Decimal("5000.01"), "Ateliers plus chers")
    with pytest.raises(Refused, match="over_a_quarter") as refused:
        transfers.make_transfer(by=house.officer, grant_id=house.grant.id, wanted=wanted)
    assert refused.value.values["line"] == 5
    row = transfers.make_transfer(by=house.officer, grant_id=house.grant.id, wanted=wanted, accept_excess=True)
    assert row.excess == Decimal("0.01")
    assert transfers.notify_transfer(by=house.officer, transfer_id=row.id, on=date(2024, 6, 1)).notified_on


def test_comparison_shows_transfers_and_what_was_spent(house):
    transfers.make_transfer(by=house.officer, grant_id=house.grant.id, wanted=Wanted(1, 5, Decimal(5000), "Ateliers"))
    ledger.expense(house, amount="100.10", line="5.7.1")
    ledger.expense(house, amount="200.20", line="2.2.1", document_number="B", spent_on=date(2024, 8, 1))
    ledger.expense(house, by=house.theirs, amount="50.05", line="5.7.1")
    found = comparison(house.grant, date(2024, 12, 31), starts=date(2024, 7, 1))
    assert found.current[5] == 25000
    assert found.original[5] == 20000
    assert (found.before[5], found.period[2], found.spent[13]) == (Decimal("150.15"), Decimal("200.20"), Decimal("350.35"))
    assert next(one for one in found.standings if one.line == 5).is_near
    own = comparison(house.grant, date(2024, 12, 31), organisation=house.partner.organisation.id)
    assert own.spent[13] == Decimal("50.05")


def test_comparison_asks_a_fixed_number_of_questions(house, django_assert_num_queries):
    for number in range(5):
        ledger.expense(house, document_number=f"N{number}")
    with django_assert_num_queries(5):
        comparison(house.grant, date(2024, 12, 31))


def test_an_addendum_begins_a_new_reference(house):
    transfers.make_transfer(by=house.officer, grant_id=house.grant.id, wanted=Wanted(1, 5, Decimal(5000), "Ateliers"))
    version = budgets.begin_version(by=house.officer, grant_id=house.grant.id, reason="Avenant 1")
    assert BudgetLine.objects.filter(series=house.lines["5.7.1"].series).count() == 2
    budgets.adopt_version(by=house.officer, version_id=version.id, on=date(2024, 9, 1))
    tried = transfers.simulate(by=house.officer, grant_id=house.grant.id, wanted=Wanted(1, 5, Decimal(5000)))
    assert tried.excess == 0
