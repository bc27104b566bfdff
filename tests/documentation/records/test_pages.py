"""Every page answers in both languages, with what it is for and without what it must not show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.documentation import services
from seereya.documentation.content import PrecisePlace, Proposition
from tests.factories import documentation as made
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(writer, incident):
    """An incident with everything: propositions, a person, a place, verbatim words, a comment."""
    ids = [one.id for one in services.open_incident(by=writer, incident_id=incident.id).content.accounts]
    services.save_account(
        by=writer, incident_id=incident.id, account=made.account("A nurse", id=ids[0], killed=(2, 2)), verbatim="my own brother"
    )
    wedding = Proposition("wedding", "Those killed were at a wedding.", "Strongly supported.", "SP2", "Three accounts agree.")
    women = Proposition("women", "No woman was there.", relations=[{"to": "wedding", "kind": "does_not_disprove"}])
    services.save_proposition(
        by=writer, incident_id=incident.id, proposition=wedding, positions={ids[0]: "supports", ids[1]: "contradicts"}
    )
    services.save_proposition(by=writer, incident_id=incident.id, proposition=women, positions={ids[1]: "supports"})
    person = made.person(by=writer, name="Aminata Keïta")
    services.link_person(by=writer, incident_id=incident.id, person_id=person.id, role="alleged_perpetrator")
    services.set_precise_place(by=writer, incident_id=incident.id, place=PrecisePlace("behind the northern well"))
    services.comment(by=writer, incident_id=incident.id, words="Ask for the register.")
    return incident


PAGES = (
    "incident", "incident-edit", "account-new", "incident-move", "incident-share", "incident-relate", "incident-history",
    "incident-print", "incident-place-edit", "person-link",
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_an_incident_answers(office, full, name, language):
    browser = browser_for(office.join(Role.DOCUMENTALIST, language=language))
    page = browser.get(reverse(f"documentation:{name}", args=[full.id]))
    assert page.status_code == 200
    assert f'lang="{language}"'.encode() in page.content
    assert full.reference.encode() in page.content


def test_each_page_of_a_part_answers(browser, full, writer):
    content = services.open_incident(by=writer, incident_id=full.id).content
    account, person = content.accounts[0], content.persons[0]
    for name, args in (
        ("account-edit", [full.id, account.id]),
        ("account-remove", [full.id, account.id]),
        ("proposition-edit", [full.id, "wedding"]),
        ("proposition-edit", [full.id, "new"]),
        ("person-unlink", [full.id, person.person, person.role]),
    ):
        assert browser.get(reverse(f"documentation:{name}", args=args)).status_code == 200, name


def test_the_incident_says_its_four_answers_and_keeps_sealed_parts_closed(browser, full):
    page = browser.get(reverse("documentation:incident", args=[full.id])).content.decode()
    for said in ("What is it?", "How sure are we?", "Who may see it?", "What happens next?"):
        assert said in page
    for closed in ("northern well", "my own brother", "Aminata"):
        assert closed not in page
    assert "does not by itself disprove" in page
    assert "Inference trap" in page
    assert "alleged" in page
    assert "Ask for the register." in page


def test_the_dossier_separates_what_was_seen_and_shows_no_identity(browser, full):
    page = browser.get(reverse("documentation:incident-print", args=[full.id])).content.decode()
    assert page.index("What sources saw or lived themselves") < page.index("What sources were told")
    assert "Contradicts" in page
    for closed in ("northern well", "my own brother", "Aminata"):
        assert closed not in page


@pytest.mark.parametrize("name", PAGES)
def test_what_is_not_there_and_what_is_not_mine_answer_alike(office, full, name):
    from seereya.foundation.identifiers import new_id
    from tests.factories import vault as vaults

    stranger = browser_for(vaults.office().join(Role.DOCUMENTALIST))
    not_mine = stranger.get(reverse(f"documentation:{name}", args=[full.id]))
    not_there = stranger.get(reverse(f"documentation:{name}", args=[new_id()]))
    assert not_mine.status_code == not_there.status_code == 404
    assert len(not_mine.content) == len(not_there.content)


def _questions(browser, address):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_the_page_asks_the_database_as_often_however_much_it_shows(browser, full, writer):
    """Measured: 20 on SQLite, sessions and audit rows included."""
    address = reverse("documentation:incident", args=[full.id])
    browser.get(address)
    before = _questions(browser, address)
    for number in range(6):
        services.save_account(by=writer, incident_id=full.id, account=made.account(f"Source {number}", killed=(number, 20)))
        services.comment(by=writer, incident_id=full.id, words=f"Remark {number}")
        person = made.person(by=writer, name=f"Name {number}")
        services.link_person(by=writer, incident_id=full.id, person_id=person.id, role="victim")
    assert _questions(browser, address) == before
    assert before <= 24
