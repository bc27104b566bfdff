"""A3: the token that keeps a form from being entered twice says nothing of what others have, and cannot choose a record's id."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.documentation.models import Person, Source
from seereya.foundation.identifiers import new_id
from seereya.programme.services import expense_sheets
from tests.factories import money as ledger
from tests.factories.accounts import browser_for
from tests.factories.documentation import person, source
from tests.factories.vault import office

pytestmark = pytest.mark.django_db
SHEET = "N° du document;Jour;Nature;Ligne budgétaire;Montant;Monnaie\nF;2024-05-03;office;5.7.1;5;EUR\n".encode()


@pytest.mark.parametrize(
    ("name", "made", "typed"),
    [
        ("documentation:person-new", person, {"how": "A relay.", "name": "A. K."}),
        ("documentation:source-new", source, {"kind": "ST-MED", "name": "Radio"}),
    ],
)
def test_anothers_id_as_a_token_is_answered_as_any_other(name, made, typed):
    row = made(by=office("OWNER").join(Role.DOCUMENTALIST))
    browser = browser_for(office("PRYING").join(Role.DOCUMENTALIST), raise_request_exception=False)
    answers = [browser.post(reverse(name), {**typed, "token": str(token)}) for token in (row.id, new_id())]
    assert [one.status_code for one in answers] == [302, 302]
    assert type(row).objects.count() == 3


def test_the_same_for_what_is_read_from_a_file():
    house = ledger.money()
    row = expense_sheets.stage_sheet(by=house.officer, grant_id=house.grant.id, data=SHEET)
    browser = browser_for(house.theirs, raise_request_exception=False)
    new = reverse("programme:expense-sheet-new", args=[house.grant.id])
    for token in (row.id, new_id()):
        assert browser.post(new, {"file": SimpleUploadedFile("a.csv", SHEET), "token": str(token)}).status_code == 302


def test_ones_own_form_sent_twice_is_one_record_and_no_token_is_an_id():
    by, token = office("TWICE").join(Role.DOCUMENTALIST), str(new_id())
    browser = browser_for(by)
    first, again = (
        browser.post(reverse("documentation:source-new"), {"kind": "ST-MED", "name": "Radio", "token": token}) for _ in range(2)
    )
    assert first.headers["location"] == again.headers["location"]
    row = Source.objects.get()
    assert (str(row.id) != token, row.id.version) == (True, 7)
    assert not Person.objects.exists()
