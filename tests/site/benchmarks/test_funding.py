"""Expenses written in large batches are those that the service writes: opened, compared with the budget, told to the funder."""

from decimal import Decimal

import pytest
from django.db.models import Sum
from django.urls import reverse
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office

from seereya.accounts.rules import Role
from seereya.programme.models import Expense
from seereya.programme.queries.budget import comparison
from seereya.programme.services.expenses import keys_of, read_content
from seereya.programme.services.judging import judge
from seereya.site.benchmarks.funding import WAITING, Programme

pytestmark = pytest.mark.django_db


def test_expenses_in_batches_count_like_any_other():
    packs_loaded()
    home, other = office(), office()
    people = {role: home.join(role) for role in (Role.COORDINATOR, Role.FINANCE)}
    made = Programme(people, [home.organisation.id, other.organisation.id])
    made.fill(90)
    row = made.one()
    assert read_content(row, keys_of(people[Role.FINANCE], row)).words == "Bench"
    before = row.status, row.shares.get().counted
    judge(row)
    assert (row.status, row.shares.get().counted) == before, "the rules find what was written"
    spent = Expense.objects.aggregate(all=Sum("eur"))["all"]
    assert sum(line.spent for line in comparison(made.grant, made.grant.ends).lines) == spent > Decimal(0)
    assert Expense.objects.exclude(state="paid").count() == WAITING
    for role, page in ((Role.FINANCE, "expenses"), (Role.COORDINATOR, "money"), (Role.COORDINATOR, "logframe")):
        assert browser_for(people[role]).get(reverse(f"programme:{page}", args=[made.grant.id])).status_code == 200
    assert dict(made.workbooks()).keys() == {"workbook of a quarter", "workbook of the whole grant"}
