"""Forms through the services: begun, filled, kept apart, handed, refused, sent, frozen, followed."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from seereya.accounts.rules import Role
from seereya.advocacy.content_submissions import Entry, answer
from seereya.advocacy.models import Submission, SubmissionCopy, SubmissionKey
from seereya.advocacy.queries.submissions import sent
from seereya.advocacy.queries.submissions import submissions as listed
from seereya.advocacy.rules.submissions import LONGEST_ANSWER, Refused
from seereya.advocacy.services import submissions, submissions_following, submissions_identity, submissions_sending
from seereya.advocacy.services.submissions_storing import NotThere, open_submission
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.vault import services as vaults
from seereya.vault.models import Disclosure
from seereya.vault.rules import Group
from seereya.vault.rules_exits import BasisKind
from tests.factories import submissions as made
from tests.factories.documentation import person
from tests.factories.exits import consent

pytestmark = pytest.mark.django_db(transaction=True)


def refused(code, call, *args, **more):
    with pytest.raises(Refused) as found:
        call(*args, **more)
    assert found.value.code == code
    return found.value


def test_counsel_begins_with_what_documentation_holds():
    at = made.desk()
    row = made.begin(at)
    held, part = submissions_identity.open_identity(by=at.counsel, submission_id=row.id, purpose=made.WHY)
    entries = held.content.entries
    assert answer(part.entries, "W1.01").text == "Zfamilynameqk"
    assert answer(part.entries, "W1.02").text == "Boubacar"
    assert answer(entries, "W1.04").text == "M"
    assert answer(entries, "W2.01").when.earliest == "2021-01-03"
    assert answer(entries, "W2.01").took == "act.when"
    assert "a patrol" in answer(entries, "W4.01", "fr").text
    assert answer(entries, "W4.01", "en").text == "a patrol (alleged)"
    assert answer(entries, "W7.06").text == "yes"
    assert answer(entries, "W7.04").text == at.office.organisation.name
    assert "W1.01" in held.content.identity_filled
    assert b"Zfamilynameqk" not in held.content.to_json()
    assert AuditEntry.objects.filter(tag=Tag.RECORD_OPENED, subject=at.person).exists()


def test_an_officer_begins_without_opening_who_it_is():
    at = made.desk()
    row = made.begin(at, by=at.officer)
    held = open_submission(by=at.officer, submission_id=row.id)
    assert not held.keys.holds(Group.IDENTITY)
    assert held.content.identity_filled == []
    assert answer(held.content.entries, "W2.01")
    refused("identity_closed", submissions_identity.open_identity, by=at.officer, submission_id=row.id, purpose=made.WHY)


def test_the_same_page_sent_twice_makes_one_form():
    at = made.desk()
    begun = submissions.Begun(at.person)
    token = made.new_id()
    first = submissions.begin(by=at.counsel, begun=begun, submission_id=token)
    assert submissions.begin(by=at.counsel, begun=begun, submission_id=token).id == first.id
    assert Submission.objects.count() == 1


def test_bad_beginnings_are_refused():
    at, elsewhere = made.desk("AAAA"), made.desk("BBBB")
    other = person(by=at.documentalist)
    refused("person_not_of_incident", submissions.begin, by=at.counsel, begun=submissions.Begun(other.id, at.incident))
    refused("act_not_of_person", submissions.begin, by=at.counsel, begun=submissions.Begun(at.person, at.incident, "nothing"))
    refused("no_such_incident", submissions.begin, by=at.counsel, begun=submissions.Begun(at.person, elsewhere.incident))
    with pytest.raises(NotThere):
        submissions.begin(by=at.counsel, begun=submissions.Begun(elsewhere.person))


def test_a_colleague_fills_the_sealed_part_and_hands_it_over():
    at = made.desk()
    row = made.begin(at, by=at.officer)
    row = submissions.ask_identity(by=at.officer, submission_id=row.id)
    refused("identity_asked_already", submissions.ask_identity, by=at.officer, submission_id=row.id)
    hand = {"submission_id": row.id, "member_id": at.officer.id}
    vaults.open_records(by=at.documentalist, records=[row.id], group=Group.IDENTITY, purpose=made.WHY)
    taken = submissions_identity.prefill.identity(at.documentalist, at.person, purpose=made.WHY, case=row.id)
    row = submissions_identity.save_identity(by=at.documentalist, submission_id=row.id, version=row.version, entries=taken)
    refused(
        "identity_holder_needed",
        submissions_identity.save_identity,
        by=at.officer,
        submission_id=row.id,
        version=row.version,
        entries=[],
    )
    refused("purpose_needed", submissions_identity.hand_over, by=at.documentalist, **hand)


def _handed(at, row, to):
    return submissions_identity.hand_over(by=at.documentalist, submission_id=row.id, member_id=to.id, purpose=made.WHY)


def test_a_handed_key_opens_this_form_alone_for_a_time():
    at = made.desk()
    row, other = made.ready(at), made.begin(at)
    _handed(at, row, at.officer)
    _held, part = submissions_identity.open_identity(by=at.officer, submission_id=row.id, purpose=made.WHY)
    assert answer(part.entries, "W1.01").text == "Zfamilynameqk"
    refused("purpose_needed", submissions_identity.open_identity, by=at.officer, submission_id=row.id)
    refused("identity_closed", submissions_identity.open_identity, by=at.officer, submission_id=other.id, purpose=made.WHY)
    assert not submissions.may_open_identity(at.officer, at.person)
    refused(
        "identity_holder_needed",
        submissions_identity.hand_over,
        by=at.officer,
        submission_id=row.id,
        member_id=at.counsel.id,
        purpose=made.WHY,
    )
    SubmissionKey.objects.update(given_at=clock.now() - submissions_identity.rules.HANDED_FOR)
    refused("identity_closed", submissions_identity.open_identity, by=at.officer, submission_id=row.id, purpose=made.WHY)


def test_a_key_is_handed_to_who_prepares_and_taken_back():
    at = made.desk()
    row = made.ready(at)
    monitor = at.office.join(Role.MONITOR)
    refused("no_such_colleague", _handed, at, row, monitor)
    _handed(at, row, at.officer)
    refused(
        "identity_holder_needed",
        submissions_identity.take_back,
        by=at.office.join(Role.ADVOCACY),
        submission_id=row.id,
        member_id=at.officer.id,
    )
    submissions_identity.take_back(by=at.officer, submission_id=row.id, member_id=at.officer.id)
    refused("identity_closed", submissions_identity.open_identity, by=at.officer, submission_id=row.id, purpose=made.WHY)


def test_an_organisation_does_not_see_anothers_forms():
    at, elsewhere = made.desk("AAAA"), made.desk("BBBB")
    row = made.begin(at)
    with pytest.raises(NotThere):
        open_submission(by=elsewhere.counsel, submission_id=row.id)
    assert listed(by=elsewhere.counsel).total == 0


def test_too_long_is_kept_and_far_too_long_refused():
    at = made.desk()
    row = made.begin(at)
    long = " ".join(["mot"] * 1500)
    saved = {"by": at.counsel, "submission_id": row.id, "steps": [], "checked_on": ""}
    row = submissions.save_form(**saved, version=row.version, entries=[Entry("W8.01", long, "fr")])
    assert answer(open_submission(by=at.counsel, submission_id=row.id).content.entries, "W8.01").text == long
    refused(
        "answer_far_too_long",
        submissions.save_form,
        **saved,
        version=row.version,
        entries=[Entry("W8.01", "a" * (LONGEST_ANSWER + 1))],
    )
    refused("changed_meanwhile", submissions.save_form, **saved, version=1, entries=[])
    row = submissions.save_form(**saved, version=row.version, entries=[Entry("W1.01", "a name"), Entry("nothing", "x")])
    assert open_submission(by=at.counsel, submission_id=row.id).content.entries == []


def test_sent_frozen_and_in_the_ledger():
    at = made.desk()
    row = made.ready(at)
    copies = made.send(at, row)
    assert {(one.language, one.form) for one in copies} == {("fr", "docx"), ("fr", "html"), ("en", "docx"), ("en", "html")}
    row.refresh_from_db()
    assert (row.status, row.sent_on) == ("sent", clock.today())
    copy, data = submissions_sending.open_copy(by=at.counsel, submission_id=row.id, copy_id=copies[0].id, purpose=made.WHY)
    held = open_submission(by=at.counsel, submission_id=row.id)
    notes = {one.id: words for one, words in submissions_sending.copies_of(held)}
    assert notes[copy.id].sha256 == hashlib.sha256(data).hexdigest()
    [gone] = vaults.disclosures_of(by=at.counsel, subject=at.person)
    assert (gone.row.kind, gone.content.scope, gone.content.level) == ("submission", "C-UN", "ID-4")
    assert gone.digest
    assert gone.digest.title == row.reference
    assert sent([at.office.organisation.id], clock.today(), clock.today()) == 1
    assert AuditEntry.objects.filter(tag=Tag.SUBMISSION_SENT, subject=row.id).count() == 1


def test_what_is_frozen_does_not_change():
    at = made.desk()
    row = made.ready(at)
    copy = made.send(at, row, languages=("fr",))[0]
    with pytest.raises(TypeError):
        copy.save()
    with pytest.raises(TypeError):
        copy.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        SubmissionCopy.objects.filter(pk=copy.pk).update(body=b"another")
    moved = SubmissionCopy.objects.exclude(pk=copy.pk).first()
    held = submissions_identity.open_keys(by=at.counsel, submission_id=row.id, purpose=made.WHY)
    with pytest.raises(seal.Broken):
        held.keys.open(f"submission-copy:{copy.id}", Group.IDENTITY, 1, moved.body)
    row.refresh_from_db()
    row = submissions.save_named(by=at.counsel, submission_id=row.id, version=row.version, named=[], declared=True)
    again = made.send(at, row, languages=("fr",))
    assert again[0].number > copy.number
    assert SubmissionCopy.objects.count() == 4
    assert sent([at.office.organisation.id], clock.today(), clock.today()) == 1


def test_no_basis_nothing_leaves():
    at = made.desk(basis=False)
    row = made.ready(at)
    value = refused("no_basis", made.send, at, row)
    assert value.values == {"count": 1, "total": 1}
    assert not SubmissionCopy.objects.exists()
    assert not Disclosure.objects.exists()


def test_a_consent_withdrawn_meanwhile_blocks():
    at = made.desk()
    row = made.ready(at)
    vaults.withdraw_consent(by=at.counsel, subject=at.person, kind=BasisKind.FAMILY, reason="fear")
    refused("no_basis", made.send, at, row)
    [verdict] = submissions_sending.assess(
        by=at.counsel, content=open_submission(by=at.counsel, submission_id=row.id).content, submission_id=row.id
    )
    assert verdict.reason == "withdrawn"
    refused("no_basis", made.send, at, row, urgent="a life depends on it")


def test_urgent_leaves_now_and_is_ratified():
    at = made.desk(basis=False)
    row = made.ready(at)
    made.send(at, row, urgent="taken three days ago; nobody could be reached")
    line = Disclosure.objects.get()
    assert line.ratify_by is not None
    vaults.ratify(by=at.documentalist, disclosure_id=line.id, agree=True, reason="I would have sent it too")


def test_a_witness_named_is_judged_for_the_working_group_alone():
    at = made.desk()
    witness = person(by=at.documentalist, name="Sekou Ztouréqk")
    row = made.ready(at)
    row = submissions.save_named(
        by=at.counsel, submission_id=row.id, version=row.version, named=[(witness.code.lower(), False)], declared=True
    )
    refused("no_basis", made.send, at, row)
    consent(at.documentalist, witness.id, scope="C-UN-CONF", level="ID-3")
    made.send(at, row)
    assert {(one.content.scope, one.content.level) for one in vaults.ledger(by=at.counsel)} == {
        ("C-UN", "ID-4"),
        ("C-UN-CONF", "ID-3"),
    }
    row.refresh_from_db()
    row = submissions.save_named(
        by=at.counsel, submission_id=row.id, version=row.version, named=[(witness.code, True)], declared=True
    )
    refused("no_basis", made.send, at, row)


def test_a_name_in_the_text_must_be_declared():
    at = made.desk()
    witness = person(by=at.documentalist, name="Sekou Ztouréqk")
    made.documentation.link_person(by=at.documentalist, incident_id=at.incident, person_id=witness.id, role="witness")
    row = made.ready(at, W8_01="On a vu SEKOU ZTOUREQK parler au chef.")
    value = refused("person_not_declared", made.send, at, row)
    assert value.values == {"persons": witness.code}
    refused("person_not_declared", _handed, at, row, at.officer)


def test_bad_lists_of_persons_are_refused():
    at = made.desk()
    row = made.begin(at)
    saved = {"by": at.counsel, "submission_id": row.id, "version": row.version, "declared": True}
    refused("person_is_subject", submissions.save_named, **saved, named=[(at.code, True)])
    refused("no_such_person_code", submissions.save_named, **saved, named=[("P-NOBODY", True)])


@pytest.mark.parametrize(
    ("words", "code"),
    [({"W7_06": "no"}, "family_says_no"), ({"W8_01": "x"}, None)],
)
def test_what_keeps_a_form_inside(words, code):
    at = made.desk()
    row = made.ready(at)
    held = open_submission(by=at.counsel, submission_id=row.id)
    entries = [one for one in held.content.entries if one.code != "W7.06"] + [Entry("W7.06", words.get("W7_06", "yes"))]
    row = submissions.save_form(
        by=at.counsel, submission_id=row.id, version=row.version, entries=entries, steps=held.content.steps, checked_on=""
    )
    if code:
        refused(code, made.send, at, row)
    row = submissions.save_form(by=at.counsel, submission_id=row.id, version=row.version, entries=[], steps=[], checked_on="")
    assert refused("form_incomplete", made.send, at, row).values["count"] > 5
    refused("language_needed", made.send, at, row, languages=())
    refused("changed_meanwhile", made.send, at, row, version=row.version - 1)


def test_who_holds_no_identities_sends_what_was_looked_at_and_not_changed_since():
    at = made.desk()
    row = made.ready(at)
    refused("identity_closed", made.send, at, row, by=at.officer)
    _handed(at, row, at.officer)
    row.refresh_from_db()
    held = open_submission(by=at.officer, submission_id=row.id)
    changed = submissions.save_form(
        by=at.officer,
        submission_id=row.id,
        version=row.version,
        entries=held.content.entries,
        steps=held.content.steps,
        checked_on="",
    )
    refused("names_not_looked_for", made.send, at, changed, by=at.officer)
    _handed(at, row, at.officer)
    row.refresh_from_db()
    copies = made.send(at, row, by=at.officer)
    assert submissions_sending.open_copy(by=at.officer, submission_id=row.id, copy_id=copies[0].id, purpose=made.WHY)
    SubmissionKey.objects.update(
        sent_at=clock.now() - submissions_identity.rules.HANDED_AFTER_SENDING,
        given_at=clock.now() - submissions_identity.rules.HANDED_AFTER_SENDING * 2,
    )
    refused(
        "identity_closed",
        submissions_sending.open_copy,
        by=at.officer,
        submission_id=row.id,
        copy_id=copies[0].id,
        purpose=made.WHY,
    )


def test_the_clock_runs_and_an_error_is_struck_out():
    at = made.desk()
    row = made.ready(at)
    step = {"by": at.officer, "submission_id": row.id, "on": clock.today(), "said": ""}
    refused("submission_not_sent", submissions_following.record_step, **step, version=row.version, step="acknowledged")
    made.send(at, row)
    row.refresh_from_db()
    refused("unknown_step", submissions_following.record_step, **step, version=row.version, step="sent")
    refused("unknown_step", submissions_following.record_step, **step, version=row.version, step="nonsense")
    value = refused("step_not_possible", submissions_following.record_step, **step, version=row.version, step="replied")
    assert "replied" not in str(value.values)
    for name in ("acknowledged", "transmitted", "replied"):
        row = submissions_following.record_step(**step, version=row.version, step=name)
    [line] = listed(by=at.officer).rows
    assert line.due == submissions_identity.rules.add_months(clock.today(), 6)
    refused("reason_needed", submissions_following.strike_last, by=at.officer, submission_id=row.id, version=row.version, why=" ")
    row = submissions_following.strike_last(by=at.officer, submission_id=row.id, version=row.version, why="another case")
    assert listed(by=at.officer).rows[0].due is None
    for _again in range(2):
        row = submissions_following.strike_last(by=at.officer, submission_id=row.id, version=row.version, why="another case")
    refused(
        "nothing_to_strike", submissions_following.strike_last, by=at.officer, submission_id=row.id, version=row.version, why="x"
    )
    row = submissions_following.record_step(**step, version=row.version, step="closed")
    assert row.status == "over"
    refused("submission_over", made.send, at, row)
