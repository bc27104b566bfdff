"""Lists of the programme and of its neighbours take their address at its word: a parameter they do not know is refused in words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from tests.factories import money as ledger
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
OF_GRANT = [
    "grant",
    "logframe",
    "activities",
    "risks",
    "decisions",
    "reports",
    "money",
    "budgets",
    "transfers",
    "rates",
    "expenses",
    "statement",
    "support",
    "audit",
]
PLAIN = ["programme:home", "programme:rules", "programme:money-home", "programme:payees", "advocacy:home", "advocacy:commitments", "advocacy:asks", "advocacy:actions", "advocacy:bodies", "advocacy:recommendations", "advocacy:stakeholders", "advocacy:submissions", "education:courses", "education:shipped", "education:sessions", "education:month", "education:talks", "education:multipliers", "education:follow-ups", "observatory:courts", "observatory:gaps", "observatory:observations", "observatory:observation-blank"]  # fmt: skip


def test_no_list_passes_over_what_it_does_not_know():
    house = ledger.money()
    everything = house.lead.join(*(set(Role) - {Role.DONOR, Role.AUDITOR}), language="en")
    browser = browser_for(everything)
    of_grant = [reverse(f"programme:{name}", args=[house.grant.id]) for name in OF_GRANT]
    for address in (*of_grant, *(reverse(name) for name in PLAIN)):
        assert browser.get(address).status_code in {200, 302}, address
        answer = browser.get(f"{address}?zunknownqk=1")
        assert answer.status_code == 400, address
        assert "zunknownqk" in answer.content.decode(), address


def test_what_is_given_twice_or_broken_is_refused_with_the_way_back():
    house = ledger.money()
    browser = browser_for(house.lead.join(Role.FINANCE, language="en"))
    address = reverse("programme:expenses", args=[house.grant.id])
    for query in ("?kind=office&kind=fee", "?kind=nothing", "?page=x", "?state=nowhere&page=2"):
        page = browser.get(address + query).content.decode()
        assert f'href="{address}"' in page, query
    kept = browser.get(f"{address}?kind=office&state=nowhere").content.decode()
    assert f'href="{address}?kind=office"' in kept
