"""Pages of submissions, as people meet them: begun, filled in, refused in words, let out, followed."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from seereya.accounts.rules import Role
from seereya.advocacy.models import Submission, SubmissionCopy
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from tests.factories import submissions as made
from tests.factories.accounts import browser_for, log_in

pytestmark = pytest.mark.django_db(transaction=True)


def browser(person):
    log_in(person)
    found = browser_for(person)
    person.member.language = "en"
    person.member.save(update_fields=["language"])
    return found


def at(name, row, *more):
    return reverse(f"advocacy:{name}", args=[row.id, *more])


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_counsel_begins_from_the_persons_page():
    desk = made.desk()
    client = browser(desk.counsel)
    begin = reverse("advocacy:submission-new", args=[desk.person])
    assert begin in page(client, reverse("documentation:person", args=[desk.person]))
    offered = page(client, begin)
    value = f"{desk.incident}:{desk.act}"
    assert value in offered
    answer = client.post(begin, {"about": value, "purpose": made.WHY, "token": str(new_id())})
    assert answer.status_code == 302
    row = Submission.objects.get()
    shown = page(client, at("submission", row))
    assert "Standard procedure" in shown
    assert "What is missing" in shown
    assert "Zfamilynameqk" not in shown
    opened = client.post(at("submission-identity-open", row), {"purpose": made.WHY}).content.decode()
    assert "Zfamilynameqk" in opened
    assert row.reference in page(client, reverse("documentation:person", args=[desk.person]))
    assert row.reference in page(client, reverse("documentation:incident", args=[desk.incident]))
    assert client.post(begin, {"about": "nonsense", "token": str(new_id())}).status_code == 422


def test_an_officer_asks_and_a_documentalist_fills_in():
    desk = made.desk()
    officer, documentalist = browser(desk.officer), browser(desk.documentalist)
    row = made.begin(desk, by=desk.officer)
    assert "Ask a colleague for the sealed part" in page(officer, at("submission", row))
    assert officer.post(at("submission-identity-open", row), {"purpose": made.WHY}).status_code == 409
    assert officer.get(at("submission-identity", row)).status_code == 403
    officer.post(at("submission-ask", row))
    assert "its sealed part is asked for" in page(documentalist, "/")
    assert documentalist.get(at("submission-identity", row)).status_code == 409
    documentalist.post(at("submission-identity-open", row), {"purpose": made.WHY})
    form = page(documentalist, at("submission-identity", row))
    assert 'value="Zfamilynameqk"' in form
    row.refresh_from_db()
    saved = {"version": row.version, "q_W1_01": "Zfamilynameqk", "q_W1_02": "Boubacar", "q_W7_01": "Zauthorqk"}
    assert documentalist.post(at("submission-identity", row), saved).status_code == 302
    assert "Hand the sealed part over" in page(documentalist, at("submission-hand", row))
    handed = {"colleague": str(desk.officer.id), "purpose": made.WHY}
    assert documentalist.post(at("submission-hand", row), handed).status_code == 302
    assert documentalist.post(at("submission-hand", row), {"colleague": "", "purpose": ""}).status_code == 422
    opened = officer.post(at("submission-identity-open", row), {"purpose": made.WHY})
    assert "Zauthorqk" in opened.content.decode()
    assert officer.post(at("submission-take-back", row, desk.officer.id)).status_code == 302
    assert officer.post(at("submission-take-back", row, desk.officer.id)).status_code == 404


def filled(row, **more):
    values = {
        "version": row.version,
        "q_W2_01": "mars 2024",
        "q_W7_06": "yes",
        "steps-TOTAL_FORMS": "1",
        "steps-INITIAL_FORMS": "0",
    }
    return values | more


def test_the_form_is_saved_with_gaps_and_warns_of_length():
    desk = made.desk()
    client = browser(desk.counsel)
    row = made.begin(desk)
    shown = page(client, at("submission-edit", row))
    assert 'data-words="1000"' in shown
    assert "needed before sending" in shown
    assert "Taken over" in shown
    long = "mot " * 1203
    saved = client.post(
        at("submission-edit", row), filled(row, q_W8_01_fr=long, **{"steps-0-what": "Visit to the camp", "steps-0-when": "2024"})
    )
    assert saved.status_code == 302
    row.refresh_from_db()
    shown = page(client, at("submission", row))
    assert "1203 words, 203 more than the 1000 advised" in shown
    assert "Visit to the camp" in shown
    assert "203 more than the 1000" in page(client, at("submission-edit", row))
    assert client.post(at("submission-edit", row), filled(row, version=1)).status_code == 409


@pytest.mark.parametrize(
    "bad",
    [{"q_W2_01": "31/2/2024"}, {"q_W1_04": "Z"}, {"q_W7_06": "perhaps"}, {"checked_on": "soon"}, {"steps-0-when": "32/1/2024"}],
)
def test_bad_answers_are_refused_and_kept_on_the_page(bad):
    desk = made.desk()
    client = browser(desk.counsel)
    row = made.begin(desk)
    answer = client.post(at("submission-edit", row), filled(row, q_W4_05="Zkepttypedqk", **bad))
    assert answer.status_code == 422
    assert "Zkepttypedqk" in answer.content.decode()


def test_a_row_more_keeps_what_was_typed():
    desk = made.desk()
    client = browser(desk.counsel)
    row = made.begin(desk)
    answer = client.post(at("submission-edit", row), filled(row, more="steps", q_W4_05="Zkepttypedqk"))
    assert answer.status_code == 200
    assert "Zkepttypedqk" in answer.content.decode()
    assert "steps-2-what" in answer.content.decode()


def test_both_languages_are_shown():
    desk = made.desk()
    client = browser(desk.counsel)
    row = made.ready(desk)
    french, english = page(client, at("submission-look", row, "fr")), page(client, at("submission-look", row, "en"))
    assert "Forces présumées responsables" in french
    assert "Forces believed responsible" in english
    assert "Homme" in french
    assert "written in the other language only" in english
    assert "Zfamilynameqk" not in french + english
    page(client, at("submission-look", row, "es"), 404)


def test_without_a_basis_the_page_says_what_is_missing_and_who_gives_it():
    desk = made.desk(basis=False)
    client = browser(desk.counsel)
    row = made.ready(desk)
    shown = page(client, at("submission-send", row))
    assert "1 person has no basis for it" in shown
    assert "no basis is recorded: nobody asked" in shown
    assert reverse("exits:basis", args=[desk.person]) in shown
    sent = {"version": row.version, "recipient": "WGEID", "purpose": made.WHY, "languages": ["fr"]}
    answer = client.post(at("submission-send", row), sent)
    assert answer.status_code == 409
    assert "No basis for 1 of 1 persons" in answer.content.decode()
    assert not SubmissionCopy.objects.exists()
    assert client.post(at("submission-send", row), sent | {"languages": ["xx"]}).status_code == 422


def test_let_out_fetched_and_followed():
    desk = made.desk()
    client = browser(desk.counsel)
    row = made.ready(desk)
    sent = {"version": row.version, "recipient": "WGEID, hrc-wg-eid@un.org", "purpose": made.WHY, "languages": ["fr", "en"]}
    assert client.post(at("submission-send", row), sent).status_code == 302
    docx = SubmissionCopy.objects.get(language="fr", form="docx")
    fetched = client.post(at("submission-copy", row, docx.id), {"purpose": made.WHY})
    assert fetched["Content-Disposition"].endswith(f'{row.reference}-v{docx.number}-fr.docx"')
    document = Document(BytesIO(fetched.content))
    words = "\n".join(cell.text for table in document.tables for line in table.rows for cell in line.cells)
    assert "Zfamilynameqk" in words
    assert "Gendarmerie" in words
    html = SubmissionCopy.objects.get(language="en", form="html")
    printed = client.post(at("submission-copy", row, html.id)).content.decode()
    assert "Family name" in printed
    assert "Zfamilynameqk" in printed
    shown = page(client, at("submission", row))
    assert "SHA-256" in shown
    assert "hrc-wg-eid@un.org" in shown
    row.refresh_from_db()
    follow = at("submission-follow", row)
    assert client.post(follow, {"version": row.version, "step": "replied", "on": clock.today().isoformat()}).status_code == 422
    for step in ("acknowledged", "transmitted", "replied"):
        row.refresh_from_db()
        assert client.post(follow, {"version": row.version, "step": step, "on": clock.today().isoformat()}).status_code == 302
    assert "answer the State's reply" in page(client, "/").replace("&#x27;", "'")
    listed = page(client, reverse("advocacy:submissions"))
    assert row.reference in listed
    row.refresh_from_db()
    assert client.post(at("submission-strike", row), {"version": row.version, "why": ""}).status_code == 409
    assert client.post(at("submission-strike", row), {"version": row.version, "why": "another case"}).status_code == 302
    assert "another case" in page(client, at("submission", row))


def test_control_characters_do_not_break_the_document():
    desk = made.desk()
    row = made.ready(desk, W8_01="page\x0bbreak")
    client = browser(desk.counsel)
    sent = {"version": row.version, "recipient": "WGEID", "purpose": made.WHY, "languages": ["fr"]}
    assert client.post(at("submission-send", row), sent).status_code == 302


@pytest.mark.parametrize("query", ["?nothing=1", "?status=gone", "?page=0", "?page=x", "?step=replied&step=sent"])
def test_an_address_that_cannot_be_asked_is_refused_in_words(query):
    desk = made.desk()
    client = browser(desk.counsel)
    assert client.get(reverse("advocacy:submissions") + query).status_code == 400


def test_the_list_costs_the_same_for_many(django_assert_max_num_queries):
    desk = made.desk()
    client = browser(desk.counsel)
    for _one in range(4):
        made.begin(desk)
    page(client, reverse("advocacy:submissions"))
    with django_assert_max_num_queries(20):
        page(client, reverse("advocacy:submissions"))
    assert page(client, reverse("advocacy:submissions") + "?status=draft&q=nothinglikeit").count("SUB-") == 0


def test_a_monitor_sees_no_forms():
    desk = made.desk()
    made.begin(desk)
    client = browser(desk.office.join(Role.MONITOR))
    assert client.get(reverse("advocacy:submissions")).status_code == 403
    assert "WGEID" not in page(client, reverse("documentation:person", args=[desk.person]))


def test_a_late_answer_stands_first_at_home():
    desk = made.desk()
    client = browser(desk.officer)
    row = made.ready(desk)
    made.send(desk, row)
    made.happened(desk, row, ("sent", "2024-01-01"), ("transmitted", "2024-02-01"), ("replied", "2024-03-01"))
    shown = page(client, "/")
    assert "was due on 1 September 2024" in shown
    assert "was due on" not in page(browser(desk.documentalist), "/")
