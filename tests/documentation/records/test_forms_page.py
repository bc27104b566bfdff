"""Forms: read as said, corrected in words, kept as a draft, never overwriting what a colleague saved."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.documentation import services
from seereya.documentation.models import Incident
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Draft
from tests.documentation.records import filling
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db
NEW = "documentation:incident-new"


def test_looking_says_dates_back_and_saves_nothing(browser):
    looked = browser.post(reverse(NEW), filling.new_incident(when="vers le 3/1/2021", look="1"))
    assert b"about 3 January 2021" in looked.content
    assert not Incident.objects.exists()


def test_a_row_can_be_added_without_a_script(browser):
    more = browser.post(reverse(NEW), filling.new_incident(more="account-quantities"))
    assert b'name="account-quantities-3-words"' in more.content
    assert not Incident.objects.exists()


def test_a_place_is_found_by_name_and_a_choice_is_asked_where_several_bear_it(browser, writer):
    asked = browser.post(reverse(NEW), filling.new_incident(place="Douentza"))
    assert asked.status_code == 422
    assert b"Several places bear this name." in asked.content
    browser.post(reverse(NEW), filling.new_incident(place="Douentza", place_choice="ML-R18"))
    row = Incident.objects.get()
    assert services.open_incident(by=writer, incident_id=row.id).content.place == "ML-R18"
    assert row.region == "ML-R18"


def test_a_place_nobody_knows_is_refused_with_a_way_on(browser):
    refused = browser.post(reverse(NEW), filling.new_incident(place="Qqqqq"))
    assert refused.status_code == 422
    assert b"Name a larger place around it" in refused.content


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"quantities-0-category": "killed", "quantities-0-minimum": "9", "quantities-0-maximum": "3"},
            "The least is greater than the most.",
        ),
        ({"quantities-0-category": "killed"}, "Say how many"),
        ({"quantities-0-words": "nineteen"}, "choose what was done to these people"),
        (
            {"quantities-0-category": "killed", "quantities-0-denied": "on", "quantities-0-minimum": "3"},
            "A denial has no numbers.",
        ),
        ({"blames-0-category": "PC-STA"}, "Write whom the source names"),
        ({"source_words": ""}, "Choose a source, or describe it"),
        ({"published": "the day after never"}, "This date is not understood."),
    ],
)
def test_an_account_says_what_to_correct(browser, incident, typed, said):
    refused = browser.post(reverse("documentation:account-new", args=[incident.id]), filling.account(version="1", **typed))
    assert refused.status_code == 422
    assert said in refused.content.decode()


def test_an_account_keeps_wording_without_a_number_and_denials(browser, writer, incident):
    typed = {
        "quantities-0-category": "killed", "quantities-0-words": "dozens",
        "quantities-1-category": "killed", "quantities-1-status": "civilian", "quantities-1-words": "no civilian", "quantities-1-denied": "on",
        "blames-0-words": "the army", "blames-0-stance": "blames", "blames-0-confidence": "AT4",
    }  # fmt: skip
    sent = browser.post(
        reverse("documentation:account-new", args=[incident.id]), filling.account(version="1", token=str(new_id()), **typed)
    )
    assert sent.status_code == 302
    account = services.open_incident(by=writer, incident_id=incident.id).content.accounts[-1]
    assert [(one.words, one.minimum, one.denied) for one in account.quantities] == [
        ("dozens", None, False),
        ("no civilian", None, True),
    ]
    assert account.blames[0].confidence == "AT4"
    page = browser.get(reverse("documentation:incident", args=[incident.id])).content.decode()
    assert "the army (alleged)" in page


def test_a_source_chosen_by_code_is_named_by_its_code(browser, writer, incident):
    from tests.factories import documentation as made

    source = made.source(by=writer, name="Oumar Cissé")
    typed = filling.account(version="1", source=str(source.id), source_words="")
    assert browser.post(reverse("documentation:account-new", args=[incident.id]), typed).status_code == 302
    page = browser.get(reverse("documentation:incident", args=[incident.id])).content.decode()
    assert source.code in page
    assert "Cissé" not in page


def test_a_colleague_saved_meanwhile_both_versions_are_shown_and_nothing_is_lost(office, browser, writer, incident):
    edit = reverse("documentation:incident-edit", args=[incident.id])
    colleague = browser_for(office.join(Role.DOCUMENTALIST, language="en"))
    colleague.post(edit, {"title": "Strike on a wedding", "version": "1", "sensitivity": "ordinary"})
    mine = {"title": "Strike on a feast", "version": "1", "sensitivity": "ordinary"}
    refused = browser.post(edit, mine)
    said = refused.content.decode()
    assert refused.status_code == 409
    assert "Two versions" in said
    assert "wedding" in said
    assert "feast" in said
    assert services.open_incident(by=writer, incident_id=incident.id).content.title == "Strike on a wedding"
    assert 'name="version" value="2"' in said
    assert browser.post(edit, mine | {"version": "2"}).status_code == 302
    assert services.open_incident(by=writer, incident_id=incident.id).content.title == "Strike on a feast"
    history = browser.get(reverse("documentation:incident-history", args=[incident.id])).content.decode()
    assert "wedding" in history


def test_an_account_saved_over_an_older_version_is_shown_beside_the_newer(office, browser, writer, incident):
    account = services.open_incident(by=writer, incident_id=incident.id).content.accounts[0]
    edit = reverse("documentation:account-edit", args=[incident.id, account.id])
    colleague = browser_for(office.join(Role.DOCUMENTALIST, language="en"))
    colleague.post(edit, filling.account(version="1", says="thirty graves"))
    refused = browser.post(edit, filling.account(version="1", says="twenty graves"))
    assert refused.status_code == 409
    assert "thirty" in refused.content.decode()


def test_a_draft_is_kept_sealed_restored_with_a_notice_and_can_be_thrown_away(browser):
    address = reverse("vault:draft", args=["incident-new", "00000000-0000-0000-0000-000000000000", "-"])
    assert browser.post(address, filling.new_incident(title="Half a sentence about the well")).status_code == 204
    assert b"well" not in bytes(Draft.objects.get().blob)
    page = browser.get(reverse(NEW)).content.decode()
    assert "Half a sentence about the well" in page
    assert "This is your draft" in page
    gone = browser.post(f"{address}discard/", {"next": reverse(NEW)})
    assert gone.url == reverse(NEW)
    assert "Half a sentence" not in browser.get(reverse(NEW)).content.decode()


def test_a_draft_ends_when_its_form_is_sent(browser):
    address = reverse("vault:draft", args=["incident-new", "00000000-0000-0000-0000-000000000000", "-"])
    browser.post(address, filling.new_incident(title="Half a sentence"))
    browser.post(reverse(NEW), filling.new_incident(title="A whole sentence"))
    assert not Draft.objects.exists()


def test_the_draft_survives_an_idle_lock(browser, writer):
    from seereya.accounts.services import sessions

    address = reverse("vault:draft", args=["incident-new", "00000000-0000-0000-0000-000000000000", "-"])
    browser.post(address, filling.new_incident(title="Before the lock"))
    sessions.lock(writer.session)
    assert browser.post(address, filling.new_incident(title="Too late")).status_code == 302
    assert Draft.objects.count() == 1


def test_only_forms_of_the_vocabulary_keep_drafts(browser):
    assert browser.post(f"/drafts/anything/{new_id()}/-/", {"a": "b"}).status_code == 404


def test_an_account_sent_twice_stands_once_and_nobody_is_troubled(browser, writer, incident):
    typed = filling.account(version="1", token=str(new_id()), says="twenty graves")
    for _ in range(2):
        assert browser.post(reverse("documentation:account-new", args=[incident.id]), typed).status_code == 302
    opened = services.open_incident(by=writer, incident_id=incident.id)
    assert [one.says for one in opened.content.accounts].count("twenty graves") == 1
    assert opened.row.version == 2


def test_a_proposition_sent_twice_stands_once(browser, writer, incident):
    typed = {"words": "They were civilians.", "version": "1", "token": str(new_id())}
    typed |= {
        f"position-{one.id}": "silent" for one in services.open_incident(by=writer, incident_id=incident.id).content.accounts
    }
    for _ in range(2):
        assert browser.post(reverse("documentation:proposition-edit", args=[incident.id, "new"]), typed).status_code == 302
    assert len(services.open_incident(by=writer, incident_id=incident.id).content.propositions) == 1


def test_new_verbatim_words_over_an_older_version_are_not_dropped(browser, writer, incident):
    account = services.open_incident(by=writer, incident_id=incident.id).content.accounts[0]
    edit = reverse("documentation:account-edit", args=[incident.id, account.id])
    same = filling.account(version="1", source_words="The nurse", verbatim="first words")
    assert browser.post(edit, same).status_code == 302
    assert browser.post(edit, same).status_code == 302
    refused = browser.post(edit, same | {"verbatim": "other words"})
    assert refused.status_code == 409
    assert b"other words" in refused.content


def test_a_source_beyond_the_list_is_found_by_its_code(browser, writer, incident, monkeypatch):
    from tests.factories import documentation as made

    beyond = made.source(by=writer, name="Oumar Cissé")
    form = reverse("documentation:account-new", args=[incident.id])
    assert b'name="source_code"' not in browser.get(form).content
    for module in ("queries.sources", "pages.assembled"):
        monkeypatch.setattr(f"seereya.documentation.{module}.MOST", 1)
    made.source(by=writer)
    page = browser.get(form).content.decode()
    assert str(beyond.id) not in page
    assert 'name="source_code"' in page
    typed = filling.account(version="1", source_words="")
    refused = browser.post(form, typed | {"source_code": "S-NOBODY"})
    assert refused.status_code == 422
    assert "No source that you can open has this code." in refused.content.decode()
    assert browser.post(form, typed | {"source_code": beyond.code.lower()}).status_code == 302
    account = services.open_incident(by=writer, incident_id=incident.id).content.accounts[-1]
    assert account.source == str(beyond.id)


def test_a_superscript_is_no_number(browser, incident):
    typed = filling.account(version="²", more="quantities", **{"quantities-TOTAL_FORMS": "²"})
    assert browser.post(reverse("documentation:account-new", args=[incident.id]), typed).status_code == 200
    assert browser.get("/me/", {"before": "²"}).status_code in {200, 404}
