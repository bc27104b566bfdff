"""Pages of persons and sources: open codes everywhere, names for a purpose, the safety rules before the contact."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.documentation import services
from seereya.documentation.models import Person, Source
from seereya.documentation.queries import sources as sources_queries
from seereya.foundation.identifiers import new_id
from tests.factories import documentation as made
from tests.factories import vault as vaults
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(writer):
    return made.person(by=writer, name="Aminata Keïta", how="through the nurse", safe_rules="Never at the village.", sex="F")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_answers(office, writer, person, language):
    source = made.source(by=writer)
    browser = browser_for(office.join(Role.DOCUMENTALIST, language=language))
    for name, args in (
        ("persons", []), ("person-new", []), ("person", [person.id]), ("person-edit", [person.id]), ("person-link-incident", [person.id]),
        ("sources", []), ("source-new", []), ("source", [source.id]), ("source-edit", [source.id]),
    ):  # fmt: skip
        page = browser.get(reverse(f"documentation:{name}", args=args))
        assert page.status_code == 200, name
        assert f'lang="{language}"'.encode() in page.content
        assert "Aminata" not in page.content.decode()


def test_not_mine_and_not_there_answer_alike(writer, person):
    stranger = browser_for(vaults.office().join(Role.DOCUMENTALIST))
    for name in ("person", "person-edit"):
        mine, never = (stranger.get(reverse(f"documentation:{name}", args=[one])) for one in (person.id, new_id()))
        assert (mine.status_code, len(mine.content)) == (404, len(never.content))


def test_a_person_is_recorded_with_answers_and_with_reasons_for_none(browser, writer):
    typed = {
        "names": "Aminata Keïta\nMina", "sex": "F", "age_then": "30–39", "origin_unsaid": "refused", "minor": "unknown",
        "safe_rules": "Never call.", "how": "A relay.", "token": str(new_id()),
    }  # fmt: skip
    sent = browser.post(reverse("documentation:person-new"), typed)
    row = Person.objects.get()
    assert sent.url == reverse("documentation:person", args=[row.id])
    content = services.open_person(by=writer, person_id=row.id)[1]
    assert (content.origin, content.minor, content.age_then) == ("refused", "unknown", "30–39")
    page = browser.get(sent.url).content.decode()
    assert "Refuses to answer" in page
    assert "Does not know" in page
    browser.post(reverse("documentation:person-new"), typed)
    assert Person.objects.count() == 1


def test_an_answer_and_a_reason_for_none_do_not_go_together(browser):
    refused = browser.post(reverse("documentation:person-new"), {"age_now": "40", "age_now_unsaid": "refused"})
    assert b"There is an answer and a reason for none." in refused.content
    assert not Person.objects.exists()


def test_the_same_name_is_looked_for_without_losing_what_was_typed(browser, person):
    found = browser.post(
        reverse("documentation:person-new"), {"names": "Aminata Keita", "note": "met at the market", "look": "find"}
    )
    page = found.content.decode()
    assert person.code in page
    assert "Perhaps recorded already" in page
    assert "met at the market" in page
    assert Person.objects.count() == 1


def test_a_name_opens_for_a_purpose_and_the_rules_come_before_the_contact(browser, person):
    opening = reverse("documentation:person-identity", args=[person.id])
    assert browser.post(opening).status_code == 409
    assert "Aminata Keïta" in browser.post(opening, {"purpose": "family asked"}).content.decode()
    contact = browser.post(f"{opening}?part=contact").content.decode()
    assert "Never at the village." in contact
    assert "through the nurse" not in contact
    contact = browser.post(f"{opening}?part=contact", {"rules_read": "1"}).content.decode()
    assert contact.index("Never at the village.") < contact.index("through the nurse")
    assert "Aminata" not in browser.get(reverse("documentation:person", args=[person.id])).content.decode()


def test_a_name_is_changed_only_after_it_was_opened(browser, writer, person):
    edit = reverse("documentation:person-edit", args=[person.id])
    assert 'name="names"' not in browser.get(edit).content.decode()
    browser.post(edit, {"version": "1", "sex": "F", "names": "Somebody Else"})
    assert services.open_identity(by=writer, person_id=person.id, purpose="x").names == ["Aminata Keïta"]
    browser.post(reverse("documentation:person-identity", args=[person.id]), {"purpose": "correction"})
    assert "Aminata Keïta" in browser.get(edit).content.decode()
    browser.post(edit, {"version": "2", "sex": "F", "names": "Aminata Keïta\nMina"})
    assert services.open_identity(by=writer, person_id=person.id, purpose="x").names == ["Aminata Keïta", "Mina"]


def test_a_person_changed_meanwhile_shows_both(browser, writer, person):
    from seereya.documentation.content import PersonContent

    services.save_person(by=writer, person_id=person.id, version=1, content=PersonContent(sex="M"))
    refused = browser.post(reverse("documentation:person-edit", args=[person.id]), {"version": "1", "sex": "F"})
    assert refused.status_code == 409
    assert b"Two versions" in refused.content


def test_who_does_not_hold_identities_is_told_who_does(office, person):
    page = browser_for(office.join(Role.ADVOCACY, language="en")).get(reverse("documentation:person", args=[person.id]))
    assert b"You do not hold the identities vault." in page.content


def test_a_person_is_linked_from_either_side(browser, incident, person):
    link = reverse("documentation:person-link", args=[incident.id])
    assert b"No person with this code" in browser.post(link, {"code": "P-NOBODY", "role": "victim"}).content
    assert browser.post(link, {"code": person.code, "role": "victim"}).status_code == 302
    other_side = reverse("documentation:person-link-incident", args=[person.id])
    assert browser.post(other_side, {"reference": incident.reference, "role": "witness"}).status_code == 302
    page = browser.get(reverse("documentation:person", args=[person.id])).content.decode()
    assert incident.reference in page
    unlink = reverse("documentation:person-unlink", args=[incident.id, person.id, "witness"])
    assert browser.get(unlink).status_code == 200
    assert browser.post(unlink).status_code == 302


def test_an_unprotected_source_has_a_public_name(browser, writer):
    new = reverse("documentation:source-new")
    assert b"has a public name" in browser.post(new, {"kind": "ST-MED"}).content
    browser.post(new, {"kind": "ST-MED", "name": "Radio Kolenzé", "token": str(new_id())})
    row = Source.objects.get()
    page = browser.get(reverse("documentation:source", args=[row.id])).content.decode()
    assert "Radio Kolenzé" in page
    browser.post(reverse("documentation:source-edit", args=[row.id]), {"kind": "ST-NGO", "name": "Radio Kolenzé", "version": "1"})
    assert services.open_source(by=writer, source_id=row.id)[1].kind == "ST-NGO"


def test_who_a_source_is_opens_for_a_purpose(browser, writer):
    row = made.source(by=writer, name="Oumar Cissé")
    opening = reverse("documentation:source-identity", args=[row.id])
    assert browser.post(opening).status_code == 409
    assert "Oumar Cissé" in browser.post(opening, {"purpose": "protection"}).content.decode()
    assert "Cissé" not in browser.get(reverse("documentation:source", args=[row.id])).content.decode()


def test_lists_go_page_by_page_with_exact_counts_and_fixed_queries(browser, writer, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sources_queries, "SIZE", 3)
    people = [made.person(by=writer) for _ in range(7)]
    sources = [made.source(by=writer) for _ in range(4)]
    listed = [sources_queries.page_of_persons(by=writer, number=number) for number in (1, 2, 3, 99)]
    assert [(one.total, one.number, len(one.rows)) for one in listed] == [(7, 1, 3), (7, 2, 3), (7, 3, 1), (7, 3, 1)]
    assert {row.id for one in listed for row, _ in one.rows} == {row.id for row in people}
    last = browser.get(reverse("documentation:persons") + "?page=3").content.decode()
    assert "of 7" in last
    assert people[0].code in last
    found = browser.get(reverse("documentation:sources"), {"code": sources[2].code.lower()}).content.decode()
    assert sources[2].code in found
    assert sources[0].code not in found
    with CaptureQueriesContext(connection) as few:
        sources_queries.page_of_persons(by=writer)
    for _ in range(5):
        made.person(by=writer)
    with django_assert_num_queries(len(few)):
        sources_queries.page_of_persons(by=writer)


def test_a_list_counts_only_what_its_reader_can_open(office, writer):
    made.person(by=writer)
    assert sources_queries.page_of_persons(by=office.join(Role.DOCUMENTALIST, holding=())).total == 0
