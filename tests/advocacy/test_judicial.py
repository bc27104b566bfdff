"""An announcement laid beside the judicial file: by who may open the file, seen by nobody else, with pauses counted out."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from seereya.accounts.rules import Refused, Role
from seereya.advocacy import services
from seereya.advocacy.models import CaseLink, CommitmentPause
from seereya.advocacy.pages import judicial
from seereya.advocacy.rules.commitments import days_paused
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.casework import services as casework
from seereya.casework.content import Proceeding, StageMove
from seereya.protection.sealing import NotThere
from tests.factories.accounts import browser_for
from tests.factories.advocacy import commitment, days_ago
from tests.factories.casework import case_file

ANNOUNCED = 300


@pytest.fixture
def counsel(ours):
    return ours.join(Role.COUNSEL)


def _day(days):
    return days_ago(days).isoformat()


def _file(counsel, *moves):
    proceeding = Proceeding("p1", "P-NAT-PEN", "NAT-PAS", stages=[StageMove(stage, _day(days)) for stage, days in moves])
    return case_file(by=counsel, proceedings=[proceeding])


def _laid(officer, counsel, *moves):
    row = commitment(by=officer, announced_on=days_ago(ANNOUNCED), deadline=None)
    services.link_case(by=counsel, case=_file(counsel, *moves).reference, commitment_id=row.id)
    return row


def _shown(counsel, row):
    row.refresh_from_db()
    return judicial.beside(counsel, row)["files"][0]


def test_no_inquiry_since_the_announcement(officer, counsel):
    shown = _shown(counsel, _laid(officer, counsel, ("S-N-02", 200)))
    assert shown["on"] == ""  # what counsel filed is not an act of an authority
    assert shown["days"] == ANNOUNCED
    assert shown["late"]
    assert shown["inquiry"] == ""


def test_days_to_the_first_act_since(officer, counsel):
    shown = _shown(counsel, _laid(officer, counsel, ("S-N-03", 260), ("S-N-04", 100)))
    assert shown["days"] == 40
    assert not shown["late"]
    assert shown["inquiry"]
    assert not shown["inquiry_before"]


def test_an_inquiry_older_than_the_announcement_is_said_to_be(officer, counsel):
    shown = _shown(counsel, _laid(officer, counsel, ("S-N-03", 400)))
    assert shown["inquiry_before"]
    assert shown["days"] == ANNOUNCED


def test_pauses_are_counted_out(officer, counsel):
    row = _laid(officer, counsel)
    services.pause_commitment(by=officer, commitment_id=row.id, paused="safety")
    assert _shown(counsel, row)["paused"]
    services.pause_commitment(by=officer, commitment_id=row.id, paused="wish")
    assert CommitmentPause.objects.count() == 1
    services.pause_commitment(by=officer, commitment_id=row.id, paused="")
    CommitmentPause.objects.update(since=days_ago(100), until=days_ago(70))
    shown = _shown(counsel, row)
    assert (shown["days"], shown["left_out"]) == (ANNOUNCED - 30, 30)


def test_a_paused_file_shows_no_days(officer, counsel):
    row = commitment(by=officer, announced_on=days_ago(ANNOUNCED))
    case = _file(counsel, ("S-N-03", 260))
    services.link_case(by=counsel, case=case.reference, commitment_id=row.id)
    casework.set_pause(by=counsel, case_id=case.id, paused="safety", why="Menaces")
    shown = _shown(counsel, row)
    assert shown["paused"]
    text = browser_for(counsel).get(reverse("advocacy:commitment", args=[row.id])).content.decode()
    assert f"{ANNOUNCED - 260} " not in text.split('id="judicial"')[1].split("</section>")[0]


def test_who_may_not_see_the_file_sees_what_advocacy_wrote(officer, counsel, partner, browser, ours):
    row = _laid(officer, counsel, ("S-N-03", 260))
    reference = AuditEntry.objects.filter(tag=Tag.CASE_LAID_BESIDE)
    assert reference.count() == 1
    for who in (officer, partner, ours.join(Role.EVALUATION)):
        assert judicial.beside(who, row) is None
        text = browser_for(who).get(reverse("advocacy:commitment", args=[row.id])).content.decode()
        assert "-CF-" not in text
        assert 'id="judicial"' not in text
    assert browser.get(reverse("advocacy:commitment-case", args=[row.id])).status_code == 403


def test_the_file_leads_back_to_the_announcement(officer, counsel):
    row = _laid(officer, counsel)
    link = CaseLink.objects.get()
    case = judicial.open_case_links(by=counsel, links=[link])[link.id]
    text = browser_for(counsel).get(reverse("casework:case", args=[case])).content.decode()
    assert row.reference in text
    assert browser_for(counsel).post(reverse("advocacy:case-unlink", args=[link.id])).status_code == 302
    assert not CaseLink.objects.exists()


def test_bad_ties_are_refused(officer, counsel, theirs):
    row = commitment(by=officer)
    case = _file(counsel)
    stranger = theirs.join(Role.COUNSEL)
    for who, reference, code in ((counsel, "XX-CF-0001", "no_such_case"), (stranger, case.reference, "no_such_case")):
        with pytest.raises(Refused) as found:
            services.link_case(by=who, case=reference, commitment_id=row.id)
        assert found.value.code == code
    link = services.link_case(by=counsel, case=case.reference, commitment_id=row.id)
    with pytest.raises(Refused, match="case_linked_already"):
        services.link_case(by=counsel, case=case.reference, commitment_id=row.id)
    for who in (officer, stranger):
        with pytest.raises(NotThere):
            services.unlink_case(by=who, link_id=link.id)


_DAYS = st.integers(0, 400).map(lambda days: date(2024, 1, 1) + timedelta(days=days))


@given(st.lists(st.tuples(_DAYS, st.none() | _DAYS), max_size=6), _DAYS, _DAYS)
def test_a_day_is_paused_once(spells, one, other):
    first, last = min(one, other), max(one, other)
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    expected = sum(any(since <= day < (until or last) for since, until in spells) for day in days)
    assert days_paused(spells, first=first, last=last) == expected
