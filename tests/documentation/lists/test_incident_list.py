"""The list of incidents as a reader sees it: exact, complete, and never wider than it says."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.vault.rules import VaultKind
from tests.factories import documentation as make
from tests.factories.accounts import browser_for
from tests.factories.vault import office

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return office("AMDH").join(Role.DOCUMENTALIST, holding=(VaultKind.DOCUMENTATION, VaultKind.IDENTITIES), language="en")


def listed(person, query="", status=200):
    response = browser_for(person).get(reverse("documentation:incidents") + query)
    assert response.status_code == status, response.content.decode()
    return response


def test_what_was_documented_is_listed(desk):
    one = make.incident(by=desk, title="Strike on a gathering", accounts=[make.account("AFP", killed=(19, 22))])
    page = listed(desk)
    text = page.content.decode()
    assert page.context["total"] == 1
    assert one.reference in text
    assert "Strike on a gathering" in text
    assert "19 to 22 killed" in text
    assert "3 January 2021" in text
    assert "Mopti" in text
