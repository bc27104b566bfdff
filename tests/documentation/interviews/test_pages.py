"""Pages of interviews: filled in by a monitor, read, printed; words behind a purpose."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.documentation import services
from seereya.documentation.content_interviews import Present, Said
from seereya.documentation.models import Interview, Mission, Person
from seereya.foundation.identifiers import new_id
from tests.documentation.records.filling import rows
from tests.factories import documentation as made
from tests.factories import vault as vaults
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(writer):
    return made.person(by=writer, name="Aminata Keïta")


@pytest.fixture
def row(writer, person):
    return made.interview(by=writer, person=person, interpreter="Zinterpreter", about="Men came at night")


def _filled(**typed):
    asked = {"heard_before": "no", "willing": "yes", "may_stop": "yes", "referral": "yes", "kind": "first"}
    return asked | rows("benefits", 1) | typed


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_page_answers(office, writer, row, language):
    mission = made.mission(by=writer)
    browser = browser_for(office.join(Role.DOCUMENTALIST, language=language))
    for name, args in (
        ("interviews", []), ("interview-new", []), ("interview", [row.id]), ("interview-edit", [row.id]), ("interview-account", [row.id]),
        ("missions", []), ("mission-new", []), ("mission-edit", [mission.id]), ("heard", []), ("heard-ask", []),
    ):  # fmt: skip
        page = browser.get(reverse(f"documentation:{name}", args=args))
        assert page.status_code == 200, name
        assert f'lang="{language}"'.encode() in page.content
        assert "Aminata" not in page.content.decode()


def test_somebody_new_is_heard_in_one_form(office):
    monitor = office.join(Role.MONITOR, language="en")
    typed = _filled(
        names="Aminata Keïta", contact="through the nurse", seen="Three men came.", about="Men came at night", on="3/1/2021",
        token=str(new_id()), **{"benefits-0-kind": "transport", "benefits-0-amount": "1500", "benefits-0-currency": "XOF"},
    )  # fmt: skip
    browser = browser_for(monitor)
    sent = browser.post(reverse("documentation:interview-new"), typed)
    row = Interview.objects.get()
    assert sent.url == reverse("documentation:interview", args=[row.id])
    page = browser.get(sent.url).content.decode()
    for words in ("Transport · 1500 XOF", "No mission was prepared", "Men came at night", Person.objects.get().code):
        assert words in page
    for words in ("Three men came", "Aminata", "the nurse"):
        assert words not in page
    assert browser.post(reverse("documentation:interview-new"), typed).status_code == 409
    assert (Interview.objects.count(), Person.objects.count()) == (1, 1)


def test_what_is_missing_is_said(browser, person):
    new = reverse("documentation:interview-new")
    assert b"an open code, or a name that will be sealed" in browser.post(new, _filled()).content
    long = browser.post(new, _filled(person_code=person.code, seen="a" * 1600))
    assert (long.status_code, b"A first account is short" in long.content) == (409, True)
    money = browser.post(new, _filled(person_code=person.code, **{"benefits-0-kind": "money", "benefits-0-amount": "5"}))
    assert b"Say in which currency." in money.content
    assert browser.post(new, _filled(person_code="P-NOBODY")).status_code == 409


def test_a_draft_is_taken_up_completed_printed_and_made_an_account(browser, writer, row):
    edit = reverse("documentation:interview-edit", args=[row.id])
    assert b"Three men came." not in browser.get(edit).content
    sent = browser.post(edit, _filled(version="1", told="Her cousin saw the truck.", about="Men came", consent="v2"))
    assert sent.status_code == 302
    assert browser.post(edit, _filled(version="1", seen="over an old version")).status_code == 409
    browser.post(reverse("documentation:interview-words", args=[row.id]), {"purpose": "to verify"})
    page = browser.get(edit).content.decode()
    assert "Three men came." in page
    assert "Her cousin saw the truck." in page
    browser.post(edit, _filled(version="2", seen="Three men came at night.", told="Her cousin saw the truck."))
    browser.post(reverse("documentation:interview-complete", args=[row.id]))
    here = reverse("documentation:interview", args=[row.id])
    assert "Three men" not in browser.get(here).content.decode()
    words = browser.post(reverse("documentation:interview-words", args=[row.id]))
    assert "Three men came at night." in words.content.decode()
    paper = browser.post(reverse("documentation:interview-print", args=[row.id])).content.decode()
    for said in ("Three men came at night.", "What others told her", "Opened for: to verify", writer.member.handle):
        assert said in paper
    incident = made.incident(by=writer)
    browser.post(
        reverse("documentation:interview-account", args=[row.id]),
        {"reference": incident.reference, "role": "victim", "purpose": "to document"},
    )
    assert row.reference in browser.get(reverse("documentation:incident", args=[incident.id])).content.decode()


def test_words_and_paper_ask_for_a_purpose(browser, row):
    for name in ("words", "print"):
        asked = browser.post(reverse(f"documentation:interview-{name}", args=[row.id]))
        assert asked.status_code == 409
        assert b"Three men" not in asked.content


def test_panels_on_the_person_and_the_list(browser, row, person):
    page = browser.get(reverse("documentation:person", args=[person.id])).content.decode()
    assert row.reference in page
    assert reverse("documentation:interview-new") + f"?of={person.id}" in page
    assert row.reference in browser.get(reverse("documentation:interviews"), {"state": "draft", "mine": "1"}).content.decode()
    assert row.reference not in browser.get(reverse("documentation:interviews"), {"state": "complete"}).content.decode()
    assert person.code in browser.get(reverse("documentation:interview-new"), {"of": str(person.id)}).content.decode()


def test_a_mission_is_prepared_and_changed(browser):
    browser.post(reverse("documentation:mission-new"), {"title": "Sévaré", "token": str(new_id())})
    mission = Mission.objects.get()
    assert "6 points are not met" in browser.get(reverse("documentation:missions")).content.decode()
    edit = reverse("documentation:mission-edit", args=[mission.id])
    browser.post(edit, {"title": "Sévaré", "version": "1", "purpose": "the complaint"})
    assert "5 points are not met" in browser.get(reverse("documentation:missions")).content.decode()
    assert browser.post(edit, {"title": "Mopti", "version": "1"}).status_code == 409


def test_a_question_goes_to_a_partner_and_its_answer_comes_back(browser, writer):
    other = vaults.office()
    focal = browser_for(other.join(Role.DOCUMENTALIST, language="en"))
    browser.post(reverse("documentation:heard-ask"), {"organisation": str(other.organisation.id), "words": "Aminata of the well"})
    listed = focal.get(reverse("documentation:heard")).content.decode()
    assert "Aminata" not in listed
    (question,) = [row for row, _ in services.answers_of(by=writer)]
    url = reverse("documentation:heard-answer", args=[question.id])
    assert url in listed
    assert b"Aminata of the well" not in focal.get(url).content
    assert b"Aminata of the well" in focal.post(url, {"purpose": "to answer"}).content
    focal.post(url, {"answer": "no", "whom": "Drissa"})
    answered = browser.get(reverse("documentation:heard")).content.decode()
    assert "No, we did not" in answered
    assert "Drissa" in answered


def test_a_monitor_who_only_deposits_hears_people_and_gets_a_reference(office, writer, person):
    mission = made.mission(by=writer, title="Ztitle")
    monitor = office.join(Role.MONITOR, language="en", holding=())
    browser = browser_for(monitor)
    new = browser.get(reverse("documentation:interview-new")).content.decode()
    assert mission.reference in new
    assert "Ztitle" not in new
    for who in ({"names": "Somebody New"}, {"person_code": person.code}):
        known = set(Interview.objects.values_list("id", flat=True))
        sent = browser.post(reverse("documentation:interview-new"), _filled(**who, token=str(new_id()), mission=str(mission.id)))
        row = Interview.objects.exclude(id__in=known).get()
        assert (sent.status_code, row.reference in sent.content.decode()) == (200, True)
        assert services.open_interview(by=writer, interview_id=row.id).content.deviations == []
    for name in ("interviews", "missions", "heard"):
        assert browser.get(reverse(f"documentation:{name}")).status_code == 200


def test_every_version_stays_readable_without_her_words(office, writer, person):
    row = made.interview(by=writer, person=person, seen="Zseenqk", interpreter="Zinterpreter", about="Men came at night")
    content = services.open_interview(by=writer, interview_id=row.id).content
    content.about = "Three men came at dawn"
    services.save_interview(
        by=writer, interview_id=row.id, version=1, content=content, said=Said("Zseenqk"), present=Present("Zinterpreter")
    )
    services.complete_interview(by=writer, interview_id=row.id)
    browser = browser_for(office.join(Role.DOCUMENTALIST, language="en"))
    assert reverse("documentation:interview-history", args=[row.id]) in browser.get(f"/interviews/{row.id}/").content.decode()
    page = browser.get(reverse("documentation:interview-history", args=[row.id])).content.decode()
    for words in ("Version 3", "Version 1", "night", "dawn"):
        assert words in page
    for sealed in ("Zseenqk", "Zinterpreter"):
        assert sealed not in page
    assert [one.number for one, _content in services.open_interview_revisions(by=writer, interview_id=row.id)] == [3, 2, 1]
    stranger = vaults.office("ASFC").join(Role.DOCUMENTALIST)
    assert browser_for(stranger).get(reverse("documentation:interview-history", args=[row.id])).status_code == 404
