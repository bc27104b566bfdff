"""After an erasure: nothing of hers opens, nothing finds her, and what stays is said with its reason."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.casework import services as casework
from seereya.documentation import queries, services
from seereya.documentation.models import Interview, InterviewRevision, Person, Revision, Source
from seereya.documentation.queries.interviews import interviews
from seereya.documentation.services.interview_accounts import account_from_interview
from seereya.evidence import objects
from seereya.evidence import services as evidence
from seereya.evidence.models import EvidenceItem, Receipt
from seereya.evidence.pages.item import item_page
from seereya.foundation import clock
from seereya.protection.pages import dataprotection as pages
from seereya.protection.services import dataprotection
from seereya.protection.services.openings_dataprotection import open_request
from seereya.site.operations import evidence_checks
from seereya.site.operations import references as checks
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Draft, IndexEntry, Wrap
from seereya.vault.rules import VaultKind
from seereya.vault.services import drafts
from seereya.vault.services.exits import ledger, let_out
from tests.factories import documentation as made
from tests.factories.accounts import browser_for
from tests.factories.casework import case_file
from tests.factories.evidence import item
from tests.factories.exits import consent, leaving

WORDS = "Three men came at night, I knew the tall one."


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def officer(office):
    return office.join(Role.DATA_PROTECTION)


@pytest.fixture
def protector(office):
    return office.join(Role.PROTECTION)


@pytest.fixture
def person(writer):
    return made.person(by=writer, name="Zeynabou Tall")


@pytest.fixture
def told(writer, person, incident):
    """Her interview, with its recording, and the account of an incident made of it."""
    row = made.interview(by=writer, person=person, seen=WORDS, about="Men came at night")
    recording = item(by=writer, name="voice.ogg", title="Zeynabou, first voice note")
    evidence.link_item(by=writer, item_id=recording.id, kind="interview", target=str(row.id), words=row.reference)
    services.complete_interview(by=writer, interview_id=row.id)
    account_from_interview(by=writer, interview_id=row.id, reference=incident.reference, role="witness", purpose="to document")
    other = made.account("the radio", says="a raid")
    services.save_account(by=writer, incident_id=incident.id, account=other, verbatim="what the radio said")
    return row, recording


def ask(by, person):
    row = dataprotection.receive_request(
        by=by, subject=person.id, kind="erasure", received_on=clock.today(), words="forget me", identified="seen"
    )
    return dataprotection.answer_request(
        by=by, request_id=row.id, version=row.version, granted=True, answer="as you wish", done="all of it"
    )


def erase(officer, protector, person, commits):
    row = ask(officer, person)
    with commits(execute=True):
        dataprotection.agree_to_erasure(by=protector, request_id=row.id)
    _row, content = open_request(by=officer, request_id=row.id)
    return row, {one.what: (one.count, one.stays) for one in content.outcome}


@pytest.mark.django_db
class TestAfterAnErasure:
    def test_nothing_of_her_interviews_opens_for_anybody(
        self, writer, officer, protector, person, told, django_capture_on_commit_callbacks
    ):
        row, _recording = told
        source = Source.objects.get()
        drafts.keep_draft(by=writer, form_key=f"interview/{row.id.hex}", fields={"seen": [WORDS]})
        _asked, outcome = erase(officer, protector, person, django_capture_on_commit_callbacks)
        assert not Wrap.objects.filter(record__in=[row.id, person.id, source.id]).exists()
        for model in (Interview, Source, Person):
            for kept in model.objects.all():
                assert {bytes(getattr(kept, name, b"")) for name in ("content", "identity", "testimony", "contact")} == {b""}
        assert not InterviewRevision.objects.exists()
        assert not Draft.objects.filter(form_key__contains=row.id.hex).exists()
        for member in (writer, officer, protector):
            with pytest.raises(Http404):
                services.open_interview(by=member, interview_id=row.id)
            assert interviews(by=member, narrowed={"person": [str(person.id)]}) == (0, [])
            assert interviews(by=member, narrowed={})[0] == 0
        assert not IndexEntry.objects.filter(index__in=["interviews", "names"]).exists(), "older entries were folded away"
        assert queries.search_names(by=protector, typed="Zeynabou", purpose="too late") == []
        assert outcome["interviews"] == (1, "")
        assert outcome["drafts"] == (1, "")
        assert AuditEntry.objects.filter(tag="vault:record:erase", subject=row.id).count() == 1
        assert not list(checks.wraps())

    @pytest.mark.usefixtures("told")
    def test_her_words_leave_the_incident_and_its_history_and_the_count_stays(
        self, writer, officer, protector, person, incident, django_capture_on_commit_callbacks
    ):
        before = services.open_incident(by=writer, incident_id=incident.id)
        _row, outcome = erase(officer, protector, person, django_capture_on_commit_callbacks)
        after = services.open_incident(by=writer, incident_id=incident.id)
        assert after.content == before.content
        words = services.open_testimony(by=writer, incident_id=incident.id, purpose="to look")
        assert list(words.values()) == ["what the radio said"]
        keys = record_keys(keyring_of(writer), [incident.id])[incident.id]
        for revision in Revision.objects.filter(incident=incident):
            if revision.testimony:
                assert b"tall one" not in keys.open("incident", "testimony", revision.number, revision.testimony)
        assert outcome["words"] == (1, "")
        assert outcome["incidents"] == (1, "ER-ARCH")
        assert not list(checks.revisions())

    def test_a_recording_of_hers_alone_leaves_the_disk_and_its_custody_says_so(
        self, writer, officer, protector, person, told, django_capture_on_commit_callbacks
    ):
        _row, recording = told
        path = objects.path_of(recording.object)
        assert path.exists()
        asked, outcome = erase(officer, protector, person, django_capture_on_commit_callbacks)
        assert not path.exists()
        assert (outcome["recordings"], outcome["custody"]) == ((1, ""), (1, "ER-PROOF"))
        opened = evidence.read_item(by=writer, item_id=recording.id)
        assert (opened.row.status, opened.content.title, opened.content.links, bytes(opened.row.file)) == ("erased", "", [], b"")
        assert opened.row.object == recording.object
        assert len(opened.content.sha256) == 64
        with translation.override("en"):
            lines = item_page(writer, recording.id)["journal"]
        assert [line["what"] for line in lines][-1] == "Erased on request"
        assert lines[-1]["words"] == asked.reference
        assert {line["words"] for line in lines[:-1]} == {"What stood here was erased."}
        assert not Receipt.objects.filter(item=recording).exists()
        for act in (
            lambda: evidence.open_item(by=writer, item_id=recording.id, purpose="to hear it"),
            lambda: evidence.link_item(by=writer, item_id=recording.id, kind="case", target="x"),
        ):
            with pytest.raises(Refused, match="item_erased"):
                act()
        assert not [*objects.check(), *evidence_checks.journals()]
        for page in (reverse("evidence:item", args=[recording.id]), reverse("evidence:items")):
            assert b"Zeynabou" not in browser_for(writer).get(page).content

    def test_a_file_the_disk_did_not_let_go_is_taken_by_the_next_sweep(self, officer, protector, person, told):
        _row, recording = told
        asked = ask(officer, person)
        dataprotection.agree_to_erasure(by=protector, request_id=asked.id)  # the process dies before what follows the commit
        assert [fault for _where, fault in objects.check()] == ["erased"]
        assert objects.sweep() == 1
        assert not objects.path_of(recording.object).exists()
        assert not list(objects.check())

    def test_what_proves_something_else_stays_and_is_said(
        self, writer, officer, protector, person, told, incident, django_capture_on_commit_callbacks
    ):
        row, recording = told
        evidence.link_item(by=writer, item_id=recording.id, kind="incident", target=str(incident.id))
        _asked, outcome = erase(officer, protector, person, django_capture_on_commit_callbacks)
        assert "recordings" not in outcome
        assert outcome["items_shared"] == (1, "ER-SHARED")
        assert EvidenceItem.objects.get(id=recording.id).status == "kept"
        assert objects.path_of(recording.object).exists()
        assert row.reference

    def test_the_pages_around_her_still_answer(
        self, writer, officer, protector, person, told, incident, django_capture_on_commit_callbacks
    ):
        row, _recording = told
        erase(officer, protector, person, django_capture_on_commit_callbacks)
        browser = browser_for(writer)
        there = ("documentation:persons", "documentation:sources", "documentation:interviews", "evidence:items")
        around = [reverse(name) for name in there]
        parts = ("incident", "incident-history", "incident-print", "export-new")
        around += [reverse(f"documentation:{name}", args=[] if name == "export-new" else [incident.id]) for name in parts]
        assert {url: browser.get(url).status_code for url in around} == dict.fromkeys(around, 200)
        assert browser.get(reverse("documentation:interview", args=[row.id])).status_code == 404
        assert browser.get(reverse("documentation:person", args=[person.id])).status_code == 404

    @pytest.mark.usefixtures("told")
    def test_another_persons_interview_is_not_touched(
        self, writer, officer, protector, person, django_capture_on_commit_callbacks
    ):
        other = made.interview(by=writer, person=made.person(by=writer, name="Awa"), seen="I saw nothing.")
        erase(officer, protector, person, django_capture_on_commit_callbacks)
        said, _present = services.open_words(by=writer, interview_id=other.id, purpose="to check")
        assert said.seen == "I saw nothing."
        assert interviews(by=writer, narrowed={})[0] == 1


@pytest.mark.django_db(transaction=True)
def test_what_left_the_house_is_still_in_the_ledger(writer, officer, protector, person):
    consent(writer, person.id)
    gone = let_out(by=writer, leaving=leaving(person.id))
    asked = ask(officer, person)
    dataprotection.agree_to_erasure(by=protector, request_id=asked.id)
    (line,) = ledger(by=officer)
    assert (line.row.id, line.content.recipient) == (gone.id, "Groupe de travail")
    _row, content = open_request(by=officer, request_id=asked.id)
    outcome = {one.what: (one.count, one.stays) for one in content.outcome}
    assert (outcome["disclosures"], outcome["basis_fact"], outcome["basis_words"]) == ((1, "ER-PROOF"), (1, "ER-PROOF"), (1, ""))


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_a_case_file_keeps_its_party_for_a_claim_and_still_opens(office, officer, person, django_capture_on_commit_callbacks):
    counsel = office.join(Role.COUNSEL)
    case = case_file(by=counsel)
    casework.add_party(by=counsel, case_id=case.id, code=person.code, role="victim", basis="Mandate")
    _asked, outcome = erase(officer, counsel, person, django_capture_on_commit_callbacks)
    assert outcome["case_files"] == (1, "ER-CLAIM")
    assert "case_files_closed" not in outcome
    page = browser_for(counsel).get(reverse("casework:case", args=[case.id]))
    assert page.status_code == 200
    assert person.code in page.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_the_page_says_what_goes_what_stays_and_why_before_and_after(
    office, officer, protector, person, django_capture_on_commit_callbacks
):
    case_file(by=office.join(Role.COUNSEL))
    drafts.keep_draft(by=officer, form_key=f"request/{person.id.hex}", fields={"words": ["hers"]})
    asked = ask(officer, person)
    with translation.override("en"):
        before = pages.request(protector, asked.id)["erasure"]
    goes = {one["cells"][0]["text"]: one["cells"][1]["text"] for one in before["goes"]["rows"]}
    stays = {one["cells"][0]["text"]: one["cells"][0]["note"] for one in before["stays"]["rows"]}
    assert goes["Interviews: how they were, her words, who else was there"] == 1
    assert stays["Counsel's case files and their evidence: whom they name is closed to you"].startswith(
        "Closed to whoever decides"
    )
    assert "2013-015" in before["laws"][0]
    assert not before["ended"]
    shown = browser_for(protector).get(reverse("protection:request", args=[asked.id])).content.decode()
    assert WORDS not in shown
    assert "ER-" not in shown
    with django_capture_on_commit_callbacks(execute=True):
        assert browser_for(protector).post(reverse("protection:request-agree", args=[asked.id])).status_code == 302
    assert not Draft.objects.filter(form_key__contains=person.id.hex).exists()
    with translation.override("en"):
        after = pages.request(officer, asked.id)["erasure"]
    assert after["ended"]
    assert {one["cells"][0]["text"] for one in after["stays"]["rows"]} == set(stays)
    assert browser_for(officer).get(reverse("protection:request", args=[asked.id])).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_who_does_not_hold_every_documentation_vault_cannot_agree(office, officer, person):
    asked = ask(officer, person)
    narrow = office.join(Role.PROTECTION, holding=(VaultKind.IDENTITIES,))
    with pytest.raises((Refused, Http404)):
        dataprotection.agree_to_erasure(by=narrow, request_id=asked.id)
    assert Interview.objects.exclude(content=b"").exists()
