"""Sealed parts: closed until a purpose is given, shown in place, on the record first, unknown to partners."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation import services
from seereya.documentation.content import PrecisePlace
from tests.factories import documentation as made
from tests.factories import vault as vaults
from tests.factories.accounts import browser_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(writer, incident):
    services.set_precise_place(by=writer, incident_id=incident.id, place=PrecisePlace("behind the northern well", "14.5", "-3.6"))
    account = services.open_incident(by=writer, incident_id=incident.id).content.accounts[0]
    services.save_account(by=writer, incident_id=incident.id, account=account, verbatim="my own brother")
    return incident


def test_a_place_asks_for_its_purpose_once_per_session(browser, placed):
    opening = reverse("documentation:incident-place", args=[placed.id])
    refused = browser.post(opening)
    assert refused.status_code == 409
    assert b"Say in one line what you open this for." in refused.content
    opened = browser.post(opening, {"purpose": "to check the distance"})
    assert b"behind the northern well" in opened.content
    assert b"to check the distance" in opened.content
    again = browser.get(reverse("documentation:incident", args=[placed.id])).content.decode()
    assert "northern well" not in again
    assert 'name="purpose"' not in again.split('id="sealed"')[1].split('id="related"')[0]
    assert b"northern well" in browser.post(opening).content


def test_verbatim_words_open_for_the_same_purpose(browser, placed):
    browser.post(reverse("documentation:incident-place", args=[placed.id]), {"purpose": "verification"})
    opened = browser.post(reverse("documentation:incident-testimony", args=[placed.id]))
    assert b"my own brother" in opened.content


def test_each_opening_stands_in_the_trail_with_its_purpose(browser, placed):
    browser.post(reverse("documentation:incident-place", args=[placed.id]), {"purpose": "to check the distance"})
    page = browser.get(reverse("documentation:incident-history", args=[placed.id])).content.decode()
    assert "Opened the exact place" in page
    assert "to check the distance" in page


def test_a_recorded_place_is_opened_before_it_is_changed(browser, writer, placed):
    edit = reverse("documentation:incident-place-edit", args=[placed.id])
    closed = browser.get(edit).content.decode()
    assert "northern well" not in closed
    asked = browser.post(edit, {"purpose": "correction"})
    assert "northern well" in asked.content.decode()
    saved = browser.post(edit, {"words": "behind the southern well", "latitude": "", "longitude": ""})
    assert saved.status_code == 302
    place = services.open_precise_place(by=writer, incident_id=placed.id, purpose="test")
    assert (place.words, place.latitude) == ("behind the southern well", "")


def test_half_a_pair_of_coordinates_is_refused(browser, incident):
    edit = reverse("documentation:incident-place-edit", args=[incident.id])
    assert b"neither" in browser.post(edit, {"words": "", "latitude": "14.5", "longitude": ""}).content


def test_a_name_opens_in_place_on_the_incident_and_counts_for_the_case(browser, writer, placed):
    person = made.person(by=writer, name="Aminata Keïta")
    services.link_person(by=writer, incident_id=placed.id, person_id=person.id, role="victim")
    opening = reverse("documentation:person-identity", args=[person.id]) + f"?incident={placed.id}"
    opened = browser.post(opening, {"purpose": "family asked"})
    assert "Aminata Keïta" in opened.content.decode()
    assert placed.reference in opened.content.decode()
    assert b"northern well" in browser.post(reverse("documentation:incident-place", args=[placed.id])).content


def test_roles_that_read_content_are_told_who_opens_the_rest(office, placed):
    page = browser_for(office.join(Role.ADVOCACY, language="en")).get(reverse("documentation:incident", args=[placed.id]))
    assert b"Your roles do not open it." in page.content
    refused = browser_for(office.join(Role.ADVOCACY)).post(
        reverse("documentation:incident-place", args=[placed.id]), {"purpose": "curious"}
    )
    assert refused.status_code == 403


def test_printing_is_written_down_before_anything_is_opened(browser, incident):
    browser.get(reverse("documentation:incident-print", args=[incident.id]))
    tags = list(AuditEntry.objects.filter(subject=incident.id).order_by("id").values_list("tag", flat=True))
    assert tags.index(Tag.INCIDENT_PRINTED) < max(at for at, tag in enumerate(tags) if tag == Tag.RECORD_OPENED)


def test_a_partner_reads_comments_and_never_learns_of_sealed_parts(office, browser, placed):
    partner_office = vaults.office()
    partner = partner_office.join(Role.DOCUMENTALIST, language="en")
    share = reverse("documentation:incident-share", args=[placed.id])
    assert browser.post(share, {"organisation": str(partner_office.organisation.id)}).status_code == 302
    theirs = browser_for(partner)
    address = reverse("documentation:incident", args=[placed.id])
    page = theirs.get(address).content.decode()
    assert "Shared by a partner" in page
    for hidden in ("Precise place", "Verbatim words", "Who opened", "Add an account", "Link a person"):
        assert hidden not in page
    assert theirs.post(reverse("documentation:incident-place", args=[placed.id]), {"purpose": "x"}).status_code == 404
    edit = theirs.post(
        reverse("documentation:incident-edit", args=[placed.id]), {"title": "Theirs", "version": "3", "sensitivity": "ordinary"}
    )
    assert edit.status_code == 409
    assert b"This record belongs to a partner" in edit.content
    theirs.post(reverse("documentation:incident-comment", args=[placed.id]), {"words": "We heard the same."})
    assert b"We heard the same." in theirs.get(address).content
    assert b"We heard the same." in browser.get(address).content
    withdraw = reverse("documentation:incident-withdraw", args=[placed.id])
    asked = browser.get(f"{withdraw}?organisation={partner_office.organisation.id}")
    assert partner_office.organisation.name.encode() in asked.content
    browser.post(withdraw, {"organisation": str(partner_office.organisation.id)})
    gone = theirs.get(address)
    never = theirs.get(reverse("documentation:incident", args=["01890000-0000-7000-8000-000000000000"]))
    assert (gone.status_code, len(gone.content)) == (never.status_code, len(never.content)) == (404, len(never.content))


def test_moves_that_are_not_possible_say_who_is_missing(office, browser, verifier, incident):
    page = browser.get(reverse("documentation:incident", args=[incident.id])).content.decode()
    assert "Take it up" in page
    move = reverse("documentation:incident-move", args=[incident.id])
    for after in ("VS-TRI", "VS-VER"):
        assert browser.post(move, {"before": "", "after": after}).status_code in {302, 200}
        browser.post(move, {"before": "x", "after": after})
    refused = browser.post(move, {"before": "VS-VER", "after": "VS-COR"})
    assert refused.status_code == 409
    assert b"You wrote this incident: somebody else grades it." in refused.content
    assert b"Ask a member of the verification committee" in refused.content
    graded = browser_for(verifier).post(move, {"before": "VS-VER", "after": "VS-COR"})
    assert graded.status_code == 302


def test_setting_aside_takes_a_reason(browser, incident):
    move = reverse("documentation:incident-move", args=[incident.id])
    assert b"Say why" in browser.post(move, {"before": "VS-NEW", "after": "VS-REJ"}).content
    assert browser.post(move, {"before": "VS-NEW", "after": "VS-REJ", "reason": "Told twice."}).status_code == 302
    assert b"Told twice." in browser.get(reverse("documentation:incident", args=[incident.id])).content


def test_a_comment_sent_twice_stands_once(browser, incident):
    from seereya.documentation.models import Comment
    from seereya.foundation.identifiers import new_id

    sent = {"words": "Once.", "token": str(new_id())}
    for _ in range(2):
        browser.post(reverse("documentation:incident-comment", args=[incident.id]), sent)
    assert Comment.objects.count() == 1


def test_two_incidents_are_linked_in_both(browser, writer, incident):
    other = made.incident(by=writer, title="The second")
    relate = reverse("documentation:incident-relate", args=[incident.id])
    assert b"No incident with this reference" in browser.post(relate, {"reference": "NOPE-1", "kind": "cause"}).content
    assert browser.post(relate, {"reference": other.reference, "kind": "cause"}).status_code == 302
    assert services.open_incident(by=writer, incident_id=other.id).content.related[0]["kind"] == "consequence"
    assert other.reference.encode() in browser.get(reverse("documentation:incident", args=[incident.id])).content


def test_an_account_taken_off_stays_in_the_history(browser, writer, incident):
    account = services.open_incident(by=writer, incident_id=incident.id).content.accounts[0]
    remove = reverse("documentation:account-remove", args=[incident.id, account.id])
    assert browser.post(remove, {"version": "1"}).status_code == 302
    assert len(services.open_incident(by=writer, incident_id=incident.id).content.accounts) == 1
    assert b"Nineteen dead" in browser.get(reverse("documentation:incident-history", args=[incident.id])).content


def test_a_proposition_is_added_and_concluded_with_reasons_only(browser, writer, incident):
    ids = [one.id for one in services.open_incident(by=writer, incident_id=incident.id).content.accounts]
    new = reverse("documentation:proposition-edit", args=[incident.id, "new"])
    typed = {"words": "They were civilians.", "version": "1", **{f"position-{one}": "supports" for one in ids}}
    refused = browser.post(new, typed | {"conclusion": "Strongly supported"})
    assert refused.status_code == 409
    assert b"standard of proof and its reasons" in refused.content
    assert browser.post(new, typed).status_code == 302
    content = services.open_incident(by=writer, incident_id=incident.id).content
    assert content.accounts[0].positions == {content.propositions[0].id: "supports"}
