"""Complaints about our own staff: only those chosen outside the line open them; nobody else can tell that one exists."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.foundation import clock
from seereya.foundation.seal import Broken
from seereya.protection import desk
from seereya.protection import rules_complaints as rules
from seereya.protection.content import ComplaintContent
from seereya.protection.models import Complaint, ComplaintKey
from seereya.protection.rules_complaints import Accused, Move, Status
from seereya.protection.sealing import NotThere
from seereya.protection.sealing_complaints import OWN, RECIPIENT, keys_from
from seereya.protection.services.complaints import enter_paper, move_complaint, open_complaint, open_complaints
from seereya.vault.models import Wrap
from seereya.vault.queries import readable_trail
from seereya.vault.rules import Group
from tests.factories.accounts import browser_for
from tests.factories.protection import complaint

WORDS = "He asked for money to write my name."


@given(st.sampled_from(sorted(Status)), st.sampled_from(sorted(Move)), st.text(max_size=3))
def test_a_move_leads_where_the_rules_say_or_nowhere(status, move, words):
    try:
        after = rules.check_move(move, status=status, words=words)
    except Refused:
        return
    assert move in rules.ways(status)
    assert after != status or move is Move.HAND_ON
    assert status != Status.CLOSED


@given(st.frozensets(st.sampled_from(sorted(Role)), max_size=4), st.booleans())
def test_who_leads_or_administers_never_receives(roles, same):
    held = frozenset(Role(one) for one in roles)
    about = Accused("m1", "the driver, not nana-2", "a")
    outside = rules.is_outside(about, member="m2", handle="nana", organisation="a" if same else "b", roles=held)
    assert not outside or not held & rules.LEADING
    assert not outside or Role.DATA_PROTECTION in held or not same
    assert not rules.is_outside(about, member="m1", handle="x", organisation="b", roles=held)
    assert not rules.is_outside(about, member="m3", handle="nana-2", organisation="b", roles=held)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_days_run_from_where_they_should(filed, later):
    days, received = {"CP-REC": 7, "CP-LOOK": 30}, filed + timedelta(later)
    told = {one: rules.due(one, filed_on=filed, received_on=received, days=days) for one in Status}
    assert told[Status.RECEIVED] == received + timedelta(7)
    assert told[Status.LOOKING] == filed + timedelta(30)
    assert told[Status.ANSWERED] is told[Status.CLOSED] is None


@pytest.fixture
def officer(ours):
    return ours.join(Role.DATA_PROTECTION)


@pytest.fixture
def accused(ours):
    return ours.join(Role.DOCUMENTALIST, Role.VERIFIER)


@pytest.fixture
def filed(monitor, accused, officer):
    return complaint(by=monitor, about=accused, to=(officer,), words=WORDS)


def move(row, by, what, words="", **more):
    return move_complaint(by=by, complaint_id=row.id, version=row.version, move=what, words=words, **more)


pytestmark = pytest.mark.django_db


def test_it_is_carried_to_an_answer_which_the_complainant_reads(filed, monitor, officer):
    row = move(filed, officer, Move.LOOK, "By Friday.", note="call the cashier")
    row = move(row, officer, Move.ANSWER, "He must give it back.")
    row = move(row, officer, Move.CLOSE)
    found = open_complaint(by=monitor, complaint_id=row.id)
    assert (found.row.status, found.content.words) == (Status.CLOSED, WORDS)
    assert [one.words for one in found.content.steps] == ["By Friday.", "He must give it back.", ""]
    assert found.notes.notes == []
    assert not found.is_recipient
    assert [one.words for one in open_complaint(by=officer, complaint_id=row.id).notes.notes] == ["call the cashier"]
    with pytest.raises(Refused, match="complaint_move_not_possible"):
        move(row, officer, Move.HAND_ON, "why")


def test_the_complainants_key_opens_no_notes_and_nobody_elses_opens_anything(filed, monitor, officer, accused):
    (own,) = ComplaintKey.objects.filter(part=OWN)
    keys = keys_from(monitor, own)
    assert keys.holds(Group.CONTENT)
    assert not keys.holds(Group.TESTIMONY)
    (theirs,) = ComplaintKey.objects.filter(part=RECIPIENT)
    for thief in (accused, monitor):
        with pytest.raises(Broken):
            keys_from(thief, theirs)
    theirs.part = OWN
    with pytest.raises(Broken):
        keys_from(officer, theirs)
    assert not Wrap.objects.filter(record=filed.id).exists()


def test_the_accused_and_the_administrator_cannot_tell_it_exists(ours, monitor, accused, officer, django_assert_num_queries):
    """Before and after, byte for byte where nothing random stands: lists, desk, trails; and 404 as for what does not exist."""
    others = [
        accused,
        ours.first,
        ours.second,
        ours.join(Role.COORDINATOR),
        ours.join(Role.ADMINISTRATOR),
        ours.join(Role.PROTECTION),
    ]
    before = [_seen(one) for one in others]
    row = complaint(by=monitor, about=accused, to=(officer,), words=WORDS)
    move(row, officer, Move.LOOK)
    assert [_seen(one) for one in others] == before
    nothing = "00000000-0000-7000-8000-000000000000"
    for one in others:
        browser = browser_for(one)
        for name, args in (("complaint", ()), ("complaint-move", ("look",))):
            answers = [browser.get(reverse(f"protection:{name}", args=[key, *args])) for key in (row.id, nothing)]
            assert answers[0].status_code == answers[1].status_code
            assert answers[0].status_code in {403, 404}
        assert open_complaints(by=one) == []
        assert readable_trail(one, row.id) == []
        with pytest.raises(NotThere):
            open_complaint(by=one, complaint_id=row.id)
        with pytest.raises(NotThere):
            move(row, one, Move.LOOK)


def _seen(one):
    texts = [browser_for(one).get(reverse(name)) for name in ("protection:complaints", "accounts:trail")]
    return [desk.waiting(one), *(len(text.content) for text in texts)]


def test_the_log_names_the_complaint_and_nobody(filed, monitor, officer, accused):
    open_complaint(by=monitor, complaint_id=filed.id)
    open_complaint(by=officer, complaint_id=filed.id)
    move(filed, officer, Move.LOOK)
    lines = list(AuditEntry.objects.filter(tag__startswith="protection:complaint").order_by("id"))
    assert [line.actor for line in lines] == [None, None, officer.id, officer.id]
    assert {line.subject for line in lines} == {filed.id}
    assert [line.facts for line in lines] == [{}] * 4
    assert not AuditEntry.objects.filter(subject=accused.id, tag__startswith="protection:").exists()


def test_recipients_stand_outside(ours, theirs, monitor, protector, focal, accused, officer):
    leading = ours.join(Role.DATA_PROTECTION, Role.COORDINATOR)
    for wrong in (protector, leading, accused, ours.first, ours.join(Role.FINANCE)):
        with pytest.raises(Refused, match="recipient_not_outside"):
            complaint(by=monitor, about=accused, to=(wrong,))
    with pytest.raises(Refused, match="recipient_not_outside"):
        complaint(by=monitor, about=officer, to=(officer,))
    with pytest.raises(Refused, match="recipient_not_outside"):
        complaint(by=officer, about=accused, to=(officer,))
    with pytest.raises(Refused, match="recipient_needed"):
        complaint(by=monitor, about=accused, to=())
    row = complaint(by=monitor, about=officer, to=(focal,))
    assert open_complaint(by=focal, complaint_id=row.id).content.accused_id == str(officer.id)


def test_it_is_passed_on_with_a_reason_and_the_key_goes_with_it(filed, monitor, officer, focal, accused):
    with pytest.raises(Refused, match="reason_needed"):
        move(filed, officer, Move.HAND_ON, to=str(focal.id))
    with pytest.raises(Refused, match="recipient_not_outside"):
        move(filed, officer, Move.HAND_ON, "why", to=str(accused.id))
    with pytest.raises(Refused, match="recipient_has_it"):
        move(filed, officer, Move.HAND_ON, "why", to=str(officer.id))
    with pytest.raises(Refused, match="recipient_needed"):
        move(filed, officer, Move.HAND_ON, "why")
    Complaint.objects.update(received_on=clock.today() - timedelta(days=20))
    row = move(filed, officer, Move.HAND_ON, "I am related to him.", to=str(focal.id))
    assert (row.status, row.received_on) == (Status.RECEIVED, clock.today())
    with pytest.raises(NotThere):
        open_complaint(by=officer, complaint_id=row.id)
    assert open_complaint(by=focal, complaint_id=row.id).content.steps[0].words == "I am related to him."
    assert open_complaint(by=monitor, complaint_id=row.id).content.recipients == [str(focal.id)]
    move(row, focal, Move.LOOK)


def test_who_leads_since_receives_no_more(filed, officer):
    officer.roles |= {Role.COORDINATOR}
    assert open_complaints(by=officer) == []
    assert desk.waiting(officer) == []


def test_late_on_the_recipients_desk_only(filed, monitor, officer, django_assert_num_queries):
    assert [(one.kind, one.badge) for one in desk.waiting(officer)] == [("waits", "1")]
    Complaint.objects.update(received_on=clock.today() - timedelta(days=8))
    assert [(one.kind, one.badge) for one in desk.waiting(officer)] == [("late", "1")]
    assert desk.waiting(monitor) == []
    row = move(filed, officer, Move.LOOK)
    assert [one.kind for one in desk.waiting(officer)] == ["waits"]
    Complaint.objects.update(filed_on=clock.today() - timedelta(days=31))
    assert [one.kind for one in desk.waiting(officer)] == ["late"]
    move(row, officer, Move.ANSWER, "so")
    assert desk.waiting(officer) == []
    with django_assert_num_queries(1):
        desk._complaints(officer)


def test_a_list_costs_the_same_however_long(filed, monitor, accused, officer, django_assert_num_queries):
    open_complaints(by=officer)
    for _more in range(3):
        complaint(by=monitor, about=accused, to=(officer,))
    with django_assert_num_queries(7):  # the keys with their complaints; the line of the log, its subjects, two savepoints
        assert len(open_complaints(by=officer)) == 4


def test_a_form_sent_twice_files_one_and_two_recipients_do_not_overwrite(monitor, accused, officer, focal):
    token = "01900000-0000-7000-8000-000000000001"
    rows = [complaint(by=monitor, about=accused, to=(officer, focal), token=token) for _twice in range(2)]
    assert Complaint.objects.count() == 1
    move(rows[0], officer, Move.LOOK)
    with pytest.raises(Refused, match="changed_meanwhile"):
        move(Complaint(id=rows[0].id, version=1), focal, Move.LOOK)


def test_on_paper_it_stands_under_the_code_of_its_slip(monitor, accused, officer, focal):
    about = ComplaintContent(
        " pl-7f3k9qxt ", WORDS, accused_id=str(accused.id), organisation_id=str(accused.organisation_id), filed_by="x"
    )
    row = enter_paper(by=officer, content=about, recipients=[str(focal.id)])
    found = open_complaint(by=focal, complaint_id=row.id).content
    assert (found.code, found.paper, found.filed_by) == ("PL-7F3K9QXT", True, "")
    assert set(ComplaintKey.objects.values_list("part", flat=True)) == {RECIPIENT}
    with pytest.raises(NotThere):
        enter_paper(by=monitor, content=about)
    with pytest.raises(Refused, match="slip_code_needed"):
        enter_paper(by=officer, content=ComplaintContent(" ", WORDS, accused_id=str(accused.id)))


def test_the_pages(monitor, accused, officer, focal):
    def url(name, *args):
        return reverse(f"protection:{name}", args=args)

    browser, reader = browser_for(monitor), browser_for(officer)
    fields = {"accused_id": str(accused.id), "organisation_id": str(focal.organisation_id), "words": WORDS, "anonymous": "on"}
    assert browser.post(url("complaint-new"), fields).status_code == 409  # nobody chosen
    fields |= {"recipients": [str(officer.id), str(focal.id)]}
    made = browser.post(url("complaint-new"), fields)
    row = Complaint.objects.get()
    assert made["Location"] == url("complaint", row.id)
    text = reader.get(url("complaint", row.id)).content.decode()
    assert WORDS in text
    assert monitor.member.handle not in text
    assert accused.member.handle in text
    moved = {"version": 1, "words": "D’ici vendredi.", "note": "Znoteamongus"}
    assert reader.post(url("complaint-move", row.id, "look"), moved).status_code == 302
    assert reader.post(url("complaint-move", row.id, "answer"), moved).status_code == 409
    assert reader.get(url("complaint-move", row.id, "burn")).status_code == 404
    assert "Znoteamongus" in reader.get(url("complaint", row.id)).content.decode()
    text = browser.get(url("complaint", row.id)).content.decode()
    assert "D’ici vendredi." in text
    assert "Znoteamongus" not in text
    assert browser.get(url("complaint-move", row.id, "answer")).status_code == 403
    passed = {"version": 2, "words": "Je suis son frère.", "to": str(focal.id)}
    assert reader.post(url("complaint-move", row.id, "pass"), passed).status_code == 422  # focal has it already
    assert 'name="to"' not in reader.get(url("complaint-move", row.id, "pass")).content.decode()  # nobody else stands outside
    entered = {"code": "PL-AAAA", "accused": "le chauffeur", "organisation_id": str(officer.organisation_id), "words": "papier"}
    assert reader.post(url("complaint-paper"), entered).status_code == 302
    assert "PL-AAAA" in reader.get(url("complaints")).content.decode()
    for language, word in (("fr", "Plainte"), ("en", "Complaint about our staff")):
        slips = browser.post(url("complaint-slips"), {"language": language, "count": 2}).content.decode()
        assert word in slips
        assert slips.count("PL-") == 4
    assert browser.get(url("complaint-slips")).status_code == 200


def test_behind_the_walls_it_crosses_organisations(monitor, accused, officer, focal, protector):
    """By browser, so that on PostgreSQL each request sees its own organisation only: filed to a partner, passed back, answered."""
    row = complaint(by=monitor, about=accused, to=(focal,))
    partner, reader = browser_for(focal), browser_for(officer)
    address = reverse("protection:complaint-move", args=[row.id, "pass"])
    page = partner.get(address).content.decode()
    assert officer.member.handle in page
    assert protector.member.handle not in page  # of the accused's own line
    passed = {"version": 1, "words": "Plus près de vous.", "to": str(officer.id)}
    assert partner.post(address, passed)["Location"] == reverse("protection:complaints")
    assert partner.get(reverse("protection:complaint", args=[row.id])).status_code == 404
    for version, move_, words in ((2, "look", ""), (3, "answer", "Fait."), (4, "close", "")):
        sent = {"version": version, "words": words}
        assert reader.post(reverse("protection:complaint-move", args=[row.id, move_]), sent).status_code == 302
    assert "Fait." in browser_for(monitor).get(reverse("protection:complaint", args=[row.id])).content.decode()
